/** What runs, ran and will run, and one version in plain words. */
import { z } from 'zod'
import { type Doing, query } from '../access/command.ts'
import { dayOf } from '../kernel/calendar/day.ts'
import { Refusal } from '../kernel/errors.ts'
import { t } from '../kernel/texts.ts'
import { blanksOf, filledIn } from '../programme/blanks.ts'
import { type Told, writtenIn } from '../programme/clash.ts'
import type { Programme } from '../programme/model.ts'
import { plainly } from '../programme/plain.ts'
import type { Promised, SchemeLine, SchemeView, states } from './model.ts'
import { listFills, listVersions, namesOf, type Version } from './store.ts'

export function stateOf({ withdrawn, startsOn, endsOn }: Version, today: string): (typeof states)[number] {
  if (withdrawn) return 'withdrawn'
  if (startsOn > today) return 'coming'
  return endsOn !== null && endsOn < today ? 'ended' : 'running'
}

function lineOf(d: Doing, one: Version, names: ReadonlyMap<string, string>): z.input<typeof SchemeLine> {
  const by = (id: string | null) => (id ? (names.get(id) ?? null) : null)
  return {
    code: one.code,
    version: one.version,
    title: one.scheme.title[d.caller.language],
    state: stateOf(one, dayOf(d.at)),
    startsOn: one.startsOn,
    endsOn: one.endsOn,
    appliedAt: one.appliedAt.toISOString(),
    appliedBy: by(one.appliedBy),
    endedAt: one.endedAt?.toISOString() ?? null,
    endedBy: by(one.endedBy),
    blanks: blanksOf(filledIn(one.scheme, one.filled)).length,
  }
}

/** The newest first. `shipped` is what requests go by where no scheme that runs brings channels and limits of its own. */
export const listSchemes = query(z.object({}), async (d) => {
  const today = dayOf(d.at)
  const versions = await listVersions(d.tx)
  const names = await namesOf(
    d.tx,
    versions.flatMap((v) => [v.appliedBy, v.endedBy]),
  )
  const { shipped } = d.house.schemes
  return {
    items: versions.map((one) => lineOf(d, one, names)).reverse(),
    shipped: {
      code: shipped.programme,
      title: shipped.title[d.caller.language],
      leads: !versions.some((v) => v.scheme.uses.length === 0 && stateOf(v, today) === 'running'),
    },
  }
})

/** Every promise of a scheme, in plain words. */
export function promisesOf(scheme: Programme, language: Doing['caller']['language']): z.input<typeof Promised>[] {
  const speak = plainly(scheme, language)
  return Object.entries(scheme.duties).map(([code, duty]) => ({
    code,
    name: duty.name[language],
    tone: duty.tone,
    who: speak.who(duty.who),
    says: speak.duty(duty),
    does: speak.does(duty),
    quote: duty.quote ?? null,
    blank: duty.atLeast === null,
  }))
}

/** Ties, records, tests, money and books of the file itself; what it takes over from another is shown with that one. */
function partsOf(told: Told, language: Doing['caller']['language']) {
  const { scheme } = told
  const speak = plainly(scheme, language)
  const own = writtenIn(told.source)
  const entries = <T extends { name: Programme['title']; quote?: string | undefined }>(
    part: 'tieKinds' | 'recordKinds' | 'completeness' | 'pots' | 'ledgers',
    of: Record<string, T>,
    says: (one: T, code: string) => string,
  ) =>
    Object.entries(of)
      .filter(([code]) => own(part).has(code))
      .map(([code, one]) => ({ code, name: one.name[language], says: says(one, code), quote: one.quote ?? null }))
  return {
    ties: entries('tieKinds', scheme.tieKinds, speak.tie),
    records: entries('recordKinds', scheme.recordKinds, (kind) =>
      t(language, 'programme.record.says', {
        who: speak.names(scheme.roles, kind.fills),
        fields: speak.join(Object.values(kind.fields).map((field) => field.name[language])),
      }),
    ),
    tests: entries('completeness', scheme.completeness, () => ''),
    pots: entries('pots', scheme.pots, (_, code) => speak.pot(code)),
    books: entries('ledgers', scheme.ledgers, (book) => speak.names(scheme.recordKinds, book.records)),
  }
}

export const ReadInput = z.object({ code: z.string().max(40), version: z.coerce.number().int().min(1).max(1_000_000) })
/** Refused with `not-found`. */
export const readScheme = query(ReadInput, async (d, { code, version }): Promise<z.input<typeof SchemeView>> => {
  const { language } = d.caller
  const one = (await listVersions(d.tx)).find((v) => v.code === code && v.version === version)
  if (!one) throw new Refusal('not-found')
  const names = await namesOf(d.tx, [one.appliedBy, one.endedBy])
  const fills = await listFills(d.tx, code)
  const scheme = filledIn(one.scheme, one.filled)
  const told = { scheme, source: one.source }
  const today = dayOf(d.at)
  return {
    ...lineOf(d, one, names),
    about: scheme.source,
    leads: scheme.uses.length === 0,
    uses: scheme.uses,
    duties: promisesOf(scheme, language),
    ...partsOf(told, language),
    blanksOpen: blanksOf(one.scheme).map(({ key, part, code: of, name }) => {
      const number = one.filled[key] ?? null
      const fill = number === null ? undefined : fills.find((f) => f.blank === key && f.version <= version)
      return {
        key,
        name: t(language, `programme.blank.${part}`, { name: name[language] }),
        share: part === 'duty' && 'coverage' in (one.scheme.duties[of]?.measure ?? {}),
        number,
        filledAt: fill?.at.toISOString() ?? null,
        filledBy: fill?.by ?? null,
        today: fill !== undefined && dayOf(fill.at) === today,
      }
    }),
    file: one.source,
  }
})

/** What a file would change before it does: every difference with whom it concerns today, what is not set yet, and what stands in the way. */
import type { z } from 'zod'
import { type Doing, query } from '../access/command.ts'
import { dayOf } from '../kernel/calendar/day.ts'
import { sha256 } from '../kernel/crypto.ts'
import { Refusal, type RefusalCode } from '../kernel/errors.ts'
import { t } from '../kernel/texts.ts'
import { blanksOf, carriedOver, filledIn } from '../programme/blanks.ts'
import { limitUse, linesOf } from '../programme/changes.ts'
import { type Change, diffSchemes } from '../programme/diff.ts'
import type { Programme } from '../programme/model.ts'
import { plainly } from '../programme/plain.ts'
import { inForce, runsOn } from '../programme/running.ts'
import { type Moved, withNext } from '../programme/timeline.ts'
import { concernOf } from './concerns.ts'
import { type Problem, problemsOf } from './hindrances.ts'
import { type Plan, PlanInput, type Planned } from './model.ts'
import { type FaultView, readSchemeFile } from './read-file.ts'
import { running } from './running-version.ts'
import { listVersions, type People, peopleOn, type Version } from './store.ts'
import { readUsedFrom } from './used.ts'

/** Everything a plan is made from and applied by. */
export type Prepared = {
  readonly scheme: Programme
  readonly next: Omit<Version, 'appliedAt' | 'appliedBy' | 'endedAt' | 'endedBy'>
  readonly moved: Moved
  readonly sides: Record<'before' | 'after', Programme>
  readonly problems: readonly Problem[]
  readonly token: string
}

/** What belongs to one scheme alone, and is compared with its own version before. */
const ownParts = ['duties', 'bundles', 'ledgers', 'pots', 'completeness'] as const
const nothing = { duties: {}, bundles: {}, ledgers: {}, pots: {}, completeness: {} }
const own = (scheme: Programme | undefined) =>
  scheme ? Object.fromEntries(ownParts.map((part) => [part, scheme[part]])) : nothing
/** What is said of a file as a whole is compared only with the file before. */
const head = ({ programme, title, source, uses, starts, ends }: Programme) => ({
  programme,
  title,
  source,
  uses,
  starts,
  ends,
})

/** Reads the file and works out what it would do; or its faults. Refused with `scheme.day-past` and `scheme.days`. */
export async function prepare(
  d: Doing,
  { source, startsOn: asked, endsOn: last }: z.output<typeof PlanInput>,
): Promise<Prepared | { faults: FaultView[] }> {
  const today = dayOf(d.at)
  const versions = await listVersions(d.tx)
  const counting = versions.filter((v) => !v.withdrawn)
  const read = readSchemeFile(source, readUsedFrom(counting), d.caller.language)
  if (!read.scheme) return read
  const { scheme } = read
  const startsOn = asked ?? (scheme.starts && scheme.starts > today ? scheme.starts : today)
  if (startsOn < today) throw new Refusal('scheme.day-past', { day: startsOn, today })
  const endsOn = last === undefined ? (scheme.ends ?? null) : last
  if (endsOn !== null && endsOn < startsOn) throw new Refusal('scheme.days', { from: startsOn, to: endsOn })
  const earlier = versions.filter((v) => v.code === scheme.programme)
  const newest = earlier.at(-1)
  const next: Prepared['next'] = {
    code: scheme.programme,
    version: Math.max(0, ...earlier.map((v) => v.version)) + 1,
    startsOn,
    endsOn,
    withdrawn: false,
    source,
    scheme,
    filled: carriedOver(scheme, newest?.filled ?? {}),
  }
  const { after, ...moved } = withNext<Prepared['next']>(counting, next)
  const { shipped } = d.house.schemes
  const holds = {
    before: inForce(counting.map(running), startsOn, shipped),
    after: inForce(after.map(running), startsOn, shipped),
  }
  const was = counting.find((v) => v.code === next.code && runsOn(startsOn)(v))
  const is = filledIn(scheme, next.filled)
  const old = was && running(was).scheme
  return {
    scheme,
    next,
    moved,
    sides: {
      before: { ...holds.before, ...own(old), ...head(old ?? is) } as Programme,
      after: { ...holds.after, ...own(is), ...head(is) } as Programme,
    },
    problems: await problemsOf(d, { before: counting, after, next }),
    token: tokenOf(versions, { source, startsOn, endsOn }),
  }
}

/** The state a plan was made in: with other versions, other numbers or another file it would be another plan. */
const tokenOf = (versions: readonly Version[], asked: object): string =>
  sha256(
    JSON.stringify([asked, versions.map((v) => [v.code, v.version, v.startsOn, v.endsOn, v.withdrawn, v.filled])]),
  ).toString('base64url')

/** What people must do first, then with whom and how it is written down, then the words. */
const first = ['duties', 'completeness', 'tieKinds', 'recordKinds', 'pots', 'limits', 'rules']
const weight = ({ part }: Change) => (first.includes(part) ? first.indexOf(part) : first.length)
const byWeight = (a: Change, b: Change) => weight(a) - weight(b)

type PlanView = z.input<typeof Plan>
/** In the reader's words. */
export function planView(d: Doing, prepared: Prepared, people: People): PlanView {
  const { scheme, next, moved, sides, problems, token } = prepared
  const { language } = d.caller
  const speak = { before: plainly(sides.before, language), after: plainly(sides.after, language) }
  const named = (key: string) => blanksOf(scheme).find((b) => b.key === key)
  const blankName = (key: string) => {
    const blank = named(key)
    return blank ? t(language, `programme.blank.${blank.part}`, { name: blank.name[language] }) : key
  }
  return {
    code: next.code,
    version: next.version,
    title: scheme.title[language],
    startsOn: next.startsOn,
    endsOn: next.endsOn,
    leads: scheme.uses.length === 0,
    ended: moved.ended.map(span),
    withdrawn: moved.withdrawn.map(span),
    changes: diffSchemes(sides.before, sides.after)
      .sort(byWeight)
      .map((change) => ({
        part: change.part,
        code: change.code,
        what: change.what,
        name: nameOf(change, sides, language),
        says: saysOf(change, sides, speak),
        lines: linesOf(change, sides, speak),
        ...concernOf(change, sides, people),
      })),
    blanks: blanksOf(filledIn(scheme, next.filled)).map(({ key }) => ({ key, name: blankName(key) })),
    carried: Object.entries(next.filled).map(([key, number]) => ({ key, name: blankName(key), number })),
    problems: problems.map(({ code, params, lines }) => ({
      code,
      says: t(language, `refusals.${code}`, params),
      lines: [...lines],
    })),
    token,
  }
}
const span = ({ code, version, startsOn, endsOn }: Moved['ended'][number]) => ({ code, version, startsOn, endsOn })

type Sides = Prepared['sides']
function nameOf({ part, code, name, what }: Change, sides: Sides, language: Doing['caller']['language']): string {
  if (name) return name[language]
  const side = sides[what === 'gone' ? 'before' : 'after']
  if (part === 'limits')
    return code === 'order' ? t(language, 'programme.place.order') : limitUse(code, side, plainly(side, language))
  return code
}
/** A promise, a tie or a pot is one sentence; it says more than a list of its parts. */
function saysOf(
  { part, code, what }: Change,
  sides: Sides,
  speak: Record<'before' | 'after', ReturnType<typeof plainly>>,
) {
  const side = what === 'gone' ? 'before' : 'after'
  const [scheme, words] = [sides[side], speak[side]]
  const [duty, tie] = [scheme.duties[code], scheme.tieKinds[code]]
  if (part === 'duties' && duty) return words.duty(duty)
  if (part === 'tieKinds' && tie) return words.tie(tie)
  return part === 'pots' ? words.pot(code) : null
}

export const planScheme = query(PlanInput, async (d, input): Promise<z.input<typeof Planned>> => {
  const prepared = await prepare(d, input)
  if ('faults' in prepared) return { faults: prepared.faults, plan: null }
  return { faults: [], plan: planView(d, prepared, await peopleOn(d.tx, dayOf(d.at))) }
})

/** What stands in the way, as a refusal: the first of them, with all its lines. */
export const refuse = ({ code, params, lines }: Problem): never => {
  throw new Refusal(
    code satisfies RefusalCode,
    params,
    lines.map((message) => ({ path: 'source', message })),
  )
}

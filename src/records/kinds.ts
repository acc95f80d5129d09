/** Which kinds there are: those of the schemes that run, each with the version that declares it, so that an old record keeps its own form. */
import type { Doing, House, HouseHere } from '../access/command.ts'
import { dayOf } from '../kernel/calendar/day.ts'
import { Refusal } from '../kernel/errors.ts'
import { t } from '../kernel/texts.ts'
import type { Programme } from '../programme/model.ts'
import type { RecordKind } from '../programme/records.ts'
import { type Running, runsOn } from '../programme/running.ts'
import type { Fields } from './form.ts'

/** The kind that puts money into a pot. Every scheme with pots has it, whether or not it declares one of its own. */
export const funding = 'pot-funding'

type Pots = Programme['pots']
const named = (key: string) => ({ 'zh-CN': t('zh-CN', key), en: t('en', key) })

function fundingOf(pots: Pots): RecordKind {
  return {
    name: named('records.funding'),
    about: named('records.funding.about'),
    group: 'money',
    fills: [...new Set(Object.values(pots).flatMap((pot) => pot.keptBy))],
    lasts: 'day',
    promises: false,
    fields: {
      pot: {
        name: named('records.funding.pot'),
        type: 'choice',
        required: true,
        residentsRead: false,
        options: Object.fromEntries(Object.entries(pots).map(([code, { name }]) => [code, { name }])),
      },
      amount: { name: named('records.funding.amount'), type: 'money', required: true, residentsRead: false, min: 0.01 },
      source: { name: named('records.funding.source'), type: 'text', required: false, residentsRead: false },
    },
  }
}

/** Today's schemes, the leading one last. */
const running = (house: House, jurisdictionId: number): readonly Running[] => {
  const now = house.schemes.all(jurisdictionId).filter(runsOn(dayOf(house.now())))
  return [...now].sort(
    (a, b) =>
      Number(a.scheme.uses.length === 0) - Number(b.scheme.uses.length === 0) ||
      a.startsOn.localeCompare(b.startsOn) ||
      a.code.localeCompare(b.code),
  )
}
/** Ledgers or pots of all schemes that run, each its own. */
function all<P extends 'ledgers' | 'pots'>(house: HouseHere, jurisdictionId: number, part: P): Programme[P] {
  return Object.assign({}, ...running(house, jurisdictionId).map((r) => r.scheme[part]), house.scheme[part])
}
export const ledgersHere = (house: HouseHere, jurisdictionId: number) => all(house, jurisdictionId, 'ledgers')
export const potsHere = (house: HouseHere, jurisdictionId: number) => all(house, jurisdictionId, 'pots')

/** The kinds that can be written down today, by code. */
export function kindsHere(house: HouseHere, jurisdictionId: number): Readonly<Record<string, RecordKind>> {
  const pots = potsHere(house, jurisdictionId)
  return { ...(Object.keys(pots).length > 0 && { [funding]: fundingOf(pots) }), ...house.scheme.recordKinds }
}

/** A kind of today. Refused with `record.kind-unknown`. */
export function kindNamed(d: Doing, code: string): RecordKind {
  const kinds = kindsHere(d.house, d.caller.jurisdictionId)
  const kind = Object.hasOwn(kinds, code) ? kinds[code] : undefined
  if (!kind) throw new Refusal('record.kind-unknown')
  return kind
}

/** The scheme and version that declare this kind today; none for the one shipped, and for what every scheme with pots has. */
export function declares(house: House, jurisdictionId: number, kind: string) {
  const by = running(house, jurisdictionId).findLast((r) => Object.hasOwn(r.scheme.recordKinds, kind))
  return by && { programme: by.code, version: by.version }
}

type Of = { kind: string; programme: string | null; programme_version: number | null }
/** The kind as it was when this record was written; today's where none is on record. */
export function kindOf(house: HouseHere, jurisdictionId: number, of: Of): RecordKind | undefined {
  const then = house.schemes
    .all(jurisdictionId)
    .find((r) => r.code === of.programme && r.version === of.programme_version)
  return then?.scheme.recordKinds[of.kind] ?? kindsHere(house, jurisdictionId)[of.kind]
}

/** Fields of all steps, as a record keeps them: step.code. */
export const stepFieldsOf = (kind: Pick<RecordKind, 'steps'>): Fields =>
  Object.fromEntries(
    (kind.steps ?? []).flatMap((step) =>
      Object.entries(step.fields).map(([code, field]) => [`${step.code}.${code}`, field] as const),
    ),
  )

/** A cell as pages show it: its rule's words, its numbers, how it stands today. */
import { sql } from 'kysely'
import type { Showing } from '../access/command.ts'
import type { Language } from '../kernel/app.ts'
import { addDays, type Day } from '../kernel/calendar/day.ts'
import type { Duty, Measure } from '../programme/duties.ts'
import type { Running } from '../programme/running.ts'
import { funding, kindsOf } from './count.ts'
import type { DutyView } from './model.ts'
import { type MeasureKind, measureOf } from './owed.ts'
import { behindBy, type Cell, daysPassed, dueOn, expected, standing } from './pace.ts'
import { openEnd, type Span } from './periods.ts'
import type { DutyUnit } from './vocabulary.ts'

export type CellRow = {
  programme: string
  version: number
  duty: string
  period: string
  subject_id: string
  org_id: string
  measure: string
  from_day: string
  to_day: string
  off: string[]
  grace: number
  target: string | null
  value: string
}
export const cellColumns = sql.raw(
  'p.programme, p.version, p.duty, p.period, p.subject_id, p.org_id, p.measure, p.from_day, p.to_day, p.off, p.grace, p.target, p.value',
)

export const versionOf = (all: readonly Running[], of: { programme: string; version: number }) =>
  all.find((v) => v.code === of.programme && v.version === of.version)

const pairs = (off: readonly string[]): Span[] =>
  off.flatMap((from, i) => (i % 2 ? [] : [{ from: from as Day, to: off[i + 1] as Day }]))

export const cellOf = (row: CellRow): Cell => ({
  period: row.period,
  measure: row.measure as MeasureKind,
  from: row.from_day as Day,
  to: row.to_day as Day,
  off: pairs(row.off),
  grace: row.grace,
  target: row.target === null ? null : Number(row.target),
  value: Number(row.value),
})

const byUnit = { household: 'households', member: 'members', org: 'orgs', place: 'places' } as const
const units: Record<Exclude<MeasureKind, 'distinct' | 'sum'>, DutyUnit> = {
  count: 'times',
  days: 'days',
  coverage: 'share',
  ties: 'ties',
  pot: 'yuan',
}
/** A sum is of money where the field is. */
export function unitOf(m: Measure, { scheme }: Running): DutyUnit {
  if ('by' in m) return byUnit[m.by]
  if (!('sum' in m)) return units[measureOf(m) as keyof typeof units]
  return m.sum.some((kind) => scheme.recordKinds[kind]?.fields[m.field]?.type === 'money') ? 'yuan' : 'amount'
}

/** Kinds a form can be opened for: what is not declared any more is still counted, and named by its code. */
const kindsNamed = (rule: Duty, d: Showing, of: Running) =>
  kindsOf(rule.measure)
    .filter((kind) => kind !== funding)
    .map((kind) => ({
      code: kind,
      name: (of.scheme.recordKinds[kind] ?? d.house.scheme.recordKinds[kind])?.name[d.caller.language] ?? kind,
    }))

export const titleOf = ({ scheme }: Running, language: Language) => scheme.title[language]

/** Undefined for a cell whose version is not known here yet: another process applied it within the minute. */
export function showCell(d: Showing, row: CellRow, today: Day): DutyView | undefined {
  const of = versionOf(d.house.schemes.all(d.caller.jurisdictionId), row)
  const rule = of?.scheme.duties[row.duty]
  if (!of || !rule) return undefined
  const cell = cellOf(row)
  const { passed, all } = daysPassed(cell, today)
  const { language } = d.caller
  return {
    programme: row.programme,
    version: row.version,
    duty: row.duty,
    period: row.period,
    subjectId: row.subject_id,
    name: rule.name[language],
    scheme: titleOf(of, language),
    quote: rule.quote ?? null,
    tone: rule.tone,
    unit: unitOf(rule.measure, of),
    from: cell.from,
    to: dueOn(cell),
    lastEntry: cell.to === openEnd ? null : addDays(cell.to, cell.grace),
    target: cell.target,
    value: cell.value,
    expected: expected(cell, today),
    behind: behindBy(cell, today),
    passed,
    days: cell.to === openEnd ? 0 : all,
    standing: standing(cell, today),
    counts: kindsNamed(rule, d, of),
    orgId: row.org_id,
  }
}

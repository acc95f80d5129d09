/** Cells as they are read: those a page shows, of one subject or one org, in the caller's scope. */
import { type RawBuilder, sql } from 'kysely'
import type { Doing } from '../access/command.ts'
import { type Day, dayOf } from '../kernel/calendar/day.ts'
import { asCounter } from '../kernel/scope.ts'
import { type Assigned, shownPeriods } from './assigned.ts'
import { kindsOf } from './count.ts'
import { assignedIn } from './materialise.ts'
import type { DutyView } from './model.ts'
import { byUrgency } from './pace.ts'
import { type CellRow, cellColumns, cellOf, showCell, versionOf } from './view.ts'

/** What a page shows: what runs, what may still be written down, the last of what has ended, and what begins soon. */
export function shownHere(d: Doing, soon: boolean): Assigned[] {
  const today = dayOf(d.at)
  const assigned = assignedIn(d.house, d.caller.jurisdictionId)
  const shown = new Set(shownPeriods(assigned, today))
  return assigned.filter((a) => shown.has(a) || (soon && a.from > today))
}

export const keysOf = (shown: readonly Pick<Assigned, 'programme' | 'version' | 'duty' | 'period'>[]) =>
  sql`unnest(${shown.map((s) => s.programme)}::text[], ${shown.map((s) => s.version)}::int[], ${shown.map((s) => s.duty)}::text[], ${shown.map((s) => s.period)}::text[])
    as shown (programme, version, duty, period)`

/** What presses first comes first. */
export async function readCells(d: Doing, shown: readonly Assigned[], where: RawBuilder<unknown>): Promise<DutyView[]> {
  const today = dayOf(d.at)
  const { rows } = await sql<CellRow>`
    select ${cellColumns} from duty_progress p join ${keysOf(shown)} using (programme, version, duty, period) where p.jurisdiction_id = ${d.caller.jurisdictionId} and ${where}`.execute(
    d.tx,
  )
  const order = byUrgency(today)
  return rows
    .sort((a, b) => order(cellOf(a), cellOf(b)) || a.duty.localeCompare(b.duty))
    .flatMap((row) => showCell(d, row, today) ?? [])
}

export type RecordRow = { id: string; kind: string; kindName: string; day: string; until: string; title: string }

/**
 * The records behind a number, newest first. Which they are is known to whoever counts; what stands in them is read in the caller's own scope, and
 * those out of it are only a number.
 */
export async function recordsBehind(d: Doing, view: DutyView, limit: number) {
  const of = versionOf(d.house.schemes.all(d.caller.jurisdictionId), view)
  const rule = of?.scheme.duties[view.duty]
  if (!rule) return { records: [], hidden: 0, more: false }
  const m = rule.measure
  const kinds = [...kindsOf(m)]
  const where = 'pot' in m ? { pot: m.pot } : 'where' in m ? m.where : undefined
  const { rows: counted } = kinds.length
    ? await asCounter(d.tx, () =>
        sql<{ record_id: string }>`
          select c.record_id from record_credits c where c.jurisdiction_id = ${d.caller.jurisdictionId} and c.subject_id = ${view.subjectId} and c.kind = any(${kinds}::text[])
            ${rule.per === 'standing' ? sql`` : 'days' in m ? sql`and c.until_day >= ${view.from}` : sql`and c.on_day >= ${view.from}`} and c.on_day <= ${view.to ?? '9999-12-31'}
            ${where ? sql`and c.counted @> ${JSON.stringify(where)}::jsonb` : sql``}
          order by c.on_day desc, c.record_id desc limit ${limit + 1}`.execute(d.tx),
      )
    : { rows: [] }
  const ids = counted.slice(0, limit).map((c) => c.record_id)
  const { rows } = await sql<{ id: string; kind: string; on_day: string; until_day: string; title: string }>`
    select id, kind, on_day, until_day, title from records where jurisdiction_id = ${d.caller.jurisdictionId} and id = any(${ids}::uuid[]) and withdrawn_at is null
    order by on_day desc, id desc`.execute(d.tx)
  const { language } = d.caller
  const named = (kind: string) =>
    (of?.scheme.recordKinds[kind] ?? d.house.scheme.recordKinds[kind])?.name[language] ?? kind
  return {
    records: rows.map((r) => ({
      id: r.id,
      kind: r.kind,
      kindName: named(r.kind),
      day: r.on_day,
      until: r.until_day,
      title: r.title,
    })),
    hidden: ids.length - rows.length,
    more: counted.length > limit,
  }
}

/** Whether a scheme runs here today. */
export const anyRuns = (d: Doing) => {
  const today: Day = dayOf(d.at)
  return d.house.schemes.all(d.caller.jurisdictionId).some((v) => v.startsOn <= today && (v.endsOn ?? today) >= today)
}

/** Reminders while there is time: a notice to whoever is behind, and for a unit to those who lead it; at most one a duty and week, never in quiet hours. */
import { sql } from 'kysely'
import { asSystem, type House } from '../access/command.ts'
import { holdersOn } from '../access/held-on.ts'
import { type Day, dayOf } from '../kernel/calendar/day.ts'
import { afterQuiet } from '../kernel/calendar/quiet.ts'
import { shownPeriods } from './assigned.ts'
import { assignedIn } from './materialise.ts'
import { behindBy, dueOn } from './pace.ts'
import { keysOf } from './read.ts'
import { toRemind } from './remind.ts'
import { type CellRow, cellColumns, cellOf, unitOf, versionOf } from './view.ts'

export const reminder = 'duty-behind'

/** Says how many it reminded. */
export async function remind(house: House, jurisdictionId: number): Promise<number> {
  const now = house.now()
  const today = dayOf(now)
  const scheme = house.schemes.of(jurisdictionId)
  if (afterQuiet(now, scheme.quietHours) > now) return 0
  const versions = house.schemes.all(jurisdictionId)
  const shown = shownPeriods(assignedIn(house, jurisdictionId), today)
  if (!shown.length) return 0
  return asSystem(house, { jurisdictionId, job: 'duties' }, async (d) => {
    const { rows } = await sql<CellRow & { member: boolean }>`
      select ${cellColumns}, p.member from duty_progress p join ${keysOf(shown)} using (programme, version, duty, period)
      where p.jurisdiction_id = ${jurisdictionId} and p.from_day <= ${today} and p.to_day >= ${today} and p.value < duty_expected(p.period, p.measure, p.target, p.from_day, p.to_day, p.off, ${today}::date)
      order by p.programme, p.duty, p.period, p.subject_id`.execute(d.tx)
    const leaders = await leadersOf(
      d.tx,
      today,
      Object.keys(scheme.roles).filter((r) => scheme.roles[r]?.leads),
    )
    const said = await lastSaid(d.tx, jurisdictionId)
    const notices = rows.flatMap((row) => {
      const of = versionOf(versions, row)
      const rule = of?.scheme.duties[row.duty]
      if (!of || !rule) return []
      const cell = cellOf(row)
      const about = {
        programme: row.programme,
        duty: row.duty,
        period: row.period,
        name: rule.name,
        by: behindBy(cell, today),
        unit: unitOf(rule.measure, of),
        due: dueOn(cell),
      }
      return (row.member ? [row.subject_id] : (leaders.get(row.subject_id) ?? []))
        .filter((memberId) => toRemind(cell, today, said.get(`${memberId}/${row.programme}/${row.duty}`) ?? null))
        .map((member_id) => ({
          jurisdiction_id: jurisdictionId,
          id: d.newId(),
          member_id,
          kind: reminder,
          about: JSON.stringify(about),
          at: now,
        }))
    })
    for (let i = 0; i < notices.length; i += 1000)
      await d.tx
        .insertInto('notices')
        .values(notices.slice(i, i + 1000))
        .execute()
    return notices.length
  })
}

type Tx = Parameters<typeof holdersOn>[0]
async function leadersOf(tx: Tx, today: Day, roles: readonly string[]): Promise<Map<string, string[]>> {
  if (!roles.length) return new Map()
  const rows = await holdersOn(tx, today)
    .select(['appointments.org_id', 'appointments.member_id'])
    .where('appointments.role', 'in', [...roles])
    .execute()
  return new Map([...Map.groupBy(rows, (r) => r.org_id)].map(([org, of]) => [org, of.map((r) => r.member_id)]))
}

async function lastSaid(tx: Tx, jurisdictionId: number): Promise<Map<string, Day>> {
  const { rows } = await sql<{ member_id: string; programme: string; duty: string; at: Date }>`
    select member_id, about ->> 'programme' as programme, about ->> 'duty' as duty, max(at) as at from notices
    where jurisdiction_id = ${jurisdictionId} and case_id is null and kind = ${reminder} group by 1, 2, 3`.execute(tx)
  return new Map(rows.map((r) => [`${r.member_id}/${r.programme}/${r.duty}`, dayOf(r.at)]))
}

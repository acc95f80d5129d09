/** How many subjects of each org stand how today, in the periods a page shows. */
import { sql } from 'kysely'
import type { House } from '../access/command.ts'
import { dayOf } from '../kernel/calendar/day.ts'
import type { Tx } from '../kernel/scope.ts'
import { type Assigned, shownPeriods } from './assigned.ts'
import type { Here } from './count.ts'
import { asJob, assignedIn } from './materialise.ts'

/** Counts those of these orgs anew, or of all: then duty by duty, each found by its key whatever the statistics say of a table just filled. */
export async function keepTallies(house: House, jurisdictionId: number, only?: readonly string[]) {
  const today = dayOf(house.now())
  const shown = shownPeriods(assignedIn(house, jurisdictionId), today)
  await asJob(house, jurisdictionId, async (tx) => {
    const keys = sql`unnest(${shown.map((s) => s.programme)}::text[], ${shown.map((s) => s.version)}::int[], ${shown.map((s) => s.duty)}::text[],
      ${shown.map((s) => s.period)}::text[]) as s (programme, version, duty, period)`
    await sql`delete from duty_tallies t where t.jurisdiction_id = ${jurisdictionId}
      and not exists (select from ${keys} where (s.programme, s.version, s.duty, s.period) = (t.programme, t.version, t.duty, t.period))`.execute(
      tx,
    )
    for (const part of only ? [shown] : shown.map((s) => [s])) await tally(tx, { jurisdictionId, today }, part, only)
  })
}

async function tally(
  tx: Tx,
  { jurisdictionId, today }: Here,
  shown: readonly Assigned[],
  only: readonly string[] | undefined,
) {
  const here = only ? sql`and org_id = any(${[...only]}::uuid[])` : sql``
  await sql`
      with shown as (select * from unnest(${shown.map((s) => s.programme)}::text[], ${shown.map((s) => s.version)}::int[], ${shown.map((s) => s.duty)}::text[],
        ${shown.map((s) => s.period)}::text[]) as s (programme, version, duty, period)),
      now as (
        select programme, version, duty, period, org_id, count(*)::int as subjects, (count(*) filter (where stands = 'done'))::int as done,
          (count(*) filter (where stands = 'behind'))::int as behind, (count(*) filter (where stands = 'missed'))::int as missed,
          (count(*) filter (where stands = 'not-begun'))::int as not_begun, (count(*) filter (where stands = 'not-set'))::int as not_set
        from (select p.programme, p.version, p.duty, p.period, p.org_id, case when p.target is null then 'not-set' when p.value >= p.target then 'done' when p.from_day > ${today}::date then 'not-begun'
            when p.to_day + p.grace < ${today}::date then 'missed' when p.to_day < ${today}::date then 'behind'
            when p.value < duty_expected(p.period, p.measure, p.target, p.from_day, p.to_day, p.off, ${today}::date) then 'behind' else 'on-pace' end as stands
          from duty_progress p join shown using (programme, version, duty, period) where p.jurisdiction_id = ${jurisdictionId} ${here}) as each
        group by programme, version, duty, period, org_id),
      gone as (
        delete from duty_tallies t using shown s where t.jurisdiction_id = ${jurisdictionId} ${here}
        and (s.programme, s.version, s.duty, s.period) = (t.programme, t.version, t.duty, t.period)
        and not exists (select from now where now.org_id = t.org_id and now.duty = t.duty and now.programme = t.programme and now.version = t.version and now.period = t.period))
      insert into duty_tallies as t (jurisdiction_id, programme, version, duty, period, org_id, subjects, done, behind, missed, not_begun, not_set, seen_by)
      select ${jurisdictionId}::int, now.*, o.chain from now join orgs o on o.jurisdiction_id = ${jurisdictionId} and o.id = now.org_id
      on conflict (jurisdiction_id, programme, version, duty, period, org_id) do update set subjects = excluded.subjects, done = excluded.done, behind = excluded.behind,
        missed = excluded.missed, not_begun = excluded.not_begun, not_set = excluded.not_set, seen_by = excluded.seen_by
      where (t.subjects, t.done, t.behind, t.missed, t.not_begun, t.not_set, t.seen_by)
        is distinct from (excluded.subjects, excluded.done, excluded.behind, excluded.missed, excluded.not_begun, excluded.not_set, excluded.seen_by)`.execute(
    tx,
  )
}

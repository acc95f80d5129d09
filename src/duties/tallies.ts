/** How many subjects of each org and all below it stand how today, in the periods a page shows. */
import { sql } from 'kysely'
import type { House } from '../access/command.ts'
import { dayOf } from '../kernel/calendar/day.ts'
import type { Tx } from '../kernel/scope.ts'
import { type Assigned, shownPeriods } from './assigned.ts'
import type { Here } from './count.ts'
import { asJob, assignedIn } from './materialise.ts'

/**
 * Counts these orgs anew and those above them, from the lowest up: each adds its own to what stands for those right below it. Or all of them: then
 * duty by duty, each found by its key whatever the statistics say of a table just filled.
 */
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
    if (!only) for (const one of shown) await tally(tx, { jurisdictionId, today }, [one])
    else
      for (const level of await levelsOf(tx, jurisdictionId, only))
        await tally(tx, { jurisdictionId, today }, shown, level)
  })
}

/** These orgs and those above them, the lowest first. */
async function levelsOf(tx: Tx, jurisdictionId: number, orgs: readonly string[]): Promise<string[][]> {
  const { rows } = await sql<{ orgs: string[] }>`
    select array_agg(id) as orgs from orgs where jurisdiction_id = ${jurisdictionId} and id in (
      select up.id from orgs o cross join unnest(o.chain) as up (id) where o.jurisdiction_id = ${jurisdictionId} and o.id = any(${[...orgs]}::uuid[]))
    group by cardinality(chain) order by cardinality(chain) desc`.execute(tx)
  return rows.map((r) => r.orgs)
}

const counts = sql.raw('subjects, done, behind, missed, not_begun, not_set')
async function tally(tx: Tx, { jurisdictionId, today }: Here, shown: readonly Assigned[], orgs?: readonly string[]) {
  const among = (column: string) => (orgs ? sql`and ${sql.ref(column)} = any(${[...orgs]}::uuid[])` : sql``)
  const parts = orgs
    ? sql`select * from own union all
        select programme, version, duty, period, o.parent_id, ${counts} from duty_tallies t join shown using (programme, version, duty, period)
        join orgs o on o.jurisdiction_id = ${jurisdictionId} and o.id = t.org_id where t.jurisdiction_id = ${jurisdictionId} ${among('o.parent_id')}`
    : sql`select programme, version, duty, period, up.id as org_id, ${counts} from own
        join orgs o on o.jurisdiction_id = ${jurisdictionId} and o.id = own.org_id cross join unnest(o.chain) as up (id)`
  await sql`
      with shown as (select * from unnest(${shown.map((s) => s.programme)}::text[], ${shown.map((s) => s.version)}::int[], ${shown.map((s) => s.duty)}::text[],
        ${shown.map((s) => s.period)}::text[]) as s (programme, version, duty, period)),
      own as (
        select programme, version, duty, period, org_id, count(*) as subjects, count(*) filter (where stands = 'done') as done,
          count(*) filter (where stands = 'behind') as behind, count(*) filter (where stands = 'missed') as missed,
          count(*) filter (where stands = 'not-begun') as not_begun, count(*) filter (where stands = 'not-set') as not_set
        from (select p.programme, p.version, p.duty, p.period, p.org_id, case when p.target is null then 'not-set' when p.value >= p.target then 'done' when p.from_day > ${today}::date then 'not-begun'
            when p.to_day + p.grace < ${today}::date then 'missed' when p.to_day < ${today}::date then 'behind'
            when p.value < duty_expected(p.period, p.measure, p.target, p.from_day, p.to_day, p.off, ${today}::date) then 'behind' else 'on-pace' end as stands
          from duty_progress p join shown using (programme, version, duty, period) where p.jurisdiction_id = ${jurisdictionId} ${among('p.org_id')}) as each
        group by programme, version, duty, period, org_id),
      now as (
        select programme, version, duty, period, org_id, sum(subjects)::int as subjects, sum(done)::int as done, sum(behind)::int as behind, sum(missed)::int as missed,
          sum(not_begun)::int as not_begun, sum(not_set)::int as not_set
        from (${parts}) as parts group by programme, version, duty, period, org_id),
      gone as (
        delete from duty_tallies t using shown s where t.jurisdiction_id = ${jurisdictionId} ${among('t.org_id')}
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

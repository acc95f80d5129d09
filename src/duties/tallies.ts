/** How many subjects of each org and all below it stand how today, in the periods a page shows. From the lowest units up: each adds up those right below it. */
import { sql } from 'kysely'
import type { House } from '../access/command.ts'
import { dayOf } from '../kernel/calendar/day.ts'
import type { Tx } from '../kernel/scope.ts'
import { type Assigned, shownPeriods } from './assigned.ts'
import type { Here } from './count.ts'
import { asJob, assignedIn } from './materialise.ts'

/** Orgs so many steps from the top, the top itself being one. */
type Level = { depth: number; orgs: string[] }

/** Counts these orgs and those above them anew, or all: then duty by duty, each found by its key whatever the statistics say of a table just filled. */
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
    for (const level of await levelsOf(tx, jurisdictionId, only))
      for (const part of only ? [shown] : shown.map((s) => [s]))
        await tally(tx, { jurisdictionId, today }, part, level, only !== undefined)
  })
}

async function levelsOf(tx: Tx, jurisdictionId: number, only: readonly string[] | undefined): Promise<Level[]> {
  const above = only
    ? sql`and id in (select up.id from orgs o cross join unnest(o.chain) as up (id) where o.jurisdiction_id = ${jurisdictionId} and o.id = any(${[...only]}::uuid[]))`
    : sql``
  const { rows } = await sql<Level>`
    select cardinality(chain) as depth, array_agg(id) as orgs from orgs where jurisdiction_id = ${jurisdictionId} ${above} group by 1 order by 1 desc`.execute(
    tx,
  )
  return rows
}

async function tally(
  tx: Tx,
  { jurisdictionId, today }: Here,
  shown: readonly Assigned[],
  { depth, orgs }: Level,
  few: boolean,
) {
  const among = (column: string) => (few ? sql`and ${sql.ref(column)} = any(${orgs}::uuid[])` : sql``)
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
          from duty_progress p join shown using (programme, version, duty, period)
          join orgs o on o.jurisdiction_id = ${jurisdictionId} and o.id = p.org_id and cardinality(o.chain) = ${depth}::int
          where p.jurisdiction_id = ${jurisdictionId} ${among('p.org_id')}) as each
        group by programme, version, duty, period, org_id),
      below as (
        select t.programme, t.version, t.duty, t.period, o.parent_id, t.subjects, t.done, t.behind, t.missed, t.not_begun, t.not_set
        from duty_tallies t join shown using (programme, version, duty, period)
        join orgs o on o.jurisdiction_id = ${jurisdictionId} and o.id = t.org_id and cardinality(o.chain) = ${depth}::int + 1
        where t.jurisdiction_id = ${jurisdictionId} ${among('o.parent_id')}),
      now as (
        select programme, version, duty, period, org_id, sum(subjects)::int as subjects, sum(done)::int as done, sum(behind)::int as behind, sum(missed)::int as missed,
          sum(not_begun)::int as not_begun, sum(not_set)::int as not_set
        from (select * from own union all select * from below) as parts group by programme, version, duty, period, org_id),
      gone as (
        delete from duty_tallies t using shown s, orgs o where t.jurisdiction_id = ${jurisdictionId} ${among('t.org_id')}
        and o.jurisdiction_id = ${jurisdictionId} and o.id = t.org_id and cardinality(o.chain) = ${depth}::int
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

/** SQL of the review of unusual reading: counts a member and day, bounded to a period. Runs in a transaction with `job: 'reviews'`. */
import { sql } from 'kysely'
import type { Tx } from '../../kernel/scope.ts'
import { endStates } from '../vocabulary.ts'
import type { ReadingDay, Reread, Rule } from './unusual.ts'

/** A day of reading runs from five in the morning to five: a night belongs to the day it began on. */
const day = sql`(at at time zone 'Asia/Shanghai' - interval '5 hours')::date`
// a printed list is everyday work and shows the opening words only
const oneByOne = sql`fields <> array['words']`
const atNight = sql`extract(hour from at at time zone 'Asia/Shanghai' - interval '5 hours') >= 18`

/** Counts of these members by day, from one instant to before another, by the index on member and time. */
export async function listReadingDays(tx: Tx, members: readonly string[], from: Date, to: Date): Promise<ReadingDay[]> {
  const { rows } = await sql<ReadingDay>`
    with looks as (
      select member_id, ${day} as day, count(distinct case_id)::int as cases,
        count(distinct case_id) filter (where not concerned)::int as strange,
        count(distinct case_id) filter (where ${atNight})::int as night,
        (array_agg(org_id order by at desc) filter (where org_id is not null))[1] as org_id
      from case_reads where member_id = any (${members}::uuid[]) and at >= ${from} and at < ${to} and ${oneByOne} group by 1, 2
    ), shown as (
      select member_id, ${day} as day, count(*)::int as reveals,
        (array_agg(org_id order by at desc) filter (where org_id is not null))[1] as org_id
      from reveals where member_id = any (${members}::uuid[]) and at >= ${from} and at < ${to} group by 1, 2
    )
    select member_id as "memberId", coalesce(looks.org_id, shown.org_id) as "orgId", day, coalesce(cases, 0) as cases,
      coalesce(strange, 0) as strange, coalesce(night, 0) as night, coalesce(reveals, 0) as reveals
    from looks full join shown using (member_id, day) order by day, member_id`.execute(tx)
  return rows
}

/** Ended cases these members read in at least so many different hours of the period. */
export async function listRereads(
  tx: Tx,
  members: readonly string[],
  from: Date,
  to: Date,
  least: number,
): Promise<Reread[]> {
  const { rows } = await sql<Reread>`
    select member_id as "memberId", case_id as "caseId", (array_agg(org_id order by at desc))[1] as "orgId",
      max(${day}) as day, count(distinct date_trunc('hour', at))::int as times
    from case_reads where member_id = any (${members}::uuid[]) and at >= ${from} and at < ${to}
      and ${oneByOne} and state = any (${[...endStates]}::text[])
    group by 1, 2 having count(distinct date_trunc('hour', at)) >= ${least} order by day desc limit 200`.execute(tx)
  return rows
}

const which: Partial<Record<Rule, ReturnType<typeof sql<boolean>>>> = {
  strange: sql<boolean>`not concerned`,
  night: sql<boolean>`${atNight}`,
}
/** The cases behind a finding, the first few: ids only, the reviewer's own scope says which they may see. */
export async function casesBehind(tx: Tx, f: { rule: Rule; memberId: string; day: string }, most: number) {
  const from = sql`((${f.day}::date + interval '5 hours') at time zone 'Asia/Shanghai')`
  const shown = f.rule.startsWith('reveals')
  const looks = shown ? sql`reveals where true` : sql`case_reads where ${oneByOne}`
  const { rows } = await sql<{ id: string }>`
    select distinct case_id as id from ${looks}
      and member_id = ${f.memberId} and at >= ${from} and at < ${from} + interval '1 day' and case_id is not null
      and ${which[f.rule] ?? sql<boolean>`true`}
    order by 1 limit ${most}`.execute(tx)
  return rows.map((r) => r.id)
}

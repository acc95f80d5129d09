/** The number behind a cell, as SQL: the same words whether one cell is counted again or all of them from nothing. */
import { type RawBuilder, sql } from 'kysely'
import type { Duty, Measure } from '../programme/duties.ts'

/** The kind of record that puts money into a pot; src/records/ gives it to every scheme that has pots. */
export const funding = 'pot-funding'

export type Rule = {
  readonly programme: string
  readonly version: number
  readonly duty: string
  readonly rule: Pick<Duty, 'measure' | 'per' | 'grace'>
}

/** Where and when it is counted: ties are those that stand today. */
export type Here = { readonly jurisdictionId: number; readonly today: string }

/** Kinds of records whose coming and going can change it at once; ties and tests of completeness are counted by the job. */
export const kindsOf = (m: Measure): readonly string[] => {
  if ('count' in m) return m.count
  if ('distinct' in m) return m.distinct
  if ('days' in m) return m.days
  if ('sum' in m) return m.sum
  return 'pot' in m ? [funding] : []
}

/**
 * What the row `alias` has done: a subquery over `subject_id`, `org_id`, `period`, `from_day` and `to_day` of that row. Whatever stands is counted
 * whenever it was written down: who learnt a trade before the scheme began has learnt it.
 */
export function doneBy(
  { programme, version, rule: { measure: m, per } }: Rule,
  alias: 'p' | 'w',
  { jurisdictionId, today }: Here,
) {
  const row = sql.raw(alias)
  if ('ties' in m)
    return sql<number>`(select count(*) from ties t where t.jurisdiction_id = ${jurisdictionId} and t.kind = ${m.ties}
      and (t.member_id = ${row}.subject_id or t.org_id = ${row}.subject_id) and t.starts_on <= ${today} and (t.ends_on is null or t.ends_on >= ${today}))`
  if ('coverage' in m)
    return sql<number>`coalesce((select case when k.total = 0 then 1 else trunc(k.met::numeric / k.total, 4) end from coverage_counts k
      where k.jurisdiction_id = ${jurisdictionId} and k.programme = ${programme} and k.version = ${version} and k.test = ${m.coverage}
      and k.period = ${row}.period and k.org_id = ${row}.org_id), 1)`
  const kinds = [...kindsOf(m)]
  const where = 'pot' in m ? { pot: m.pot } : 'where' in m ? m.where : undefined
  const fits = where ? sql`and c.counted @> ${JSON.stringify(where)}::jsonb` : sql``
  const since = (back = 0) => (per === 'standing' ? sql`` : sql`and c.on_day >= ${row}.from_day - ${sql.lit(back)}`)
  const credits = sql`record_credits c`
  const mine = (back?: number) =>
    sql`c.jurisdiction_id = ${jurisdictionId} and c.subject_id = ${row}.subject_id and c.kind = any(${kinds}::text[]) ${since(back)} and c.on_day <= ${row}.to_day ${fits}`
  if ('count' in m) return sql<number>`(select count(*) from ${credits} where ${mine()})`
  if ('sum' in m) return added(m.field, sql`${credits} where ${mine()}`)
  if ('pot' in m) return added('amount', sql`${credits} where ${mine()}`)
  if ('days' in m)
    // a record may last a year: one that began before still gives its days within
    return sql<number>`(select count(distinct c.on_day + i) from ${credits} cross join lateral generate_series(0, c.until_day - c.on_day) as i
      where ${mine(366)} and c.on_day + i <= ${row}.to_day ${per === 'standing' ? sql`` : sql`and c.on_day + i >= ${row}.from_day`})`
  if (m.by === 'household' || m.by === 'place')
    return sql<number>`(select count(distinct ${sql.ref(`c.${m.by}_id`)}) from ${credits} where ${mine()})`
  // members and orgs stand in one list: which of them is which, their tables say
  const table = sql.table(m.by === 'member' ? 'members' : 'orgs')
  return sql<number>`(select count(distinct x.id) from ${credits} cross join lateral unnest(c.met) as one (id)
    join ${table} x on x.jurisdiction_id = c.jurisdiction_id and x.id = one.id where ${mine()})`
}

const added = (field: string, from: RawBuilder<unknown>) =>
  sql<number>`(select coalesce(sum(case jsonb_typeof(c.counted -> ${field}) when 'number' then (c.counted ->> ${field})::numeric end), 0) from ${from})`

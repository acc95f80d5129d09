/**
 * Tests of completeness: of how many nobody is left out, org by org with all below it. Which of them they are is a statement shared by the counts
 * kept for the tree and by the list of who is missing.
 */
import { type RawBuilder, sql } from 'kysely'
import type { House } from '../access/command.ts'
import { type Day, dayOf } from '../kernel/calendar/day.ts'
import type { Tx } from '../kernel/scope.ts'
import type { Programme } from '../programme/model.ts'
import { runsOn } from '../programme/running.ts'
import type { Assigned } from './assigned.ts'
import type { Here } from './count.ts'
import { asJob, assignedIn } from './materialise.ts'
import { openEnd, overlap, periodsOf, type Span } from './periods.ts'

export type Test = Programme['completeness'][string]
/** A test over a span: the year as far as the scheme runs in it, or the period of a duty that measures it. */
export type Tested = Span & {
  readonly programme: string
  readonly version: number
  readonly code: string
  readonly test: Test
  readonly period: string
  /** Under which number of a duty it stands, if of one. */
  readonly own: boolean
}

export const asksRecord = ({ by }: Test) => (typeof by === 'object' && 'record' in by ? by.record : null)

/** Every test with its spans, once each. */
export function testsIn(
  house: House,
  jurisdictionId: number,
  assigned: readonly Assigned[] = assignedIn(house, jurisdictionId),
): Tested[] {
  const today = dayOf(house.now())
  const all = new Map<string, Tested>()
  const add = (t: Tested) => all.set(`${t.programme}/${t.version}/${t.code}/${t.period}`, t)
  const versions = house.schemes.all(jurisdictionId)
  for (const a of assigned) {
    const m = a.rule.measure
    const test =
      'coverage' in m &&
      versions.find((v) => v.code === a.programme && v.version === a.version)?.scheme.completeness[m.coverage]
    if (test && 'coverage' in m)
      add({
        programme: a.programme,
        version: a.version,
        code: m.coverage,
        test,
        period: a.period,
        from: a.from,
        to: a.to,
        own: false,
      })
  }
  for (const v of versions.filter(runsOn(today)))
    for (const [code, test] of Object.entries(v.scheme.completeness)) {
      const runs = { from: v.startsOn as Day, to: (v.endsOn ?? openEnd) as Day }
      const year = periodsOf('year', { from: today, to: today })[0]
      const span = asksRecord(test) && year ? overlap(year, runs) : runs
      const period = asksRecord(test) && year ? `own-${year.label}` : 'own'
      if (span) add({ programme: v.code, version: v.version, code, test, period, ...span, own: true })
    }
  return [...all.values()]
}

/** Every one the test is about: `id` and the org it stands at (null: at none); and whether it is met, as `met`. */
export function itemsOf(
  { test, from, to }: Pick<Tested, 'test' | 'from' | 'to'>,
  { jurisdictionId, today }: Here,
): RawBuilder<unknown> {
  const { of, by } = test
  const held = sql`a.starts_on <= ${today} and (a.ends_on is null or a.ends_on >= ${today})`
  const traits = (alias: string, list: readonly string[] | undefined) =>
    list ? sql`and ${sql.ref(`${alias}.traits`)} && ${[...list]}::text[]` : sql``
  const stands = sql`t.starts_on <= ${today} and (t.ends_on is null or t.ends_on >= ${today})`
  // only those served by a tie of this kind, where the test says so
  const served = (kind: string | undefined, side: 'household_id' | 'to_member_id', id: string) =>
    kind
      ? sql`and exists (select from ties t where t.jurisdiction_id = ${jurisdictionId} and t.kind = ${kind} and ${sql.ref(`t.${side}`)} = ${sql.ref(id)} and ${stands})`
      : sql``
  const items =
    'households' in of
      ? sql`select h.id, h.village_id as org_id from households h where h.jurisdiction_id = ${jurisdictionId} ${traits('h', of.households.traits)} ${served(of.households.tied, 'household_id', 'h.id')}`
      : 'orgs' in of
        ? sql`select o.id, o.id as org_id, o.organisation from orgs o where o.jurisdiction_id = ${jurisdictionId} and o.closed_on is null
            and o.kind = any(${of.orgs.kinds}::text[]) ${traits('o', of.orgs.traits)}`
        : sql`select distinct on (m.id) m.id, a.org_id from members m
            ${of.members.roles ? sql`join` : sql`left join`} appointments a on a.jurisdiction_id = m.jurisdiction_id and a.member_id = m.id and ${held}
              ${of.members.roles ? sql`and a.role = any(${of.members.roles}::text[])` : sql``}
            where m.jurisdiction_id = ${jurisdictionId} and m.active ${traits('m', of.members.traits)} ${served(of.members.tied, 'to_member_id', 'm.id')} order by m.id, a.starts_on desc`
  const columns =
    'households' in of ? ['household_id'] : 'orgs' in of ? ['org_id', 'to_org_id'] : ['member_id', 'to_member_id']
  const met =
    by === 'organisation'
      ? null
      : 'record' in by
        ? 'households' in of
          ? sql`select r.household_id as id from records r where r.jurisdiction_id = ${jurisdictionId} and r.kind = ${by.record} and r.on_day between ${from} and ${to}
              and r.withdrawn_at is null and r.household_id is not null`
          : sql`select x.id from records r join record_credits c on c.jurisdiction_id = r.jurisdiction_id and c.record_id = r.id cross join lateral unnest(array[c.subject_id] || c.met) as x (id)
              where r.jurisdiction_id = ${jurisdictionId} and r.kind = ${by.record} and r.on_day between ${from} and ${to} and r.withdrawn_at is null`
        : 'tie' in by
          ? sql.join(
              columns.map(
                (c) =>
                  sql`select ${sql.ref(`t.${c}`)} as id from ties t where t.jurisdiction_id = ${jurisdictionId} and t.kind = ${by.tie} and ${stands} and ${sql.ref(`t.${c}`)} is not null`,
              ),
              sql` union all `,
            )
          : 'place' in by
            ? sql`select p.org_id as id from places p where p.jurisdiction_id = ${jurisdictionId} and p.kind = ${by.place} and p.closed_on is null`
            : sql`select a.org_id as id from appointments a join members m on m.jurisdiction_id = a.jurisdiction_id and m.id = a.member_id and m.active
                where a.jurisdiction_id = ${jurisdictionId} and a.role = ${by.role} and ${held}`
  // under an organisation of its own or a joint one; a member with any post stands at one
  const byItself = 'orgs' in of ? sql`i.organisation <> 'none'` : sql`i.org_id is not null`
  return met
    ? sql`select i.id, i.org_id, d.id is not null as met from (${items}) i left join (select distinct id from (${met}) as every) d on d.id = i.id`
    : sql`select i.id, i.org_id, ${byItself} as met from (${items}) i`
}

/** Counts these tests anew. Whoever stands at no org is counted at the top. */
export async function countTests(tx: Tx, here: Here, tests: readonly Tested[]) {
  for (const t of tests)
    await sql`
      with items as (${itemsOf(t, here)}),
      top as (select id from orgs where jurisdiction_id = ${here.jurisdictionId} and parent_id is null),
      now as (
        select up.id as org_id, count(*)::int as total, count(*) filter (where i.met)::int as met
        from items i join orgs o on o.jurisdiction_id = ${here.jurisdictionId} and o.id = coalesce(i.org_id, (select id from top)) cross join lateral unnest(o.chain) as up (id)
        group by up.id),
      gone as (
        delete from coverage_counts k where k.jurisdiction_id = ${here.jurisdictionId} and k.programme = ${t.programme} and k.version = ${t.version} and k.test = ${t.code}
        and k.period = ${t.period} and not exists (select from now where now.org_id = k.org_id))
      insert into coverage_counts as k (jurisdiction_id, programme, version, test, period, org_id, from_day, to_day, total, met, seen_by)
      select ${here.jurisdictionId}::int, ${t.programme}, ${t.version}::int, ${t.code}, ${t.period}, now.org_id, ${t.from}::date, ${t.to}::date, now.total, now.met, o.chain
      from now join orgs o on o.jurisdiction_id = ${here.jurisdictionId} and o.id = now.org_id
      on conflict (jurisdiction_id, programme, version, test, period, org_id) do update
        set from_day = excluded.from_day, to_day = excluded.to_day, total = excluded.total, met = excluded.met, seen_by = excluded.seen_by
      where (k.from_day, k.to_day, k.total, k.met, k.seen_by) is distinct from (excluded.from_day, excluded.to_day, excluded.total, excluded.met, excluded.seen_by)`.execute(
      tx,
    )
}

/** A change of one of these tables, or of records of a kind on some days, may have met a test or undone it. */
export type Dirty = {
  readonly tables: ReadonlySet<string>
  readonly records: readonly (Span & { readonly kind: string })[]
}

export function concernsTest({ test, from, to }: Tested, { tables, records }: Dirty): boolean {
  const { of, by } = test
  const about =
    'households' in of
      ? ['households', 'orgs', ...(of.households.tied ? ['ties'] : [])]
      : 'orgs' in of
        ? ['orgs']
        : ['members', 'appointments', 'orgs', ...(of.members.tied ? ['ties'] : [])]
  const kind = asksRecord(test)
  if (kind)
    return about.some((a) => tables.has(a)) || records.some((r) => r.kind === kind && r.from <= to && r.to >= from)
  const asked = by === 'organisation' ? 'orgs' : 'tie' in by ? 'ties' : 'place' in by ? 'places' : 'appointments'
  return tables.has(asked) || about.some((a) => tables.has(a))
}

/** Counts tests, and the cells of the duties that ask for them. */
export async function keepTests(house: House, jurisdictionId: number, dirty?: Dirty): Promise<Assigned[]> {
  const here = { jurisdictionId, today: dayOf(house.now()) }
  const assigned = assignedIn(house, jurisdictionId)
  const tests = testsIn(house, jurisdictionId, assigned).filter((t) => !dirty || concernsTest(t, dirty))
  if (!tests.length) return []
  await asJob(house, jurisdictionId, (tx) => countTests(tx, here, tests))
  const counted = new Set(tests.map((t) => `${t.programme}/${t.version}/${t.code}/${t.period}`))
  return assigned.filter((a) => {
    const m = a.rule.measure
    return 'coverage' in m && counted.has(`${a.programme}/${a.version}/${m.coverage}/${a.period}`)
  })
}

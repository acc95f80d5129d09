/** Counts again what a changed record touches: whose, of which kind, in which days. In the transaction of whoever writes it, and only those cells. */
import { sql } from 'kysely'
import type { Doing } from '../access/command.ts'
import { dayOf } from '../kernel/calendar/day.ts'
import { asCounter, type Tx } from '../kernel/scope.ts'
import type { Running } from '../programme/running.ts'
import { doneBy, type Here, kindsOf, type Rule } from './count.ts'
import { lockingDuties } from './materialise.ts'

export type Touched = readonly {
  readonly subjectId: string
  readonly kind: string
  readonly from: string
  readonly to: string
}[]

type Counted = { readonly byKind: ReadonlyMap<string, readonly Rule[]>; readonly tests: ReadonlySet<string> }
const known = new WeakMap<readonly Running[], Counted>()
/** Which duties each kind of record counts for, and which kinds some test of completeness asks about. */
function countedIn(versions: readonly Running[]): Counted {
  const before = known.get(versions)
  if (before) return before
  const byKind = new Map<string, Rule[]>()
  const tests = new Set<string>()
  for (const { code, version, scheme } of versions) {
    for (const [duty, rule] of Object.entries(scheme.duties))
      for (const kind of kindsOf(rule.measure))
        byKind.set(kind, [...(byKind.get(kind) ?? []), { programme: code, version, duty, rule }])
    for (const { by } of Object.values(scheme.completeness))
      if (typeof by === 'object' && 'record' in by) tests.add(by.record)
  }
  const counted = { byKind, tests }
  known.set(versions, counted)
  return counted
}

/** Call it last, once the credits stand as they shall: it counts what the transaction then sees. Four messages, however many duties it touches. */
export async function recount(d: Doing, touched: Touched): Promise<void> {
  const { jurisdictionId } = d.caller
  const here = { jurisdictionId, today: dayOf(d.at) }
  const { byKind, tests } = countedIn(d.house.schemes.all(jurisdictionId))
  const concerned = touched.filter((t) => byKind.has(t.kind))
  const tested = [...new Set(touched.filter((t) => tests.has(t.kind)).map((t) => `${t.kind} ${t.from} ${t.to}`))]
  if (!concerned.length && !tested.length) return
  const rules = new Map(concerned.flatMap((t) => byKind.get(t.kind) ?? []).map((r) => [keyOf(r), r]))
  const work = async () => {
    const cells = await lockTouched(d.tx, jurisdictionId, concerned, byKind)
    const parts = [...Map.groupBy(cells, keyOf)].flatMap(([key, own]) => {
      const rule = rules.get(key)
      return rule ? [{ rule, cells: own }] : []
    })
    await countAndNote(d.tx, here, parts, tested)
  }
  await asCounter(d.tx, work, rules.size ? lockingDuties(jurisdictionId, [...rules.values()], 'shared') : undefined)
}

const keyOf = (r: { programme: string; version: number; duty: string }) => `${r.programme}/${r.version}/${r.duty}`

type Named = { programme: string; version: number; duty: string; period: string; subject_id: string }
/** The cells touched, locked in one order: two records of one branch written at once wait for each other, and each then counts both. */
async function lockTouched(
  tx: Tx,
  jurisdictionId: number,
  touched: Touched,
  byKind: Counted['byKind'],
): Promise<Named[]> {
  if (!touched.length) return []
  const kinds = [...new Set(touched.map((t) => t.kind))]
  const rules = kinds.flatMap((kind) => (byKind.get(kind) ?? []).map((r) => ({ kind, ...r })))
  const { rows } = await sql<Named>`
    select p.programme, p.version, p.duty, p.period, p.subject_id
    from unnest(${touched.map((t) => t.subjectId)}::uuid[], ${touched.map((t) => t.kind)}::text[], ${touched.map((t) => t.from)}::date[], ${touched.map((t) => t.to)}::date[])
      as t (subject_id, kind, from_day, to_day)
    join unnest(${rules.map((r) => r.kind)}::text[], ${rules.map((r) => r.programme)}::text[], ${rules.map((r) => r.version)}::int[], ${rules.map((r) => r.duty)}::text[])
      as r (kind, programme, version, duty) on r.kind = t.kind
    join duty_progress p on p.jurisdiction_id = ${jurisdictionId} and p.subject_id = t.subject_id and p.programme = r.programme and p.version = r.version and p.duty = r.duty
      and p.to_day >= t.from_day and (p.period = 'standing' or p.from_day <= t.to_day)
    order by p.programme, p.version, p.duty, p.period, p.subject_id
    for update of p`.execute(tx)
  const once = new Map(rows.map((r) => [`${keyOf(r)}/${r.period}/${r.subject_id}`, r]))
  return [...once.values()]
}

type Cells = readonly Pick<Named, 'period' | 'subject_id'>[]
type Part = { readonly rule: Rule; readonly cells: Cells }
/** Counts these cells of several duties as one statement; returned are orgs whose totals may have changed with them. */
const counting = (here: Here, parts: readonly Part[]) => {
  const { jurisdictionId } = here
  const values = parts.map(
    ({ rule, cells }) => sql`
      select p.programme, p.version, p.duty, p.period, p.subject_id, ${doneBy(rule, 'p', here)}::numeric as value from duty_progress p
      join unnest(${cells.map((c) => c.period)}::text[], ${cells.map((c) => c.subject_id)}::uuid[]) as c (period, subject_id)
        on p.jurisdiction_id = ${jurisdictionId} and p.programme = ${rule.programme} and p.version = ${rule.version} and p.duty = ${rule.duty}
        and p.period = c.period and p.subject_id = c.subject_id`,
  )
  return sql<{ org_id: string }>`
    update duty_progress p set value = now.value from (${sql.join(values, sql` union all `)}) as now
    where p.jurisdiction_id = ${jurisdictionId} and p.programme = now.programme and p.version = now.version and p.duty = now.duty
      and p.period = now.period and p.subject_id = now.subject_id and p.value is distinct from now.value
    returning p.org_id`
}

export async function countCells(tx: Tx, here: Here, rule: Rule, cells: Cells): Promise<string[]> {
  const { rows } = await counting(here, [{ rule, cells }]).execute(tx)
  return rows.map((r) => r.org_id)
}

/** The same, and noted for the job of the minute, with the kinds of records that tests ask about. */
async function countAndNote(tx: Tx, here: Here, parts: readonly Part[], kinds: readonly string[]) {
  const counted = parts.length ? sql`counted as (${counting(here, parts)}),` : sql``
  const orgs = parts.length ? sql`select distinct 'org', org_id::text from counted union all` : sql``
  if (parts.length || kinds.length)
    await sql`with ${counted} noted (what, key) as (${orgs} select 'kind', k from unnest(${[...kinds]}::text[]) as k)
      insert into duty_changes select ${here.jurisdictionId}::int, what, key, pg_current_xact_id()::text::bigint from noted on conflict do nothing`.execute(
      tx,
    )
}

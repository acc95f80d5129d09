/**
 * Cells from nothing: who owes what in which period, each with the number behind it, one statement a duty. What is there already and as it should be
 * is left alone; what nobody owes any more is taken away. A duty is one transaction, so that whoever writes records waits for one at most.
 */
import { sql } from 'kysely'
import type { House } from '../access/command.ts'
import { addDays, dayOf } from '../kernel/calendar/day.ts'
import type { Tx } from '../kernel/scope.ts'
import { type Assigned, assignedPeriods, type Version } from './assigned.ts'
import { doneBy, type Here, type Rule } from './count.ts'
import { readFacts } from './facts.ts'
import { measureOf } from './owed.ts'
import { type Cell, cellsOf, type Facts, subjectsOf } from './subjects.ts'

/** Periods that begin within so many days are there already: what is to come is seen before it begins. */
const ahead = 31
/** Duties made at the same time: one a core of the smallest machine. */
const atOnce = 2

export const asJob = <T>(house: House, jurisdictionId: number, work: (tx: Tx) => Promise<T>) =>
  house.db.transaction({ jurisdictionId, job: 'duties' }, work)

type Named = { readonly programme: string; readonly version: number; readonly duty: string }
/** Whoever writes records holds the duties they count for shared until their commit, whoever makes cells of one alone: none is made between a record and its counting. */
export const lockingDuties = (jurisdictionId: number, of: readonly Named[], how: 'shared' | 'alone') => {
  // literals, so that it can go in one message with a setting: codes of a scheme, escaped all the same
  const names = of.map((o) => `${o.programme}/${o.version}/${o.duty}`).sort()
  return sql`select ${sql.raw(how === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock')}(hashtext('lianxin.duties ' || d), ${sql.lit(jurisdictionId)})
    from unnest(array[${sql.join(names.map((name) => sql.lit(name)))}]) as d`
}

const known = new WeakMap<readonly Version[], { today: string; assigned: readonly Assigned[] }>()
/** Every period begun or soon to begin; worked out once a day, as long as the same schemes run. */
export function assignedIn(house: House, jurisdictionId: number): readonly Assigned[] {
  const versions = house.schemes.all(jurisdictionId)
  const today = dayOf(house.now())
  const before = known.get(versions)
  if (before?.today === today) return before.assigned
  const assigned = assignedPeriods(versions, addDays(today, ahead))
  known.set(versions, { today, assigned })
  return assigned
}

/** Every duty of every version that ran, also those without a period yet. */
const rulesOf = (versions: readonly Version[]): Rule[] =>
  versions.flatMap((v) =>
    Object.entries(v.scheme.duties).map(([duty, rule]) => ({ programme: v.code, version: v.version, duty, rule })),
  )

/** Makes the cells of all subjects, or of these alone. */
export async function materialise(house: House, jurisdictionId: number, only?: readonly string[]): Promise<void> {
  const assigned = assignedIn(house, jurisdictionId)
  const here = { jurisdictionId, today: dayOf(house.now()) }
  const facts = await asJob(house, jurisdictionId, (tx) => readFacts(tx, house.schemes.of(jurisdictionId), only))
  const periods = Map.groupBy(assigned, (a) => `${a.programme}/${a.version}/${a.duty}`)
  const waiting = rulesOf(house.schemes.all(jurisdictionId))
  const next = async (): Promise<void> => {
    const of = waiting.shift()
    if (!of) return
    const own = periods.get(`${of.programme}/${of.version}/${of.duty}`) ?? []
    await asJob(house, jurisdictionId, async (tx) => {
      await lockingDuties(jurisdictionId, [of], 'alone').execute(tx)
      await makeCells(tx, here, of, cellsFor(own, facts), only)
    })
    return next()
  }
  await Promise.all(Array.from({ length: atOnce }, next))
}

const cellsFor = (own: readonly Assigned[], facts: Facts): Cell[] => {
  const who = own[0]?.rule.who
  return who ? cellsOf(own, subjectsOf(who, facts), facts) : []
}

type Group = {
  period: string
  from_day: string
  to_day: string
  off: string[]
  target: number | null
  who: number[]
}

/** Most owe the same in a period: they are handed over once with a list of who they are. */
function grouped(cells: readonly Cell[]) {
  const places = new Map<string, number>()
  const groups = new Map<string, Group>()
  for (const c of cells) {
    const place = `${c.subject.id}/${c.orgId}`
    const n = places.get(place) ?? places.size + 1
    places.set(place, n)
    const off = c.off.flatMap((o) => [o.from as string, o.to as string])
    const key = `${c.period}/${c.from}/${c.to}/${off.join()}/${c.target}`
    const group = groups.get(key)
    if (group) group.who.push(n)
    else groups.set(key, { period: c.period, from_day: c.from, to_day: c.to, off, target: c.target, who: [n] })
  }
  return { places: [...places.keys()].map((p) => p.split('/')), groups: [...groups.values()] }
}

async function makeCells(tx: Tx, here: Here, of: Rule, cells: readonly Cell[], only?: readonly string[]) {
  const { places, groups } = grouped(cells)
  const member = cells[0]?.subject.member ?? false
  const { programme, version, duty, rule } = of
  const these = only ? sql`and p.subject_id = any(${[...only]}::uuid[])` : sql``
  await sql`
    with s as (select * from unnest(${places.map((p) => p[0])}::uuid[], ${places.map((p) => p[1])}::uuid[]) with ordinality as s (subject_id, org_id, n)),
    g as (select * from jsonb_to_recordset(${JSON.stringify(groups)}::jsonb) as g (period text, from_day date, to_day date, off date[], target numeric, who int[])),
    w as (
      select g.period, s.subject_id, s.org_id, g.from_day, g.to_day, g.off, g.target, case when ${member}::boolean then array[s.subject_id] || o.chain else o.chain end as seen_by
      from g cross join lateral unnest(g.who) as one (n) join s on s.n = one.n
      join orgs o on o.jurisdiction_id = ${here.jurisdictionId} and o.id = s.org_id),
    gone as (
      delete from duty_progress p where p.jurisdiction_id = ${here.jurisdictionId} and p.programme = ${programme} and p.version = ${version} and p.duty = ${duty} ${these}
      and not exists (select from w where w.period = p.period and w.subject_id = p.subject_id))
    insert into duty_progress as p (jurisdiction_id, programme, version, duty, period, subject_id, member, org_id, measure, from_day, to_day, off, grace, target, value, seen_by)
    select ${here.jurisdictionId}::int, ${programme}, ${version}::int, ${duty}, w.period, w.subject_id, ${member}::boolean, w.org_id, ${measureOf(rule.measure)}, w.from_day, w.to_day, w.off,
      ${rule.grace}::smallint, w.target, ${doneBy(of, 'w', here)}, w.seen_by
    from w
    on conflict (jurisdiction_id, programme, version, duty, period, subject_id) do update set org_id = excluded.org_id, from_day = excluded.from_day,
      to_day = excluded.to_day, off = excluded.off, target = excluded.target, value = excluded.value, seen_by = excluded.seen_by
    where (p.org_id, p.from_day, p.to_day, p.off, p.target, p.value, p.seen_by)
      is distinct from (excluded.org_id, excluded.from_day, excluded.to_day, excluded.off, excluded.target, excluded.value, excluded.seen_by)`.execute(
    tx,
  )
}

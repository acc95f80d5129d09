/** The tree of units with how many stand how in each duty, and which tests of completeness still leave somebody out. */
import { sql } from 'kysely'
import { type Doing, query } from '../access/command.ts'
import { dayOf } from '../kernel/calendar/day.ts'
import { Refusal } from '../kernel/errors.ts'
import { asCounter } from '../kernel/scope.ts'
import type { Assigned } from './assigned.ts'
import { itemsOf, testsIn } from './coverage.ts'
import { assignedIn } from './materialise.ts'
import { type Tally, WhichTest, WhichUnit } from './model.ts'
import { dueOn } from './pace.ts'
import { unitAsked, unitView } from './queries.ts'
import { anyRuns, keysOf, shownHere } from './read.ts'
import { titleOf, versionOf } from './view.ts'

type TallyRow = {
  programme: string
  version: number
  duty: string
  period: string
  unit: string
  subjects: number
  done: number
  behind: number
  missed: number
  not_begun: number
  not_set: number
}
const tallyOf = (r: TallyRow): Tally => ({
  subjects: r.subjects,
  done: r.done,
  behind: r.behind,
  missed: r.missed,
  notBegun: r.not_begun,
  notSet: r.not_set,
})
/** What a unit owes itself: all of it without what is below. */
const without = (all: Tally, below: readonly Tally[]): Tally => {
  const left = (of: keyof Tally) => below.reduce((n, b) => n - b[of], all[of])
  return {
    subjects: left('subjects'),
    done: left('done'),
    behind: left('behind'),
    missed: left('missed'),
    notBegun: left('notBegun'),
    notSet: left('notSet'),
  }
}

type Below = {
  id: string
  kind: string
  name: string
  name_en: string
  chain: string[]
  position: number
  deeper: boolean
}

/** A unit, those right below it, and every duty shown now. */
export const coverageTree = query(WhichUnit, async (d, { org }) => {
  const { jurisdictionId, language } = d.caller
  const unit = await unitAsked(d, org)
  const { rows: below } = await sql<Below & { closed: boolean }>`
    select o.id, o.kind, o.name, o.name_en, o.chain, o.position, o.closed_on is not null as closed,
      o.id in (select c.parent_id from orgs c where c.jurisdiction_id = ${jurisdictionId} and c.parent_id is not null and c.closed_on is null) as deeper
    from orgs o where o.jurisdiction_id = ${jurisdictionId} and o.parent_id = ${unit.id} order by o.position, o.id`.execute(
    d.tx,
  )
  const units = below.filter((u) => !u.closed)
  const shown = shownHere(d, false)
  const { rows } = await sql<TallyRow>`
    select t.programme, t.version, t.duty, t.period, t.org_id as unit, t.subjects, t.done, t.behind, t.missed, t.not_begun, t.not_set
    from duty_tallies t join ${keysOf(shown)} using (programme, version, duty, period)
    where t.jurisdiction_id = ${jurisdictionId} and t.org_id = any(${[unit.id, ...below.map((u) => u.id)]}::uuid[])`.execute(
    d.tx,
  )
  const tallies = Map.groupBy(rows, keyOf)
  const versions = d.house.schemes.all(jurisdictionId)
  const duties = shown.flatMap((a) => {
    const each = new Map(tallies.get(keyOf(a))?.map((r) => [r.unit, tallyOf(r)]))
    const all = each.get(unit.id)
    const of = versionOf(versions, a)
    if (!all || !of) return []
    each.delete(unit.id)
    const own = without(all, [...each.values()])
    if (own.subjects) each.set(unit.id, own)
    return [
      {
        ...cut(a),
        duty: a.duty,
        name: (of.scheme.duties[a.duty]?.name ?? of.scheme.title)[language],
        scheme: titleOf(of, language),
        tone: a.rule.tone,
        all,
        units: Object.fromEntries(each),
      },
    ]
  })
  const above = unit.chain[1] && (await unitAsked(d, unit.chain[1]).catch(notThere))
  return {
    org: unitView(d, unit),
    above: above ? unitView(d, above) : null,
    units: [
      ...(duties.some((x) => x.units[unit.id]) ? [{ ...unitView(d, unit), deeper: false }] : []),
      ...units.map((u) => ({ ...unitView(d, u), deeper: u.deeper })),
    ],
    duties,
    tests: await testsBelow(d, unit.id, units),
    running: anyRuns(d),
  }
})

const keyOf = (k: { programme: string; version: number; duty: string; period: string }) =>
  `${k.programme}/${k.version}/${k.duty}/${k.period}`
const cut = ({
  programme,
  version,
  period,
  from,
  to,
}: Pick<Assigned, 'programme' | 'version' | 'period' | 'from' | 'to'>) => ({
  programme,
  version,
  period,
  from,
  to: dueOn({ to }),
})
/** What is above may be out of one's sight. */
const notThere = (error: unknown) => {
  if (error instanceof Refusal && error.code === 'not-found') return undefined
  throw error
}

const ofWhat = (of: object) =>
  ('households' in of ? 'households' : 'orgs' in of ? 'orgs' : 'members') as 'households' | 'orgs' | 'members'

async function testsBelow(d: Doing, unitId: string, units: readonly Below[]) {
  const { jurisdictionId, language } = d.caller
  const tests = testsIn(d.house, jurisdictionId, []).filter((t) => t.own)
  const { rows } = await sql<{
    programme: string
    version: number
    test: string
    period: string
    org_id: string
    total: number
    met: number
  }>`
    select k.programme, k.version, k.test, k.period, k.org_id, k.total, k.met from coverage_counts k
    join unnest(${tests.map((t) => t.programme)}::text[], ${tests.map((t) => t.version)}::int[], ${tests.map((t) => t.code)}::text[], ${tests.map((t) => t.period)}::text[])
      as shown (programme, version, test, period) using (programme, version, test, period)
    where k.jurisdiction_id = ${jurisdictionId} and k.org_id = any(${[unitId, ...units.map((u) => u.id)]}::uuid[])`.execute(
    d.tx,
  )
  return tests.flatMap((t) => {
    const own = rows.filter(
      (r) => r.programme === t.programme && r.version === t.version && r.test === t.code && r.period === t.period,
    )
    const all = own.find((r) => r.org_id === unitId)
    const of = versionOf(d.house.schemes.all(jurisdictionId), t)
    if (!all || !of) return []
    const share = ({ total, met }: { total: number; met: number }) => ({ total, met })
    return [
      {
        ...cut(t),
        test: t.code,
        name: t.test.name[language],
        scheme: titleOf(of, language),
        of: ofWhat(t.test.of),
        all: share(all),
        units: Object.fromEntries(own.filter((r) => r !== all).map((r) => [r.org_id, share(r)])),
      },
    ]
  })
}

const most = 500
/** Who is left out at a unit and below it. */
export const missingOf = query(WhichTest, async (d, { programme, version, test: code, org }) => {
  const { jurisdictionId } = d.caller
  const unit = await unitAsked(d, org)
  const tested = testsIn(d.house, jurisdictionId, assignedIn(d.house, jurisdictionId)).find(
    (t) => t.own && t.programme === programme && t.version === version && t.code === code,
  )
  if (!tested) throw new Refusal('not-found')
  const here = { jurisdictionId, today: dayOf(d.at) }
  // which they are is counted for all; shown are those at the unit, which was found in the caller's own scope
  const { rows } = await asCounter(d.tx, () =>
    sql<{ id: string; name: string; org: string; n: number }>`
      select i.id, coalesce(h.village_group || ' ' || h.number, m.name, s.name) as name, o.name as org, (count(*) over ())::int as n
      from (${itemsOf(tested, here)}) i
      left join orgs o on o.jurisdiction_id = ${jurisdictionId} and o.id = coalesce(i.org_id, (select id from orgs where jurisdiction_id = ${jurisdictionId} and parent_id is null))
      left join households h on h.jurisdiction_id = ${jurisdictionId} and h.id = i.id
      left join members m on m.jurisdiction_id = ${jurisdictionId} and m.id = i.id
      left join orgs s on s.jurisdiction_id = ${jurisdictionId} and s.id = i.id
      where not i.met and o.chain && ${[unit.id]}::uuid[] order by o.position, o.id, name limit ${most}`.execute(d.tx),
  )
  return { items: rows.map(({ id, name, org }) => ({ id, name, org })), total: rows[0]?.n ?? 0 }
})

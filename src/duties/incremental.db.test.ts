/** What is counted as records come and go is what is counted from nothing: on real PostgreSQL, after any sequence of them. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type ARecord, withdrawRecord, writeRecord } from '../../test/a-credit.ts'
import { aCounty, aHouse, type County, runScheme } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { addDays, asDay } from '../kernel/calendar/day.ts'
import { newId } from '../kernel/ids.ts'
import { keepDuties, recountAll } from './keep.ts'
import { asJob } from './materialise.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County

const yaml = `
programme: duties
completeness:
  all-visited: { name: &n { zh-CN: 走访全覆盖, en: all visited }, of: { households: {} }, by: { record: visit } }
  tied-visited: { name: *n, of: { households: { tied: liaison } }, by: { record: visit } }
  all-trained: { name: *n, of: { members: { roles: [branch-secretary] } }, by: { record: training } }
duties:
  visits: { name: *n, who: { roles: [town-leader, branch-secretary, liaison] }, measure: { count: visit }, per: quarter, atLeast: 5 }
  homes: { name: *n, who: { roles: [town-leader, branch-secretary] }, measure: { distinct: [visit, talk], by: household }, per: year, atLeast: 50 }
  people: { name: *n, who: { roles: [branch-secretary] }, measure: { distinct: training, by: member }, per: year, atLeast: 3 }
  days: { name: *n, who: { roles: [town-leader] }, measure: { days: [visit, stay] }, per: { window: { from: 06-01, to: 09-30 } }, atLeast: 7 }
  hours: { name: *n, who: { orgKinds: [village-branch] }, measure: { sum: training, field: hours }, per: month, atLeast: 2 }
  skills: { name: *n, who: { roles: [liaison] }, measure: { count: training, where: { kind: skill } }, per: standing, atLeast: 1 }
  fund: { name: *n, who: { orgKinds: [county-office] }, measure: { pot: relief }, per: year, atLeast: 300000 }
  covered: { name: *n, who: { orgKinds: [village-branch, town-committee] }, measure: { coverage: all-visited }, per: year, atLeast: 1 }
  trained: { name: *n, who: { orgKinds: [county-office] }, measure: { coverage: all-trained }, per: half-year, atLeast: 1 }
  covered-tied: { name: *n, who: { orgKinds: [village-branch] }, measure: { coverage: tied-visited }, per: quarter, atLeast: 1 }
  tied: { name: *n, who: { roles: [liaison] }, measure: { ties: liaison }, per: standing, atLeast: 1 }
`
beforeAll(async () => {
  county = await aCounty(it.house)
  await runScheme(it.house, county, yaml, { startsOn: '2026-01-15' })
  await recountAll(it.house, 1)
})

const rowsOf = (table: string, order: string) =>
  asJob(
    it.house,
    1,
    async (tx) => (await sql<object>`select * from ${sql.table(table)} order by ${sql.raw(order)}`.execute(tx)).rows,
  )
const all = async () => ({
  cells: await rowsOf('duty_progress', 'programme, version, duty, period, subject_id'),
  tallies: await rowsOf('duty_tallies', 'programme, version, duty, period, org_id'),
  tests: await rowsOf('coverage_counts', 'programme, version, test, period, org_id'),
})
const forget = () =>
  asJob(it.house, 1, async (tx) => {
    for (const table of ['duty_progress', 'duty_tallies', 'coverage_counts'])
      await sql`delete from ${sql.table(table)}`.execute(tx)
  })

/** Whom records are of: members of a1, its town, its branch. */
const subjects = ['a1-liaison', 'a1-liaison-2', 'a1-secretary', 'a-leader'] as const
const draft = fc.record({
  kind: fc.constantFrom('visit', 'talk', 'training', 'stay', 'pot-funding'),
  day: fc.integer({ min: 0, max: 330 }),
  lasts: fc.constantFrom(0, 0, 0, 1, 9, 130),
  members: fc.subarray([...subjects]),
  home: fc.constantFrom('a1', 'a2', undefined),
  met: fc.subarray([...subjects]),
  hours: fc.constantFrom(0.5, 1, 2.25, 300000),
  skill: fc.boolean(),
})
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), what: draft }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('correct' as const), which: fc.nat(), what: draft }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), which: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('leave' as const, 'post' as const, 'tie' as const),
      day: fc.integer({ min: 0, max: 300 }),
    }),
  },
)
type Draft = typeof draft extends fc.Arbitrary<infer D> ? D : never

function recordOf(w: Draft): ARecord {
  const onDay = addDays(asDay('2026-01-01'), w.day)
  const org = county.org(w.kind === 'pot-funding' ? 'county' : 'a1')
  const village = w.home ? [county.org(w.home)] : []
  const members = w.members.map((m) => county.member(m))
  return {
    kind: w.kind,
    onDay,
    untilDay: addDays(onDay, w.lasts),
    orgId: org,
    for: [...new Set([...members, org, ...village])],
    seenBy: [...county.chain('a1'), ...members],
    ...(w.home && { householdId: county.household(w.home).id }),
    met: w.met.map((m) => county.member(m)),
    counted: { hours: w.hours, amount: w.hours, kind: w.skill ? 'skill' : 'theory', pot: 'relief' },
  }
}

/** Leave, another post, a tie: what a record has no part in. */
async function change(what: 'leave' | 'post' | 'tie', day: number) {
  const starts_on = addDays(asDay('2026-01-01'), day)
  const at = it.house.now()
  const common = { jurisdiction_id: 1, id: newId(at), starts_on }
  const member_id = county.member('a1-liaison-2')
  await it.house.db.transaction({ jurisdictionId: 1, memberId: member_id, seen: [county.org('a1')] }, async (tx) => {
    if (what === 'leave')
      // a second leave on the same days is refused, and changes nothing
      await sql`insert into absences (jurisdiction_id, id, member_id, starts_on, ends_on, entered_by, entered_at)
        select 1, ${common.id}, ${member_id}, ${starts_on}::date, ${addDays(starts_on, 5)}::date, ${member_id}, ${at}
        where not exists (select from absences where member_id = ${member_id} and starts_on <= ${addDays(starts_on, 5)}::date and ends_on >= ${starts_on}::date)`.execute(
        tx,
      )
    if (what === 'post')
      await tx
        .insertInto('appointments')
        .values({
          ...common,
          member_id,
          org_id: county.org('a1'),
          role: 'branch-secretary',
          ends_on: addDays(starts_on, 40),
        })
        .execute()
    if (what === 'tie')
      await sql`insert into ties (jurisdiction_id, id, kind, member_id, household_id, starts_on, seen_by)
        select 1, ${common.id}, 'liaison', ${member_id}, ${county.household('a1').id}, ${starts_on}::date, ${[county.org('a1')]}::uuid[]
        where not exists (select from ties where member_id = ${member_id})`.execute(tx)
  })
}

test('after any sequence of records, corrections, withdrawals, leave, posts and ties, it is the same as from nothing', async () => {
  const by = county.as('a1-secretary')
  const kept: { id: string; was: ARecord }[] = []
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      for (const s of steps) {
        if (s.do === 'write')
          kept.push({ id: await writeRecord(it.house, by, recordOf(s.what)), was: recordOf(s.what) })
        else if (s.do === 'correct' || s.do === 'withdraw') {
          const at = kept.length ? s.which % kept.length : -1
          const one = kept[at]
          if (!one) continue
          if (s.do === 'correct') {
            const now = recordOf(s.what)
            await writeRecord(it.house, by, now, one)
            kept[at] = { id: one.id, was: now }
          } else {
            await withdrawRecord(it.house, by, one.id, one.was)
            kept.splice(at, 1)
          }
        } else await change(s.do, s.day)
      }
      while ((await keepDuties(it.house, 1)) > 0);
      const kepts = await all()
      await forget()
      await recountAll(it.house, 1)
      expect(kepts).toEqual(await all())
    }),
    { numRuns: 60, endOnFailure: true },
  )
  expect(kept.length).toBeGreaterThan(10)
}, 240_000)

test('two who write for one branch at the same moment are both counted', async () => {
  const by = county.as('a1-secretary')
  const one = recordOf({
    kind: 'visit',
    day: 320,
    lasts: 0,
    members: ['a1-secretary'],
    home: 'a1',
    met: [],
    hours: 1,
    skill: false,
  })
  await Promise.all(Array.from({ length: 6 }, () => writeRecord(it.house, by, one)))
  // tests of completeness are counted within the minute
  await keepDuties(it.house, 1)
  const kept = (await all()).cells
  await recountAll(it.house, 1)
  expect((await all()).cells).toEqual(kept)
})

test('pace in the database is pace in the rules', async () => {
  const { expected } = await import('./pace.ts')
  const { cellOf } = await import('./view.ts')
  const today = asDay('2026-08-08')
  const rows = await asJob(
    it.house,
    1,
    async (tx) =>
      (
        await sql<
          Parameters<typeof cellOf>[0] & { there: string }
        >`select p.*, duty_expected(p.period, p.measure, p.target, p.from_day, p.to_day, p.off, ${today}::date) as there from duty_progress p`.execute(
          tx,
        )
      ).rows,
  )
  expect(rows.length).toBeGreaterThan(50)
  for (const row of rows) expect(Number(row.there), JSON.stringify(row)).toBe(expected(cellOf(row), today))
})

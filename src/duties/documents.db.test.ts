/** What the documents count, as they word it: each duty run for a year or its window, one short of the number and with it. */
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { type ARecord, writeRecord } from '../../test/a-credit.ts'
import { aCounty, aHouse, type County, runScheme } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { addDays, asDay, type Day } from '../kernel/calendar/day.ts'
import { newId } from '../kernel/ids.ts'
import { keepDuties, recountAll } from './keep.ts'
import { asJob } from './materialise.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County

const yaml = `
programme: duties
completeness:
  secretaries-trained: { name: &n { zh-CN: 任务, en: a duty }, of: { members: { roles: [branch-secretary] } }, by: { record: training } }
duties:
  days-in-village: { name: *n, who: { roles: [town-leader] }, measure: { days: [visit, diary, condolence-visit, talk] }, per: year, atLeast: 60 }
  households-visited: { name: *n, who: { roles: [town-leader] }, measure: { distinct: [visit, condolence-visit], by: household }, per: year, atLeast: 50 }
  talk-yearly: { name: *n, who: { orgKinds: [village-branch] }, measure: { count: talk }, per: year, atLeast: 1 }
  skill-each: { name: *n, who: { roles: [liaison] }, measure: { count: skill }, per: standing, atLeast: 1 }
  disclosure-affairs-quarterly: { name: *n, who: { orgKinds: [village-branch] }, measure: { count: disclosure, where: { kind: village-affairs } }, per: quarter, atLeast: 1 }
  disclosure-finance-quarterly: { name: *n, who: { orgKinds: [village-branch] }, measure: { count: disclosure, where: { kind: finance } }, per: quarter, atLeast: 1 }
  democratic-talks: { name: *n, who: { orgKinds: [village-branch] }, measure: { count: democratic-talk }, per: year, atLeast: 2 }
  festival-visits-new-year: { name: *n, who: { orgKinds: [village-branch] }, measure: { count: condolence-visit }, per: { festival: new-year, daysBefore: 20 }, atLeast: 1 }
  festival-visits-spring: { name: *n, who: { orgKinds: [village-branch] }, measure: { count: condolence-visit }, per: { festival: spring-festival, daysBefore: 30 }, atLeast: 1 }
  joint-birthday: { name: *n, who: { orgKinds: [village-branch] }, measure: { count: birthday }, per: year, atLeast: 1 }
  secretaries-trained: { name: *n, who: { orgKinds: [county-office] }, measure: { coverage: secretaries-trained }, per: year, atLeast: 1 }
  relief-fund-yearly: { name: *n, who: { orgKinds: [county-office] }, measure: { pot: relief-fund }, per: year, atLeast: 300000 }
  post-report-monthly: { name: *n, who: { roles: [liaison] }, measure: { count: post-report }, per: month, atLeast: 1 }
  members-meeting-quarterly: { name: *n, who: { orgKinds: [village-branch] }, measure: { count: meeting, where: { kind: party-members } }, per: quarter, atLeast: 1 }
  post-review-half-year: { name: *n, who: { orgKinds: [village-branch] }, measure: { count: review }, per: half-year, atLeast: 1 }
  visits-resident: { name: *n, who: { roles: [department-officer] }, measure: { distinct: visit, by: household }, per: &window { window: { from: 06-01, to: 09-30 } }, atLeast: 10 }
  visits-nonresident: { name: *n, who: { roles: [department-head] }, measure: { distinct: visit, by: household }, per: *window, atLeast: 5 }
  stay-week: { name: *n, who: { roles: [department-officer] }, measure: { days: [visit, diary, stay] }, per: *window, atLeast: 7 }
  research-one: { name: *n, who: { roles: [department-officer] }, measure: { count: research }, per: *window, atLeast: 1 }
  representative-visits-upper: { name: *n, who: { roles: [county-director] }, measure: { distinct: visit, by: household }, per: year, atLeast: 15 }
  representative-visits-county: { name: *n, who: { roles: [county-officer] }, measure: { distinct: visit, by: household }, per: year, atLeast: 30 }
  representative-visits-town: { name: *n, who: { roles: [town-clerk] }, measure: { distinct: visit, by: household }, per: year, atLeast: 50 }
  representative-help-town: { name: *n, who: { roles: [liaison] }, measure: { ties: representative-household }, per: standing, atLeast: 1 }
`
/** duty, whose, period, how many are asked, and what counts once: the n-th of them. */
type Row = [
  duty: string,
  subject: string,
  period: string,
  target: number,
  kind: string,
  one?: (n: number) => Partial<ARecord>,
]
const from =
  (first: string, each = 1) =>
  (n: number) => ({ onDay: addDays(asDay(first), n * each) })
const home = (first: string) => (n: number) => ({ ...from(first)(n), householdId: homes[n] ?? '' })
const homes: string[] = []
const rows: Row[] = [
  ['days-in-village', 'a-leader', '2026', 60, 'visit'],
  ['households-visited', 'a-leader', '2026', 50, 'visit', home('2026-01-01')],
  ['talk-yearly', 'a1', '2026', 1, 'talk'],
  ['skill-each', 'a1-liaison', 'standing', 1, 'skill', from('2025-03-01')],
  [
    'disclosure-affairs-quarterly',
    'a1',
    '2026-Q3',
    1,
    'disclosure',
    (n) => ({ ...from('2026-07-10')(n), counted: { kind: 'village-affairs' } }),
  ],
  [
    'disclosure-finance-quarterly',
    'a1',
    '2026-Q3',
    1,
    'disclosure',
    (n) => ({ ...from('2026-07-11')(n), counted: { kind: 'finance' } }),
  ],
  ['democratic-talks', 'a1', '2026', 2, 'democratic-talk', from('2026-02-01', 90)],
  ['festival-visits-new-year', 'a1', '2026-new-year', 1, 'condolence-visit', from('2026-01-01')],
  ['festival-visits-spring', 'a1', '2026-spring-festival', 1, 'condolence-visit', from('2026-02-16')],
  ['joint-birthday', 'a1', '2026', 1, 'birthday', from('2026-06-01')],
  [
    'relief-fund-yearly',
    'county',
    '2026',
    300000,
    'pot-funding',
    (n) => ({ ...from('2026-03-01')(n), counted: { pot: 'relief-fund', amount: 100000 } }),
  ],
  ['post-report-monthly', 'a1-liaison', '2026-05', 1, 'post-report', from('2026-05-31')],
  [
    'members-meeting-quarterly',
    'a1',
    '2026-Q2',
    1,
    'meeting',
    (n) => ({ ...from('2026-04-01')(n), counted: { kind: 'party-members' } }),
  ],
  ['post-review-half-year', 'a1', '2026-H1', 1, 'review', from('2026-06-30')],
  ['visits-resident', 'a-water-officer', '2026-06-01', 10, 'visit', home('2026-06-01')],
  ['visits-nonresident', 'a-water-head', '2026-06-01', 5, 'visit', home('2026-06-01')],
  // a week in all, in two batches, one of them four days long
  [
    'stay-week',
    'a-roads-officer',
    '2026-06-01',
    7,
    'stay',
    (n) => (n ? from('2026-08-01')(n) : { onDay: '2026-06-28', untilDay: '2026-07-01' }),
  ],
  ['research-one', 'a-water-officer', '2026-06-01', 1, 'research', from('2026-09-30')],
  ['representative-visits-upper', 'county-director', '2026', 15, 'visit', home('2026-04-01')],
  ['representative-visits-county', 'county-officer', '2026', 30, 'visit', home('2026-04-01')],
  ['representative-visits-town', 'a-clerk', '2026', 50, 'visit', home('2026-04-01')],
]

beforeAll(async () => {
  county = await aCounty(it.house)
  await it.house.db.transaction({ jurisdictionId: 1, seen: [county.org('a1')] }, async (tx) => {
    for (let n = 0; n < 50; n++) {
      const id = newId(it.house.now())
      homes.push(id)
      await tx
        .insertInto('households')
        .values({
          jurisdiction_id: 1,
          id,
          village_id: county.org('a1'),
          number: 100 + n,
          village_group: '二组',
          seen_by: [...county.chain('a1')],
        })
        .execute()
    }
  })
  await runScheme(it.house, county, yaml, { startsOn: '2025-12-01' })
  await recountAll(it.house, 1)
})

const orgs = ['a1', 'county']
const subjectOf = (slug: string) => (orgs.includes(slug) ? county.org(slug) : county.member(slug))
const cell = (duty: string, subject: string, period: string) =>
  asJob(it.house, 1, async (tx) => {
    const { rows } = await sql<{ target: string; value: string; from_day: Day; to_day: Day }>`
      select target, value, from_day, to_day from duty_progress where duty = ${duty} and subject_id = ${subjectOf(subject)} and period = ${period}`.execute(
      tx,
    )
    return rows[0] && { ...rows[0], target: Number(rows[0].target), value: Number(rows[0].value) }
  })
const written = (subject: string, kind: string, more: Partial<ARecord>) =>
  writeRecord(it.house, county.as('a1-secretary'), {
    kind,
    onDay: '2026-01-01',
    orgId: county.org('a1'),
    for: [subjectOf(subject)],
    seenBy: [county.org('a1'), county.member('a1-secretary')],
    ...more,
  })

test.each(rows)('%s of %s in %s: %d', async (duty, subject, period, target, kind, one = from('2026-01-01', 2)) => {
  expect(await cell(duty, subject, period)).toMatchObject({ target })
  let was = (await cell(duty, subject, period))?.value ?? 0
  for (let n = 0; was < target; n++) {
    expect(n).toBeLessThan(60)
    await written(subject, kind, one(n))
    const now = (await cell(duty, subject, period))?.value ?? 0
    expect(now, 'one more counts at once').toBeGreaterThan(was)
    was = now
  }
  expect(was).toBe(target)
})

test('a record outside of its window counts for nothing', async () => {
  const before = await cell('research-one', 'a-roads-officer', '2026-06-01')
  await written('a-roads-officer', 'research', { onDay: '2026-10-01' })
  expect(await cell('research-one', 'a-roads-officer', '2026-06-01')).toEqual(before)
})

test('the same day twice and the same household twice count once', async () => {
  const [days, homesMet] = [
    await cell('days-in-village', 'b-leader', '2026'),
    await cell('households-visited', 'b-leader', '2026'),
  ]
  for (const kind of ['visit', 'condolence-visit', 'visit'])
    await written('b-leader', kind, { onDay: '2026-05-05', householdId: homes[0] ?? '' })
  expect((await cell('days-in-village', 'b-leader', '2026'))?.value).toBe((days?.value ?? 0) + 1)
  expect((await cell('households-visited', 'b-leader', '2026'))?.value).toBe((homesMet?.value ?? 0) + 1)
})

describe('within the minute', () => {
  test('all secretaries trained: a share, whole once the last of them was there', async () => {
    const secretaries = ['a1', 'a2', 'b1', 'b2'].map((v) => county.member(`${v}-secretary`))
    await written('a1', 'training', { onDay: '2026-04-01', for: secretaries.slice(0, 3) })
    await keepDuties(it.house, 1)
    expect(await cell('secretaries-trained', 'county', '2026')).toMatchObject({ target: 1, value: 0.75 })
    await written('a1', 'training', { onDay: '2026-05-01', for: secretaries.slice(3) })
    await keepDuties(it.house, 1)
    expect(await cell('secretaries-trained', 'county', '2026')).toMatchObject({ value: 1 })
  })

  test('a tie that stands counts, and no more once it has ended', async () => {
    const standing = () => cell('representative-help-town', 'a1-liaison', 'standing')
    expect(await standing()).toMatchObject({ target: 1, value: 0 })
    const id = newId(it.house.now())
    const scope = { jurisdictionId: 1, seen: [county.org('a1')] }
    await it.house.db.transaction(scope, (tx) =>
      tx
        .insertInto('ties')
        .values({
          jurisdiction_id: 1,
          id,
          kind: 'representative-household',
          member_id: county.member('a1-liaison'),
          household_id: homes[0] ?? '',
          starts_on: '2026-01-01',
          seen_by: [county.org('a1')],
        })
        .execute(),
    )
    await keepDuties(it.house, 1)
    expect(await standing()).toMatchObject({ value: 1 })
    await it.house.db.transaction(scope, (tx) =>
      tx.updateTable('ties').set({ ends_on: '2026-11-01' }).where('id', '=', id).execute(),
    )
    await keepDuties(it.house, 1)
    expect(await standing()).toMatchObject({ value: 0 })
  })

  test('leave and a post from the middle of the year lower it by their days', async () => {
    const at = it.house.now()
    const member = county.member('b-leader')
    await it.house.db.transaction({ jurisdictionId: 1, memberId: member }, (tx) =>
      tx
        .insertInto('absences')
        .values({
          jurisdiction_id: 1,
          id: newId(at),
          member_id: member,
          starts_on: '2026-03-01',
          ends_on: '2026-05-31',
          entered_by: member,
          entered_at: at,
        })
        .execute(),
    )
    await it.house.db.transaction({ jurisdictionId: 1 }, (tx) =>
      tx
        .insertInto('appointments')
        .values({
          jurisdiction_id: 1,
          id: newId(at),
          member_id: county.member('b-roads-head'),
          org_id: county.org('b'),
          role: 'town-leader',
          starts_on: '2026-07-02',
        })
        .execute(),
    )
    await keepDuties(it.house, 1)
    expect(await cell('days-in-village', 'b-leader', '2026')).toMatchObject({ target: 45 })
    expect(await cell('days-in-village', 'b-roads-head', '2026')).toMatchObject({ target: 30, from_day: '2026-07-02' })
  })
})

test('a new version: the year under way keeps its numbers, the next goes by the new ones', async () => {
  await it.house.db.transaction({ jurisdictionId: 1 }, (tx) =>
    tx.updateTable('programmes').set({ ends_on: '2026-11-22' }).where('code', '=', 'duties').execute(),
  )
  const next = yaml
    .replace('atLeast: 60', 'atLeast: 72')
    .replace('per: month, atLeast: 1', 'per: month, atLeast: 2')
    .replace(/^ {2}talk-yearly.*\n/m, '')
  await runScheme(it.house, county, next, { startsOn: '2026-11-23', version: 2 })
  await keepDuties(it.house, 1)
  const of = (duty: string) =>
    asJob(it.house, 1, async (tx) =>
      (
        await sql<{
          told: string
        }>`select distinct 'v' || version || ' ' || period || ' ' || target || ' ' || to_day as told from duty_progress
          where duty = ${duty} and to_day >= '2026-11-01' and subject_id = any(${[county.member('a-leader'), county.org('a1'), county.member('a1-liaison')]}::uuid[]) order by 1`.execute(
          tx,
        )
      ).rows.map((r) => r.told),
    )
  expect(await of('days-in-village')).toEqual(['v1 2026 60 2026-12-31'])
  expect(await of('talk-yearly')).toEqual(['v1 2026 1 2026-11-22'])
  expect(await of('post-report-monthly')).toEqual(['v1 2026-11 1 2026-11-30', 'v2 2026-12 2 2026-12-31'])
  // 2027 begins beyond the month that is made ahead
  it.clock.set(new Date('2026-12-05T09:00:00+08:00'))
  await recountAll(it.house, 1)
  expect(await of('days-in-village')).toEqual(['v1 2026 60 2026-12-31', 'v2 2027 72 2027-12-31'])
})

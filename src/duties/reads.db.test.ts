/** What members, secretaries, towns and the county see of it, in their own scope; what everybody sees; reminders and the calendar. */
import { beforeAll, expect, test } from 'vitest'
import { writeRecord } from '../../test/a-credit.ts'
import { aCounty, aHouse, type County, runScheme } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { calendarFor, endFeed, makeFeed, myFeed } from './feed.ts'
import { keepDuties, recountAll } from './keep.ts'
import { progressOf } from './public.ts'
import { dutyBelow, myDuties, orgDuties, subjectDuty } from './queries.ts'
import { remind } from './reminders.ts'
import { coverageTree, missingOf } from './tree.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County

const yaml = `
programme: duties
completeness:
  all-visited: { name: { zh-CN: 走访全覆盖, en: all visited }, of: { households: {} }, by: { record: visit } }
recordKinds:
  visit: { name: { zh-CN: 入户走访, en: home visit }, group: visits, fills: [liaison], fields: {} }
duties:
  homes: { name: { zh-CN: 走访农户, en: homes }, who: { roles: [liaison, branch-secretary] }, measure: { distinct: visit, by: household }, per: quarter, atLeast: 4 }
  days: { name: { zh-CN: 驻村天数, en: days }, who: { roles: [town-leader] }, measure: { days: visit }, per: year, atLeast: 60 }
  talk: { name: { zh-CN: 座谈会, en: talk }, who: { orgKinds: [village-branch] }, measure: { count: talk }, per: month, atLeast: 8, grace: 5 }
  plan: { name: { zh-CN: 学习资料, en: study }, who: { orgKinds: [town-committee] }, measure: { count: study }, per: year, atLeast: null }
  tied: { name: { zh-CN: 联户, en: ties }, who: { roles: [liaison] }, measure: { ties: liaison }, per: standing, atLeast: 1 }
`
beforeAll(async () => {
  county = await aCounty(it.house)
  await runScheme(it.house, county, yaml, { startsOn: '2026-01-01' })
  await recountAll(it.house, 1)
  const visit = (village: string, member: string, onDay: string) =>
    writeRecord(it.house, county.as(member), {
      kind: 'visit',
      onDay,
      orgId: county.org(village),
      for: [county.member(member), county.org(village)],
      seenBy: [county.member(member), ...county.chain(village)],
      householdId: county.household(village).id,
    })
  await visit('a1', 'a1-liaison', '2026-11-02')
  await visit('a1', 'a1-liaison', '2026-11-09')
  await visit('b1', 'b1-liaison', '2026-11-03')
  while ((await keepDuties(it.house, 1)) > 0);
})

test('a member sees their own duties, what presses first on top, with pace, end, what counts and the last records', async () => {
  const { items, running } = await myDuties(it.house, county.as('a1-liaison'), {})
  expect(running).toBe(true)
  expect(items.map((i) => [i.name, i.standing, i.value, i.target])).toEqual([
    ['走访农户', 'behind', 1, 4],
    ['联户', 'done', 1, 1],
  ])
  // 53 of 92 days have gone by
  expect(items[0]).toMatchObject({
    expected: 2,
    behind: 1,
    passed: 53,
    days: 92,
    to: '2026-12-31',
    unit: 'households',
    counts: [{ code: 'visit', name: '入户走访' }],
  })
  expect(items[0]?.lately.map((r) => r.day)).toEqual(['2026-11-09', '2026-11-02'])
})

test('31 of 60 days: a leader sees how many days the pace is ahead', async () => {
  const [days] = (await myDuties(it.house, county.as('a-leader'), {})).items
  // 326 of 365 days: 53
  expect(days).toMatchObject({ standing: 'behind', value: 0, target: 60, expected: 53, behind: 53, unit: 'days' })
})

test('who has no post in a duty has none', async () => {
  expect((await myDuties(it.house, county.as('county-admin'), {})).items).toEqual([])
})

test('a secretary sees the branch’s own duties and its members in order of name', async () => {
  const { org, own, members, mine } = await orgDuties(it.house, county.as('a1-secretary'), {})
  expect(org.id).toBe(county.org('a1'))
  expect(mine.map((u) => u.id)).toEqual([county.org('a1')])
  expect(own.map((d) => [d.name, d.period, d.standing])).toContainEqual(['座谈会', '2026-11', 'behind'])
  expect(members.map((m) => m.name)).toEqual(['王a1-liaison', '王a1-liaison-2', '王a1-secretary'])
})

test('another’s branch, number or list is not there', async () => {
  const secretary = county.as('a1-secretary')
  const notFound = { code: 'not-found' }
  await expect(orgDuties(it.house, secretary, { org: county.org('a2') })).rejects.toMatchObject(notFound)
  await expect(coverageTree(it.house, secretary, { org: county.org('a') })).rejects.toMatchObject(notFound)
  const homes = { programme: 'duties', version: 1, duty: 'homes', period: '2026-Q4' }
  await expect(
    subjectDuty(it.house, secretary, { ...homes, subjectId: county.member('a2-liaison') }),
  ).rejects.toMatchObject(notFound)
  await expect(
    subjectDuty(it.house, county.as('a1-liaison-2'), { ...homes, subjectId: county.member('a1-liaison') }),
  ).rejects.toMatchObject(notFound)
  await expect(dutyBelow(it.house, secretary, { ...homes, org: county.org('a') })).rejects.toMatchObject(notFound)
  await expect(
    missingOf(it.house, secretary, { programme: 'duties', version: 1, test: 'all-visited', org: county.org('b1') }),
  ).rejects.toMatchObject(notFound)
})

test('any number opens the records or ties behind it; those out of sight are a count', async () => {
  const key = {
    programme: 'duties',
    version: 1,
    period: '2026-Q4',
    duty: 'homes',
    subjectId: county.member('a1-liaison'),
  }
  const mine = await subjectDuty(it.house, county.as('a1-liaison'), key)
  expect([mine.records.length, mine.hidden, mine.more]).toEqual([2, 0, false])
  const ties = await subjectDuty(it.house, county.as('a1-liaison'), { ...key, duty: 'tied', period: 'standing' })
  expect(ties.ties).toEqual([{ id: expect.any(String), since: '2024-01-01', with: '一组 1' }])
  const secret = await writeRecord(it.house, county.as('b2-liaison'), {
    kind: 'visit',
    onDay: '2026-11-10',
    orgId: county.org('b2'),
    for: [county.member('a1-liaison')],
    seenBy: [county.member('b2-liaison')],
  })
  const theirs = await subjectDuty(it.house, county.as('a1-liaison'), key)
  expect([theirs.records.some((r) => r.id === secret), theirs.hidden]).toEqual([false, 1])
})

test('the county sees its towns, a town its villages: subjects, done, behind; and who is left out', async () => {
  const tree = await coverageTree(it.house, county.as('county-director'), {})
  expect(tree.units.map((u) => [u.name, u.deeper])).toEqual([
    ['a镇党委', true],
    ['b镇党委', true],
  ])
  const homes = tree.duties.find((d) => d.duty === 'homes')
  expect(homes?.all).toEqual({ subjects: 12, done: 0, behind: 12, missed: 0, notBegun: 0, notSet: 0 })
  expect(homes?.units[county.org('a')]).toMatchObject({ subjects: 6, behind: 6 })
  expect(tree.duties.find((d) => d.duty === 'plan')?.all).toMatchObject({ subjects: 2, notSet: 2 })
  const [visited] = tree.tests
  expect(visited).toMatchObject({
    test: 'all-visited',
    of: 'households',
    all: { total: 4, met: 2 },
    units: { [county.org('a')]: { total: 2, met: 1 } },
  })
  const town = await coverageTree(it.house, county.as('a-clerk'), {})
  expect(town.org.id).toBe(county.org('a'))
  expect(town.above).toBeNull()
  // what is owed at the town itself stands beside its villages, and first
  expect(town.units.map((u) => [u.name, u.deeper])).toEqual([
    ['a镇党委', false],
    ['a1村党支部', false],
    ['a2村党支部', false],
    ['a镇水利站', false],
    ['a镇交通站', false],
  ])
  const days = town.duties.find((d) => d.duty === 'days')
  expect(days?.units).toEqual({ [county.org('a')]: days?.all })
  expect(days?.all).toMatchObject({ subjects: 1, behind: 1 })
  const missing = await missingOf(it.house, county.as('a-clerk'), {
    programme: 'duties',
    version: 1,
    test: 'all-visited',
    org: county.org('a'),
  })
  expect(missing).toEqual({ items: [{ id: county.household('a2').id, name: '一组 1', org: 'a2村党支部' }], total: 1 })
  const below = await dutyBelow(it.house, county.as('a-clerk'), {
    programme: 'duties',
    version: 1,
    duty: 'tied',
    period: 'standing',
    org: county.org('a'),
    standing: 'behind',
  })
  expect(below.items.map((i) => i.name)).toEqual(['王a1-liaison-2', '王a2-liaison-2'])
})

test('everybody reads how far a duty is, in per cent, and of so few that it would be a person nothing', async () => {
  const [scheme] = await progressOf(it.house, 1, 'zh-CN')
  expect(scheme?.duties.find((d) => d.duty === 'tied')).toMatchObject({
    name: '联户',
    subjects: 8,
    done: 4,
    percent: 50,
  })
  expect(scheme?.duties.find((d) => d.duty === 'days')).toMatchObject({ subjects: 2, done: null, percent: null })
  expect(JSON.stringify(scheme)).not.toMatch(/王|村党支部/)
})

test('whoever is behind is told once a week at most, never at night; a unit’s leaders for it', async () => {
  const told = (slug: string) =>
    it.house.db.transaction({ jurisdictionId: 1, memberId: county.member(slug), recused: [] }, (tx) =>
      tx.selectFrom('notices').select(['kind', 'about', 'case_id']).where('case_id', 'is', null).execute(),
    )
  it.clock.set(new Date('2026-11-23T23:00:00+08:00'))
  expect(await remind(it.house, 1)).toBe(0)
  it.clock.set(new Date('2026-11-24T08:30:00+08:00'))
  expect(await remind(it.house, 1)).toBeGreaterThan(0)
  expect(await told('a1-liaison')).toEqual([
    {
      kind: 'duty-behind',
      case_id: null,
      about: expect.objectContaining({ duty: 'homes', by: 1, unit: 'households', due: '2026-12-31' }),
    },
  ])
  expect((await told('a1-secretary')).map((n) => (n.about as { duty: string }).duty).sort()).toEqual(['homes', 'talk'])
  expect(await remind(it.house, 1)).toBe(0)
  it.clock.set(new Date('2026-11-27T08:30:00+08:00'))
  expect(await remind(it.house, 1)).toBe(0)
})

test('a calendar of one’s own: what is due without a name, gone once taken back', async () => {
  const me = county.as('a1-liaison')
  expect(await myFeed(it.house, me, {})).toEqual({ since: null })
  const { path } = await makeFeed(it.house, me, {})
  const token = path.split('/').at(-1) ?? ''
  const text = await calendarFor(it.house, 1, token)
  expect(text).toContain('SUMMARY:截止：走访农户')
  expect(text).toContain('DTSTART;VALUE=DATE:20261231')
  expect(text).not.toMatch(/王|联户/)
  const renewed = (await makeFeed(it.house, me, {})).path.split('/').at(-1) ?? ''
  await expect(calendarFor(it.house, 1, token)).rejects.toMatchObject({ code: 'not-found' })
  await endFeed(it.house, me, {})
  await expect(calendarFor(it.house, 1, renewed)).rejects.toMatchObject({ code: 'not-found' })
})

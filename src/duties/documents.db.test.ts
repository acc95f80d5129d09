/** What the documents count, as the files shipped word it: each duty with a number one short of it and with it. */
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { type ARecord, writeRecord } from '../../test/a-credit.ts'
import { aCounty, aHouse, type County } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { addDays, asDay, type Day } from '../kernel/calendar/day.ts'
import { newId } from '../kernel/ids.ts'
import { loadProgramme } from '../programme/load.ts'
import type { Programme } from '../programme/model.ts'
import { keepDuties, recountAll } from './keep.ts'
import { asJob } from './materialise.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County
const yinzi = 'yinzi-2011'
const badong = 'badong-2010'
const zhanggong = 'zhanggong-2014'
const huinan = 'huinan'
const mechanism = 'mechanism'
const shipped = Object.fromEntries(
  [mechanism, huinan, yinzi, badong, zhanggong].map((code) => [code, loadProgramme(`programmes/${code}.yaml`)]),
) as Record<string, Programme>

/** scheme, duty, whose, period, how many are asked, kind of record, and the n-th that counts. */
type Row = [
  scheme: string,
  duty: string,
  subject: string,
  period: string,
  target: number,
  kind: string,
  one?: (n: number) => Partial<ARecord>,
]
const homes: string[] = []
const from =
  (first: string, each = 1) =>
  (n: number) => ({ onDay: addDays(asDay(first), n * each) })
const home = (first: string) => (n: number) => ({ ...from(first)(n), householdId: homes[n] ?? '' })
const said = (first: string, counted: ARecord['counted']) => (n: number) => ({
  ...from(first)(n),
  counted: counted ?? {},
})
const rows: Row[] = [
  [yinzi, 'days-in-village', 'a-leader', '2026', 60, 'visit'],
  [yinzi, 'households-visited', 'a-leader', '2026', 50, 'visit', home('2026-01-01')],
  [yinzi, 'talk-yearly', 'a1', '2026', 1, 'talk', said('2026-01-01', { with: 'members' })],
  [yinzi, 'skill-each', 'a1-liaison', 'standing', 1, 'skill', from('2025-03-01')],
  [
    yinzi,
    'disclosure-affairs-quarterly',
    'a1',
    '2026-Q3',
    1,
    'disclosure',
    said('2026-07-10', { kind: 'village-affairs' }),
  ],
  [yinzi, 'disclosure-finance-quarterly', 'a1', '2026-Q3', 1, 'disclosure', said('2026-07-11', { kind: 'finance' })],
  [yinzi, 'democratic-talks', 'a1', '2026', 2, 'democratic-talk', from('2026-02-01', 90)],
  [yinzi, 'joint-birthday', 'a1', '2026', 1, 'birthday', from('2026-06-01')],
  [yinzi, 'branch-plan', 'a1', 'once', 1, 'plan', said('2026-02-01', { kind: 'scheme' })],
  [
    badong,
    'graduate-fund-yearly',
    'county',
    '2026',
    200000,
    'pot-funding',
    said('2026-03-01', { pot: 'graduate-fund', amount: 100000 }),
  ],
  [
    badong,
    'relief-fund-yearly',
    'county',
    '2026',
    300000,
    'pot-funding',
    said('2026-03-01', { pot: 'relief-fund', amount: 100000 }),
  ],
  [badong, 'six-ones-plan', 'office', '2026', 1, 'plan', said('2026-02-01', { kind: 'pair' })],
  [badong, 'six-ones-tip', 'office', '2026', 1, 'tip'],
  [badong, 'six-ones-project', 'office', '2026', 1, 'project', said('2026-02-01', { kind: 'income' })],
  [badong, 'six-ones-visits', 'office', '2026', 1, 'visit'],
  [badong, 'six-ones-deed', 'office', '2026', 1, 'practical-deed'],
  [badong, 'six-ones-research', 'office', '2026', 1, 'research'],
  [badong, 'representative-visits-upper', 'county-director', '2026', 15, 'visit', home('2026-04-01')],
  [badong, 'representative-visits-county', 'county-officer', '2026', 30, 'condolence-visit', home('2026-04-01')],
  [badong, 'representative-visits-town', 'a-clerk', '2026', 50, 'visit', home('2026-04-01')],
  [badong, 'post-report-monthly', 'a1-liaison', '2026-05', 1, 'post-report', from('2026-05-31')],
  [badong, 'members-meeting-quarterly', 'a1', '2026-Q2', 1, 'meeting', said('2026-04-01', { kind: 'party-members' })],
  [
    badong,
    'villagers-meeting-half-year',
    'a1',
    '2026-H1',
    1,
    'meeting',
    said('2026-04-02', { kind: 'villagers-representatives' }),
  ],
  [zhanggong, 'visits-resident', 'a-water-officer', '2026-06-01', 10, 'visit', home('2026-06-01')],
  [zhanggong, 'visits-nonresident', 'a-water-head', '2026-06-01', 5, 'condolence-visit', home('2026-06-01')],
  // a week in all, in two batches, one of them four days long
  [
    zhanggong,
    'stay-week',
    'a-roads-officer',
    '2026-06-01',
    7,
    'stay',
    (n) => (n ? from('2026-08-01')(n) : { onDay: '2026-06-28', untilDay: '2026-07-01' }),
  ],
  [zhanggong, 'research-one', 'a-water-officer', '2026-06-01', 1, 'research', from('2026-09-30')],
  [zhanggong, 'work-plan', 'office', 'once', 1, 'plan', said('2026-03-01', { kind: 'scheme' })],
  [huinan, 'mobilisation-meeting', 'a1', 'once', 1, 'meeting', said('2026-03-01', { kind: 'mobilisation' })],
  [huinan, 'key-post-pledges', 'a-water-head', 'once', 1, 'pledge', from('2026-03-01')],
  [mechanism, 'weekly-list', 'a2', 'W2026-05-11', 1, 'weekly-list', from('2026-05-17')],
]

/** Ties that are asked for: scheme, duty, whose, how many, of which kind, and to whom the n-th is. */
type Tied = [scheme: string, duty: string, subject: string, target: number, kind: string, to: (n: number) => object]
const toHome = (n: number) => ({ household_id: homes[n] ?? '' })
const toMember = (n: number) => ({
  to_member_id: county.members.filter((m) => m.org === 'b' || m.org.startsWith('b'))[n]?.actor.memberId ?? '',
})
const toOrg =
  (...slugs: string[]) =>
  (n: number) => ({ to_org_id: orgOf(slugs[n] ?? '') })
const ties: Tied[] = [
  [huinan, 'contact-point-each', 'county-director', 1, 'leader-contact-point', toOrg('a1')],
  [badong, 'help-1211-units', 'county-director', 2, 'help-1211', toOrg('a-water', 'a-roads')],
  [badong, 'unit-three-villages', 'office', 3, 'unit-village', toOrg('a1', 'a2', 'b1')],
  [badong, 'representative-help-upper', 'county-director', 1, 'representative-household', toHome],
  [badong, 'representative-help-county', 'county-officer', 1, 'representative-household', toHome],
  [badong, 'representative-help-town', 'a-clerk', 1, 'representative-household', toHome],
  [badong, 'representative-members-upper', 'county-director', 10, 'representative-member', toMember],
  [badong, 'representative-members-county', 'county-officer', 5, 'representative-member', toMember],
  [badong, 'representative-members-town', 'a-clerk', 2, 'representative-member', toMember],
]

/** Shares of a test: scheme, duty, of which org, period, the kind of record that meets it, the day, for whom the two halves are. */
type Share = [
  scheme: string,
  duty: string,
  org: string,
  period: string,
  kind: string,
  day: string,
  halves: [string[], string[]],
]
const two: [string[], string[]] = [['a1-liaison'], ['a1-liaison-2']]
const shares: Share[] = [
  [yinzi, 'veteran-allowance-paid', 'a1', '2026', 'veteran-allowance-payment', '2026-05-01', two],
  [yinzi, 'festival-visits-new-year', 'a1', '2026-new-year', 'condolence-visit', '2025-12-20', two],
  [yinzi, 'festival-visits-spring', 'a1', '2026-spring-festival', 'condolence-visit', '2026-02-16', two],
  [
    badong,
    'secretaries-trained',
    'county',
    '2026',
    'training',
    '2026-04-01',
    [
      ['a1-secretary', 'a2-secretary'],
      ['b1-secretary', 'b2-secretary'],
    ],
  ],
  [badong, 'post-review-half-year', 'a1', '2026-H1', 'review', '2026-06-30', two],
  [zhanggong, 'leaders-visit-all', 'b2', '2026-06-01', 'visit', '2026-08-01', [['home 0'], ['home 1']]],
]

/** Posts of the files that the county of the tests does not have. */
const posts: [member: string, org: string, role: string][] = [
  ['a1-liaison', 'a1', 'farming-member'],
  ['a1-liaison', 'a1', 'post-holder'],
  ['a1-liaison-2', 'a1', 'post-holder'],
  ['a1-liaison', 'a1', 'veteran-member'],
  ['a1-liaison-2', 'a1', 'veteran-member'],
  ['county-director', 'county', 'county-leader'],
  ['a-water-head', 'a-water', 'key-post-holder'],
  ['county-director', 'county', 'representative-prefecture'],
  ['county-officer', 'county', 'representative-county'],
  ['a-clerk', 'a', 'representative-town'],
  ['a-water-officer', 'team', 'resident-team-member'],
  ['a-roads-officer', 'team', 'resident-team-member'],
  ['a-water-head', 'team', 'visiting-team-member'],
]
const made = new Map<string, string>()
const orgOf = (slug: string) => made.get(slug) ?? county.org(slug)

/** Applies a file shipped, with what has been changed in it. */
async function run(code: string, of: { version?: number; startsOn: string }, change = (_: Programme) => {}) {
  const content = structuredClone(shipped[code]) as Programme
  change(content)
  const { version = 1, startsOn } = of
  await it.house.db.transaction({ jurisdictionId: 1 }, (tx) =>
    sql`insert into programmes (jurisdiction_id, code, version, source, content, sha256, filled, starts_on, applied_at)
      values (1, ${code}, ${version}, '-', ${JSON.stringify(content)}, '-', '{}', ${startsOn}, ${it.house.now()})`.execute(
      tx,
    ),
  )
  await it.house.schemes.reload(1)
}

const tie = async (kind: string, from: string, to: object) => {
  const id = newId(it.house.now())
  const side = made.has(from) ? { org_id: orgOf(from) } : { member_id: county.member(from) }
  await it.house.db.transaction({ jurisdictionId: 1, seen: [county.org('a1')] }, (tx) =>
    tx
      .insertInto('ties')
      .values({ jurisdiction_id: 1, id, kind, ...side, ...to, starts_on: '2026-01-01', seen_by: [county.org('a1')] })
      .execute(),
  )
  return id
}
const endTie = (id: string) =>
  it.house.db.transaction({ jurisdictionId: 1, seen: [county.org('a1')] }, (tx) =>
    tx.updateTable('ties').set({ ends_on: '2026-11-01' }).where('id', '=', id).execute(),
  )

beforeAll(async () => {
  county = await aCounty(it.house)
  await it.house.db.transaction({ jurisdictionId: 1, seen: [county.org('a1'), county.org('b2')] }, async (tx) => {
    for (const [slug, kind, above] of [
      ['office', 'department-branch', 'county'],
      ['team', 'work-team', 'a'],
    ] as const) {
      const id = newId(it.house.now())
      made.set(slug, id)
      const name = { name: slug, name_en: slug, short_name: slug, short_name_en: slug }
      const chain = [id, ...county.chain(above)]
      await tx
        .insertInto('orgs')
        .values({ ...name, jurisdiction_id: 1, id, slug, kind, parent_id: county.org(above), chain, position: 50 })
        .execute()
    }
    await sql`update orgs set traits = '{contact-community}' where id = ${county.org('b2')}`.execute(tx)
    for (const [member, org, role] of posts)
      await tx
        .insertInto('appointments')
        .values({
          jurisdiction_id: 1,
          id: newId(it.house.now()),
          member_id: county.member(member),
          org_id: orgOf(org),
          role,
          starts_on: '2025-01-01',
        })
        .execute()
    for (const [n, village] of [...Array<string>(50).fill('a1'), 'b2'].entries()) {
      const id = newId(it.house.now())
      homes.push(id)
      const at = { jurisdiction_id: 1, village_id: county.org(village), seen_by: [...county.chain(village)] }
      await tx
        .insertInto('households')
        .values({ ...at, id, number: 100 + n, village_group: '二组' })
        .execute()
    }
  })
  for (const code of Object.keys(shipped)) await run(code, { startsOn: '2025-12-01' })
  for (const helped of ['a1-liaison', 'a1-liaison-2'])
    await tie('help-member', 'a-leader', { to_member_id: county.member(helped) })
  await recountAll(it.house, 1)
})

const orgs = ['a1', 'a2', 'b1', 'b2', 'county', 'office']
const subjectOf = (slug: string) => (orgs.includes(slug) ? orgOf(slug) : county.member(slug))
const cell = (scheme: string, duty: string, subject: string, period: string) =>
  asJob(it.house, 1, async (tx) => {
    const { rows } = await sql<{ target: string; value: string; from_day: Day; to_day: Day }>`
      select target, value, from_day, to_day from duty_progress where programme = ${scheme} and duty = ${duty} and subject_id = ${subjectOf(subject)} and period = ${period}`.execute(
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

test('every number of the files is counted here', () => {
  const asked = Object.entries(shipped).flatMap(([code, { duties }]) =>
    Object.entries(duties).flatMap(([duty, { atLeast }]) => (atLeast === null ? [] : [`${code} ${duty} ${atLeast}`])),
  )
  const tried = [
    ...rows.map(([code, duty, , , target]) => `${code} ${duty} ${target}`),
    ...ties.map(([code, duty, , target]) => `${code} ${duty} ${target}`),
    ...shares.map(([code, duty]) => `${code} ${duty} 1`),
  ]
  expect(tried.sort()).toEqual(asked.sort())
})

test.each(rows)(
  '%s: %s of %s in %s: %d',
  async (scheme, duty, subject, period, target, kind, one = from('2026-01-01', 2)) => {
    expect(await cell(scheme, duty, subject, period)).toMatchObject({ target })
    let was = (await cell(scheme, duty, subject, period))?.value ?? 0
    for (let n = 0; was < target; n++) {
      expect(n).toBeLessThan(60)
      await written(subject, kind, one(n))
      const now = (await cell(scheme, duty, subject, period))?.value ?? 0
      expect(now, 'one more counts at once').toBeGreaterThan(was)
      was = now
    }
    expect(was).toBe(target)
  },
)

test.each([
  [zhanggong, 'research-one', 'a-roads-officer', '2026-06-01', 'research', { onDay: '2026-10-01' }],
  [yinzi, 'talk-yearly', 'a2', '2026', 'talk', { counted: { with: 'residents' } }],
  [yinzi, 'disclosure-finance-quarterly', 'a2', '2026-Q1', 'disclosure', { counted: { kind: 'village-affairs' } }],
  [badong, 'members-meeting-quarterly', 'a2', '2026-Q1', 'meeting', { counted: { kind: 'villagers-representatives' } }],
  [
    badong,
    'relief-fund-yearly',
    'county',
    '2026',
    'pot-funding',
    { counted: { pot: 'graduate-fund', amount: 100000 } },
  ],
] as const)('%s: %s does not count another day or another kind', async (scheme, duty, subject, period, kind, more) => {
  const before = await cell(scheme, duty, subject, period)
  expect(before).toBeDefined()
  await written(subject, kind, more)
  expect(await cell(scheme, duty, subject, period)).toEqual(before)
})

test('the same day twice and the same household twice count once', async () => {
  const value = async (duty: string) => (await cell(yinzi, duty, 'b-leader', '2026'))?.value ?? 0
  const [days, homesMet] = [await value('days-in-village'), await value('households-visited')]
  for (const kind of ['visit', 'condolence-visit', 'visit'])
    await written('b-leader', kind, { onDay: '2026-05-05', householdId: homes[0] ?? '' })
  expect(await value('days-in-village')).toBe(days + 1)
  expect(await value('households-visited')).toBe(homesMet + 1)
})

describe('within the minute', () => {
  test('shares: a half, and whole once the last of them was there', async () => {
    const half = async (which: 0 | 1) => {
      for (const [, , , , kind, onDay, halves] of shares)
        for (const who of halves[which])
          await (who.startsWith('home')
            ? written('a-roads-head', kind, { onDay, householdId: [county.household('b2').id, homes[50]][which] ?? '' })
            : written(who, kind, { onDay }))
      await keepDuties(it.house, 1)
      return Promise.all(
        shares.map(async ([s, duty, org, period]) => [duty, (await cell(s, duty, org, period))?.value]),
      )
    }
    const all = (value: number) => shares.map(([, duty]) => [duty, value])
    expect(
      await Promise.all(
        shares.map(async ([s, duty, org, period]) => [duty, (await cell(s, duty, org, period))?.value]),
      ),
    ).toEqual(all(0))
    expect(await half(0)).toEqual(all(0.5))
    expect(await half(1)).toEqual(all(1))
    for (const [s, duty, org, period] of shares) expect(await cell(s, duty, org, period)).toMatchObject({ target: 1 })
  })

  test('who is in hardship is known by the tie: only those are asked for, and only while it stands', async () => {
    const counted = () =>
      asJob(it.house, 1, async (tx) => {
        const { rows } = await sql<{
          total: number
          met: number
        }>`select total, met from coverage_counts where programme = ${yinzi} and test = 'hardship-visited'
          and period = '2026-spring-festival' and org_id = ${county.org('a1')}`.execute(tx)
        return rows[0]
      })
    expect(await counted()).toEqual({ total: 2, met: 2 })
    const third = await tie('help-member', 'a-leader', { to_member_id: county.member('a1-secretary') })
    await keepDuties(it.house, 1)
    expect(await counted()).toEqual({ total: 3, met: 2 })
    expect((await cell(yinzi, 'festival-visits-spring', 'a1', '2026-spring-festival'))?.value).toBe(0.6666)
    await endTie(third)
    await keepDuties(it.house, 1)
    expect(await counted()).toEqual({ total: 2, met: 2 })
    // a branch with nobody in hardship has left nobody out
    expect((await cell(yinzi, 'festival-visits-spring', 'b1', '2026-spring-festival'))?.value).toBe(1)
  })

  test('ties: one short, with the last of them, and no more once it has ended', async () => {
    const values = () =>
      Promise.all(ties.map(async ([s, duty, subject]) => [duty, (await cell(s, duty, subject, 'standing'))?.value]))
    for (const [s, duty, subject, target, kind, to] of ties) {
      expect(await cell(s, duty, subject, 'standing')).toMatchObject({ target })
      for (let n = 0; n < target - 1; n++) await tie(kind, subject, to(n))
    }
    await keepDuties(it.house, 1)
    expect(await values()).toEqual(ties.map(([, duty, , target]) => [duty, target - 1]))
    const last: string[] = []
    for (const [, , subject, target, kind, to] of ties) last.push(await tie(kind, subject, to(target - 1)))
    await keepDuties(it.house, 1)
    expect(await values()).toEqual(ties.map(([, duty, , target]) => [duty, target]))
    for (const id of last) await endTie(id)
    await keepDuties(it.house, 1)
    expect(await values()).toEqual(ties.map(([, duty, , target]) => [duty, target - 1]))
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
    expect(await cell(yinzi, 'days-in-village', 'b-leader', '2026')).toMatchObject({ target: 45 })
    expect(await cell(yinzi, 'days-in-village', 'b-roads-head', '2026')).toMatchObject({
      target: 30,
      from_day: '2026-07-02',
    })
  })
})

test('a new version: the year under way keeps its numbers, the next goes by the new ones', async () => {
  await it.house.db.transaction({ jurisdictionId: 1 }, (tx) =>
    tx.updateTable('programmes').set({ ends_on: '2026-11-22' }).where('code', 'in', [yinzi, badong]).execute(),
  )
  const atLeast = (content: Programme, duty: string, n: number) =>
    Object.assign(content.duties[duty] ?? {}, { atLeast: n })
  await run(yinzi, { startsOn: '2026-11-23', version: 2 }, (content) => {
    atLeast(content, 'days-in-village', 72)
    delete content.duties['talk-yearly']
  })
  await run(badong, { startsOn: '2026-11-23', version: 2 }, (content) => atLeast(content, 'post-report-monthly', 2))
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

/** Schemes applied, ended and filled on a real database: history stays, nothing is done that was not looked at, and what is in use stays. */
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { scheme as mechanism } from '../../test/a-case.ts'
import { aScheme, meetings, visits } from '../../test/a-scheme.ts'
import { aCounty, aHouse, type County } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { openSchemes } from '../programme/running.ts'
import { applyScheme, endScheme, fillBlank } from './apply.ts'
import { listSchemes, readScheme } from './list.ts'
import { planScheme } from './plan.ts'
import { readShipped, shippedCodes } from './used.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County
let owner: pg.Client
beforeAll(async () => {
  county = await aCounty(it.house)
  await aCounty(it.house, 2)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())
beforeEach(async () => {
  it.clock.set(new Date('2026-11-23T09:00:00+08:00'))
  await owner.query('delete from programme_fills; delete from programmes')
  await it.house.schemes.reload(1)
})

const director = () => county.as('county-director')
type Asked = { startsOn?: string; endsOn?: string | null }
const plan = async (source: string, asked: Asked = {}) => {
  const { plan, faults } = await planScheme(it.house, director(), { source, ...asked })
  if (!plan) throw new Error(JSON.stringify(faults))
  return plan
}
const apply = async (source: string, asked: Asked = {}) =>
  applyScheme()(it.house, director(), { source, ...asked, token: (await plan(source, asked)).token })
const list = async () =>
  (await listSchemes(it.house, director(), {})).items.map(({ code, version, state, startsOn, endsOn }) =>
    [code, version, state, startsOn, endsOn ?? 'open'].join(' '),
  )
const refused = (code: string, params: object = {}) => ({ code, params: expect.objectContaining(params) })
const duties = (...all: [string, object][]) => ({ duties: Object.fromEntries(all) })

test('applied, a scheme holds at once here, and in another process once it looks again', async () => {
  expect(it.house.schemes.of(1)).toBe(mechanism)
  await apply(aScheme())
  expect(Object.keys(it.house.schemes.of(1).recordKinds)).toEqual(expect.arrayContaining(['visit', 'meeting']))
  expect(it.house.schemes.all(1)).toMatchObject([{ code: 'trial', version: 1, startsOn: '2026-11-23', endsOn: null }])
  const elsewhere = openSchemes(it.house.db, mechanism, () => '2026-11-23')
  expect(elsewhere.all(1)).toEqual([])
  await elsewhere.reload(1)
  expect(elsewhere.all(1)).toHaveLength(1)
  expect(it.house.schemes.all(2)).toEqual([])
  const { rows } = await owner.query(`select member_id, subject from audit where kind = 'scheme-applied'`)
  expect(rows).toContainEqual({ member_id: county.member('county-director'), subject: 'trial 1' })
})

test('the next version ends the one before; what ran is kept word for word', async () => {
  const first = aScheme()
  await apply(first)
  await apply(aScheme(duties(['visits', visits(60)])), { startsOn: '2027-01-01' })
  expect(await list()).toEqual(['trial 2 coming 2027-01-01 open', 'trial 1 running 2026-11-23 2026-12-31'])
  expect(await readScheme(it.house, director(), { code: 'trial', version: 1 })).toMatchObject({ file: first })
  it.clock.set(new Date('2027-01-01T09:00:00+08:00'))
  expect(await list()).toEqual(['trial 2 running 2027-01-01 open', 'trial 1 ended 2026-11-23 2026-12-31'])
})

test('a mistake seen on the same day: the first version stays in the history and never counts', async () => {
  await apply(aScheme(duties(['visits', visits(500)])))
  await apply(aScheme(duties(['visits', visits(50)])))
  expect(await list()).toEqual(['trial 2 running 2026-11-23 open', 'trial 1 withdrawn 2026-11-23 open'])
  expect(it.house.schemes.all(1).map((r) => [r.version, r.scheme.duties['visits']?.atLeast])).toEqual([[2, 50]])
})

test('nothing begins in the past, and none ends before it begins', async () => {
  const source = aScheme()
  await expect(plan(source, { startsOn: '2026-11-22' })).rejects.toMatchObject(refused('scheme.day-past'))
  await expect(plan(source, { startsOn: '2026-12-01', endsOn: '2026-11-30' })).rejects.toMatchObject(
    refused('scheme.days'),
  )
  // the day a file names is kept to; one that is past means today
  expect((await plan(aScheme({ starts: '2027-03-01' }))).startsOn).toBe('2027-03-01')
  expect((await plan(aScheme({ starts: '2011-03-01' }))).startsOn).toBe('2026-11-23')
})

test('a plan tells each difference with whom it concerns today', async () => {
  const { changes, blanks } = await plan(aScheme(duties(['visits', visits(null)], ['meetings', meetings(1)])))
  expect(changes.map(({ part, code, what, members, orgs }) => [part, code, what, members, orgs])).toEqual([
    ['duties', 'visits', 'added', 8, null],
    ['duties', 'meetings', 'added', null, 4],
    ['recordKinds', 'visit', 'added', 12, null],
    ['recordKinds', 'meeting', 'added', 4, null],
  ])
  expect(changes[1]?.says).toBe('每个村党支部，每季度支部会议至少 1 次')
  expect(blanks).toEqual([{ key: 'visits', name: '走访农户：要做多少' }])
})

test('of another version only what differs is told, from what to what', async () => {
  await apply(aScheme())
  const { changes } = await plan(aScheme(duties(['visits', visits(60)], ['meetings', meetings(1)])), {
    startsOn: '2027-01-01',
  })
  expect(changes).toMatchObject([
    {
      code: 'visits',
      what: 'changed',
      lines: [{ label: '做多少', before: '走访至少 50 户', after: '走访至少 60 户' }],
    },
  ])
})

test('a file that leads tells its limits, and requests go by them', async () => {
  const own = stringify({
    ...mechanism,
    programme: 'own',
    limits: [{ clock: 'contact', urgency: 'urgent', limit: { hours: 1 } }, ...mechanism.limits.slice(1)],
  })
  const { changes, leads } = await plan(own)
  expect(leads).toBe(true)
  expect(changes.find((c) => c.part === 'limits')).toMatchObject({
    what: 'changed',
    lines: [{ label: '时限', before: '2 小时', after: '1 小时' }],
  })
  await apply(own)
  expect(it.house.schemes.of(1)).toMatchObject({ programme: 'own' })
})

test('with anything else than what was looked at it is not applied', async () => {
  const source = aScheme(duties(['visits', visits(null)]))
  const { token } = await plan(source)
  const go = (asked: object = {}) => applyScheme()(it.house, director(), { source, token, ...asked })
  await expect(go({ startsOn: '2027-01-01' })).rejects.toMatchObject(refused('scheme.changed'))
  await expect(go({ source: `${source}\n# one more line` })).rejects.toMatchObject(refused('scheme.changed'))
  await go()
  await expect(go()).rejects.toMatchObject(refused('scheme.changed'))
  // a number put in meanwhile would go on: that too was not looked at
  const after = await plan(source, { startsOn: '2027-01-01' })
  await fillBlank()(it.house, director(), { code: 'trial', blank: 'visits', number: 20 })
  await expect(go({ startsOn: '2027-01-01', token: after.token })).rejects.toMatchObject(refused('scheme.changed'))
})

test('two at once: one is applied, the other is told that something has changed', async () => {
  const sources = [aScheme(), aScheme(duties(['visits', visits(60)]))]
  const tokens = await Promise.all(sources.map(async (source) => (await plan(source)).token))
  const done = await Promise.allSettled(
    sources.map((source, i) => applyScheme()(it.house, director(), { source, token: tokens[i] as string })),
  )
  expect(done.filter((d) => d.status === 'fulfilled')).toHaveLength(1)
  expect(done.find((d) => d.status === 'rejected')).toMatchObject({ reason: { code: 'scheme.changed' } })
})

test('a file with a fault is not applied, and each fault is told with its line', async () => {
  const source = aScheme().replace('per: year', 'per: yearly')
  const line = source.split('\n').findIndex((l) => l.includes('yearly')) + 1
  const { faults, plan: none } = await planScheme(it.house, director(), { source })
  expect(none).toBeNull()
  expect(faults).toMatchObject([{ line, path: 'duties.visits.per' }])
  await expect(applyScheme()(it.house, director(), { source, token: '' })).rejects.toMatchObject({
    code: 'scheme.faulty',
    fields: [{ path: `${line}: duties.visits.per` }],
  })
})

test('beside another scheme nothing may be said of the same word otherwise', async () => {
  await apply(aScheme())
  const other = aScheme({
    programme: 'other',
    title: { 'zh-CN': '另一个方案', en: 'Another' },
    recordKinds: {
      visit: { name: { 'zh-CN': '入户', en: 'call' }, group: 'visits', fills: ['liaison'], fields: {} },
    },
    duties: {},
  })
  const { problems, token } = await plan(other)
  expect(problems).toMatchObject([{ code: 'scheme.clash' }])
  expect(problems[0]?.lines).toEqual([expect.stringContaining('《清和县连心方案》')])
  await expect(applyScheme()(it.house, director(), { source: other, token })).rejects.toMatchObject({
    code: 'scheme.clash',
    fields: [{ message: expect.stringContaining('recordKinds.visit') }],
  })
  // once the first is over there is nothing to clash with
  await endScheme()(it.house, director(), { code: 'trial', on: '2026-11-30' })
  await apply(other, { startsOn: '2026-12-01' })
})

test('a role somebody holds cannot go, and who holds it is named', async () => {
  const guide = {
    name: { 'zh-CN': '连心指导员', en: 'guide' },
    at: ['town-committee'],
    scope: 'own',
    may: ['self'],
  }
  await apply(aScheme({ roles: { guide } }))
  await owner.query(
    `insert into appointments (jurisdiction_id, id, member_id, org_id, role, starts_on) values (1, gen_random_uuid(), $1, $2, 'guide', '2026-11-23')`,
    [county.member('a-clerk'), county.org('a')],
  )
  const { problems } = await plan(aScheme(), { startsOn: '2027-01-01' })
  expect(problems).toMatchObject([{ code: 'scheme.in-use', lines: [expect.stringContaining('王a-clerk')] }])
  await expect(apply(aScheme(), { startsOn: '2027-01-01' })).rejects.toMatchObject(refused('scheme.in-use'))
  await expect(endScheme()(it.house, director(), { code: 'trial', on: '2026-12-31' })).rejects.toMatchObject({
    code: 'scheme.in-use',
    fields: [{ message: expect.stringContaining('连心指导员') }],
  })
  // a post that is over by then holds nothing up
  await owner.query(`update appointments set ends_on = '2026-12-31' where role = 'guide'`)
  await endScheme()(it.house, director(), { code: 'trial', on: '2026-12-31' })
  expect(await list()).toEqual(['trial 1 running 2026-11-23 2026-12-31'])
  await owner.query(`delete from appointments where role = 'guide'`)
})

test('a kind of unit there are units of cannot go', async () => {
  const own = (kinds: object) =>
    stringify({ ...mechanism, programme: 'own', orgKinds: kinds, roles: onlyAt(Object.keys(kinds)) })
  const { department: _, ...rest } = mechanism.orgKinds
  // kinds that stand under the one that goes stand anywhere
  const kinds = JSON.parse(JSON.stringify(rest), (key, value) => (key === 'under' ? undefined : value))
  const { problems } = await plan(own(kinds))
  expect(problems.map((p) => p.code)).toEqual(['scheme.in-use'])
  expect(problems[0]?.lines).toEqual(
    expect.arrayContaining([expect.stringContaining('水利站'), expect.stringContaining('department-head')]),
  )
})
const onlyAt = (kinds: readonly string[]) =>
  Object.fromEntries(
    Object.entries(mechanism.roles).filter(([, role]) => role.at.every((kind) => kinds.includes(kind))),
  )

test('nobody may be locked out of keeping the schemes', async () => {
  const { 'county-director': head, ...others } = mechanism.roles
  const roles = { ...others, 'county-director': { ...head, may: head?.may.filter((p) => p !== 'programme.manage') } }
  const { problems } = await plan(stringify({ ...mechanism, programme: 'own', roles }))
  expect(problems.map((p) => p.code)).toEqual(['scheme.locks-out'])
})

test('ended with a day: today or later, and what was to begin never does', async () => {
  await apply(aScheme())
  await apply(aScheme(duties(['visits', visits(60)])), { startsOn: '2027-01-01' })
  const end = (on: string, code = 'trial') => endScheme()(it.house, director(), { code, on })
  await expect(end('2026-11-22')).rejects.toMatchObject(refused('scheme.day-past'))
  await expect(end('2026-12-01', 'nothing')).rejects.toMatchObject(refused('not-found'))
  expect(await end('2026-11-30')).toEqual({ ended: 1, withdrawn: 1 })
  expect(await list()).toEqual(['trial 2 withdrawn 2027-01-01 open', 'trial 1 running 2026-11-23 2026-11-30'])
  await expect(end('2026-12-24')).rejects.toMatchObject(refused('scheme.not-running'))
  it.clock.set(new Date('2026-12-01T09:00:00+08:00'))
  expect(it.house.schemes.of(1)).toEqual(mechanism)
})

test('a blank is filled, put right on the same day, and stays from the next', async () => {
  await apply(aScheme(duties(['visits', visits(null)], ['meetings', meetings(1)])))
  const fill = (blank: string, number: number, code = 'trial') =>
    fillBlank()(it.house, director(), { code, blank, number })
  await expect(fill('meetings', 2)).rejects.toMatchObject(refused('scheme.no-blank'))
  await expect(fill('visits', 2, 'nothing')).rejects.toMatchObject(refused('not-found'))
  await fill('visits', 500)
  it.clock.advance(60_000)
  await fill('visits', 50)
  expect(it.house.schemes.all(1)[0]?.scheme.duties['visits']?.atLeast).toBe(50)
  const { blanksOpen } = await readScheme(it.house, director(), { code: 'trial', version: 1 })
  expect(blanksOpen).toMatchObject([{ key: 'visits', number: 50, filledBy: '王county-director', today: true }])
  it.clock.set(new Date('2026-11-24T09:00:00+08:00'))
  await expect(fill('visits', 40)).rejects.toMatchObject(refused('scheme.blank-filled', { number: 50 }))
  // who put which number is kept, each time
  const { rows } = await owner.query('select number from programme_fills order by filled_at, id')
  expect(rows.map((r) => r.number)).toEqual([500, 50])
})

test('what was filled goes on in the next version where that is still blank', async () => {
  const blank = aScheme(duties(['visits', visits(null)]))
  await apply(blank)
  await fillBlank()(it.house, director(), { code: 'trial', blank: 'visits', number: 30 })
  expect(await plan(`${blank}# again\n`, { startsOn: '2027-01-01' })).toMatchObject({
    carried: [{ key: 'visits', number: 30 }],
    blanks: [],
    changes: [],
  })
})

test('nothing of a version that ran can be rewritten or removed by the application', async () => {
  await apply(aScheme())
  const as = (statement: string) =>
    it.house.db.transaction({ jurisdictionId: 1 }, (tx) => tx.executeQuery({ sql: statement, parameters: [] } as never))
  for (const statement of [
    `update programmes set source = 'x'`,
    `update programmes set content = '{}'`,
    `update programmes set starts_on = '2020-01-01'`,
    'delete from programmes',
    'update programme_fills set number = 1',
    'delete from programme_fills',
  ])
    await expect(as(statement)).rejects.toMatchObject({ code: '42501' })
})

test('the schemes that are shipped can all run side by side', async () => {
  for (const code of shippedCodes()) {
    const { problems } = await plan(readShipped(code))
    expect([code, problems]).toEqual([code, []])
    await apply(readShipped(code))
  }
  expect(it.house.schemes.all(1)).toHaveLength(shippedCodes().length)
})

test('what a file takes over comes from the scheme that runs here before the one that is shipped', async () => {
  const own = readShipped('mechanism').replace('en: home visit', 'en: call at home')
  await apply(own)
  expect((await plan(aScheme())).problems).toEqual([])
  await apply(aScheme())
  const [, trial] = it.house.schemes.all(1)
  expect(trial?.scheme.channels['visit']?.name.en).toBe('call at home')
})

import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { aCounty, aHouse, type County } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { registerHeard, takeIn, takeStepQuietly } from './service.ts'
import { verifyLog } from './verify.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County
let owner: pg.Client
/** The case tampered with: the second of three, registered, accepted, escalated, dispatched, received, answered. */
let caseId: string
let number: string

async function aStory(key: string) {
  const { house, clock } = it
  const receipt = await takeIn(house, county.resident(), {
    clientKey: `verify-${key}`,
    villageId: county.org('a1'),
    words: '井水发黄',
    place: '村口',
    language: 'zh-CN',
    files: [],
  })
  const id = receipt.id
  const sort = { title: '井水', category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' } as const
  const steps = [
    ['accept', 'a1-secretary', sort],
    ['escalate', 'a1-secretary', { reason: '村里办不了' }],
    ['dispatch', 'a-clerk', { departmentId: county.org('a-water'), dueDay: '2026-12-07', standard: '水清' }],
    ['receive', 'a-water-officer', {}],
    ['answer', 'a-water-officer', { result: 'resolved', answer: '换了滤芯', files: [] }],
  ] as const
  for (const [action, who, input] of steps) {
    clock.advance(60_000)
    await takeStepQuietly(action)(house, county.as(who), { caseId: id, ...input } as never)
  }
  return receipt
}

beforeAll(async () => {
  county = await aCounty(it.house)
  await aStory('1')
  const receipt = await aStory('2')
  caseId = receipt.id
  number = receipt.number
  // by the liaison, in hand there: a log of one event only
  await registerHeard(it.house, county.as('a1-liaison'), {
    clientKey: 'verify-heard',
    villageId: county.org('a1'),
    words: '路不平',
    channel: 'visit',
    consent: 'not-asked',
    language: 'zh-CN',
    files: [],
  })
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
  for (const table of tables) await owner.query(`create table before_${table} as table ${table}`)
})
afterAll(() => owner?.end())

const tables = ['cases', 'case_events', 'case_texts', 'case_receipts']
/** As someone who owns the database and switches every safeguard off. */
async function tamper(sql: string, values: unknown[] = [caseId]) {
  await owner.query('set session_replication_role = replica')
  const { rowCount } = await owner.query(sql, values)
  expect(rowCount).toBeGreaterThan(0)
}
afterEach(async () => {
  await owner.query('set session_replication_role = replica')
  for (const table of [...tables].reverse()) await owner.query(`delete from ${table}`)
  for (const table of tables) await owner.query(`insert into ${table} select * from before_${table}`)
  await owner.query('set session_replication_role = origin')
})
const verify = () => verifyLog(it.house, county.jurisdictionId)
const event = 'update case_events set'
const where = 'where case_id = $1 and seq ='

test('what nobody touched is whole', async () => {
  expect(await verify()).toEqual({ cases: 3, events: 13, texts: 13, gone: 0 })
})

test.each([
  ['data changed', `${event} data = data || '{"category":"road"}' ${where} 2`, 2, 'hash'],
  ['a fraction put into data', `${event} data = data || '{"category":1.5}' ${where} 2`, 2, 'hash'],
  ['the instant moved', `${event} at = at + interval '1 day' ${where} 4`, 4, 'hash'],
  ['the instant moved by less than is hashed', `${event} at = at + interval '3 microseconds' ${where} 4`, 4, 'instant'],
  ['the actor changed', `${event} member_id = null, actor_kind = 'system' ${where} 4`, 4, 'hash'],
  ['the type changed', `${event} type = 'settle' ${where} 6`, 6, 'hash'],
  ['meant for others than before', `${event} audience = 'desk' ${where} 6`, 6, 'hash'],
  [
    'the resident’s words changed',
    `update case_texts set body = '井水很好' where field = 'words' and case_id = $1 and seq = 1`,
    1,
    'words',
  ],
  ['the answer changed', `update case_texts set body = '没有问题' ${where} 6`, 6, 'words'],
  [
    'words put beside an event that had none',
    `insert into case_texts select jurisdiction_id, case_id, 5, 'plan', body, salt from case_texts ${where} 6`,
    5,
    'words-unknown',
  ],
  [
    'words put beside no event',
    `insert into case_texts select jurisdiction_id, case_id, 9, 'plan', body, salt from case_texts ${where} 6`,
    9,
    'words-unknown',
  ],
  ['the first event deleted', `delete from case_events ${where} 1`, 1, 'gap'],
  ['a middle event deleted', `delete from case_events ${where} 3`, 3, 'gap'],
  ['the last event deleted', `delete from case_events ${where} 6`, 6, 'gap'],
  ['all events deleted', 'delete from case_events where case_id = $1', 1, 'gap'],
  ['prev changed', `${event} prev = decode(repeat('ab', 32), 'hex') ${where} 3`, 3, 'prev'],
  ['hash changed', `${event} hash = decode(repeat('ab', 32), 'hex') ${where} 3`, 3, 'hash'],
  [
    'an event added',
    `insert into case_events select jurisdiction_id, case_id, 7, type, audience, at, actor_kind, member_id, org_id, data, hash, hash from case_events ${where} 6`,
    7,
    'hash',
  ],
  ['the state changed', `update cases set state = 'handling' where id = $1`, 6, 'state'],
  ['the level changed', `update cases set level = 'county' where id = $1`, 6, 'level'],
  ['the holder changed', `update cases set holder_org_id = village_id where id = $1`, 6, 'holder'],
  ['the deadline moved', `update cases set due_at = due_at + interval '5 days' where id = $1`, 6, 'due'],
  ['the head changed', `update cases set head = decode(repeat('ab', 32), 'hex') where id = $1`, 6, 'head'],
  ['the version set back', 'update cases set version = 5 where id = $1', 6, 'version'],
  ['the number changed', `update cases set number = 'LX-2611-9999' where id = $1`, 6, 'number'],
  ['the receipt deleted', 'delete from case_receipts where case_id = $1', 6, 'no-receipt'],
  ['the case deleted', 'delete from cases where id = $1', 6, 'no-case'],
  ['hidden from everyone’s scope', `update cases set seen_by = '{}', state = 'handling' where id = $1`, 6, 'state'],
])('%s: named', async (_, sql, seq, wrong) => {
  await tamper(sql)
  const { fault, cases } = await verify()
  expect(fault).toMatchObject({ caseId, seq, wrong })
  expect(cases).toBe(1)
})

test('two events swapped: named', async () => {
  await tamper(`${event} seq = 1005 - seq where case_id = $1 and seq in (2, 3)`)
  await tamper(`${event} seq = seq - 1000 where case_id = $1 and seq > 1000`)
  expect((await verify()).fault).toMatchObject({ caseId, seq: 2, wrong: 'prev' })
})

test('case and log deleted, the receipt alone left', async () => {
  for (const table of ['case_texts', 'case_events']) await tamper(`delete from ${table} where case_id = $1`)
  await tamper('delete from cases where id = $1')
  expect((await verify()).fault).toMatchObject({ number, seq: 0, wrong: 'no-case' })
})

test('of two faults the first is named', async () => {
  await tamper(`update cases set state = 'handling' where id = $1`)
  await tamper(`${event} data = '{}' ${where} 5`)
  expect((await verify()).fault).toMatchObject({ seq: 5, wrong: 'hash' })
})

test('words removed on purpose are no fault: they are counted', async () => {
  await tamper('delete from case_texts where case_id = $1 and seq = 1')
  expect(await verify()).toEqual({ cases: 3, events: 13, texts: 11, gone: 2 })
})

test('more cases than one batch are walked to the end', async () => {
  for (let n = 0; n < 120; n++)
    await takeIn(it.house, county.resident(), {
      clientKey: `verify-many-${n}`,
      villageId: county.org('a2'),
      words: '井水发黄',
      language: 'zh-CN',
      files: [],
    })
  expect(await verify()).toMatchObject({ cases: 123, events: 133 })
})

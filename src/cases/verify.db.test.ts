import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { aCounty, aHouse, type County, openTestHouse } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { newId } from '../kernel/ids.ts'
import { uploadRow } from './files.ts'
import { hashOf } from './log.ts'
import { sequence } from './public-log/sequence.ts'
import { registerHeard, takeIn, takeStepQuietly } from './service.ts'
import { verifyLog } from './verify.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County
let owner: pg.Client
/** The one photo in the store, on every answer. */
let photo: string
/** The case tampered with: the second of three, registered, accepted, escalated, dispatched, received, answered. */
let caseId: string
let number: string

/** Uploaded by the officer, not yet used. */
async function aPhoto(): Promise<string> {
  const stored = await it.house.blobs.put(
    (async function* () {
      yield Buffer.from('a photo')
    })(),
    100,
  )
  photo = stored.sha256
  const id = newId(it.clock.now())
  const memberId = county.member('a-water-officer')
  const file = { kind: 'photo', mime: 'image/jpeg', name: 'a.jpg', size: 7, publicSize: 7, thumbSha256: null } as const
  await it.house.db.transaction({ jurisdictionId: 1, memberId }, (tx) =>
    tx
      .insertInto('files')
      .values(uploadRow(1, id, it.clock.now(), { ...file, sha256: photo, publicSha256: photo }, { memberId }))
      .execute(),
  )
  return id
}

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
    [
      'answer',
      'a-water-officer',
      { result: 'resolved', answer: '换了滤芯', files: [{ id: await aPhoto(), role: 'after' }] },
    ],
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
  await sequence(it.house, 1, true)
  const receipt = await aStory('2')
  caseId = receipt.id
  number = receipt.number
  await sequence(it.house, 1, true)
  // by the liaison, in hand there: a chain of one event only
  await registerHeard(it.house, county.as('a1-liaison'), {
    clientKey: 'verify-heard',
    villageId: county.org('a1'),
    words: '路不平',
    channel: 'visit',
    consent: 'not-asked',
    language: 'zh-CN',
    files: [],
  })
  await aStory('3')
  await sequence(it.house, 1, true)
  // not yet in the log
  await aStory('4')
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
  for (const table of tables) await owner.query(`create table before_${table} as table ${table}`)
})
afterAll(() => owner?.end())

/** Leaves 3 and 8 in each other's place. */
const swap = [
  'update log_leaves set index = 11 - index + 1000 where index in (3, 8)',
  'update log_leaves set index = index - 1000 where index > 1000',
]
const renumber = ['delete from log_heads where number = 2', 'update log_heads set number = 2 where number = 3']
const tables = [
  'cases',
  'case_events',
  'case_texts',
  'case_receipts',
  'files',
  'log_pending',
  'log_leaves',
  'log_nodes',
  'log_keys',
  'log_heads',
]
/** As someone who owns the database and switches every safeguard off. */
async function tamper(sql: string, values: unknown[] = [caseId]) {
  await owner.query('set session_replication_role = replica')
  // only what names the case is given it
  const { rowCount } = await owner.query(sql, sql.includes('$1') ? values : [])
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
const whole = { cases: 5, events: 25, texts: 25, files: 4, gone: 0, waiting: 6, leaves: 19, heads: 3 }

test('what nobody touched is whole', async () => {
  expect(await verify()).toEqual(whole)
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
  [
    'the receipt’s hash changed',
    `update case_receipts set event_hash = sha256(event_hash) where case_id = $1`,
    1,
    'receipt',
  ],
  ['hidden from everyone’s scope', `update cases set seen_by = '{}', state = 'handling' where id = $1`, 6, 'state'],
])('%s: named', async (_, sql, seq, wrong) => {
  await tamper(sql)
  const { fault, cases } = await verify()
  expect(fault).toMatchObject({ caseId, seq, wrong })
  expect(cases).toBe(1)
})

const leaf = 'where case_id = $1 and seq ='
test.each([
  ['a leaf changed', `update log_leaves set leaf = sha256(leaf) ${leaf} 3`, 3, 'leaf'],
  ['a leaf removed', `delete from log_leaves ${leaf} 3`, 3, 'no-leaf'],
  ['the last leaf of a case removed', `delete from log_leaves ${leaf} 6`, 6, 'no-leaf'],
  ['a leaf given to another event', `update log_leaves set seq = 9 ${leaf} 6`, 6, 'no-leaf'],
  [
    'a leaf for an event that never was',
    `insert into log_leaves select jurisdiction_id, 19, leaf, case_id, 7 from log_leaves ${leaf} 6`,
    7,
    'leaf-unknown',
  ],
  [
    'a leaf taken back into the queue',
    `with l as (delete from log_leaves ${leaf} 3 returning *)
      insert into log_pending select l.jurisdiction_id, case_id, seq, hash from l join case_events using (case_id, seq)`,
    3,
    'no-leaf',
  ],
  [
    'an event waiting that never was',
    `insert into log_pending select jurisdiction_id, case_id, 7, hash from case_events ${leaf} 6`,
    7,
    'waiting',
  ],
  [
    'a file of an answer exchanged for another',
    `update files set sha256 = repeat('ab', 32) where case_id = $1`,
    6,
    'file-row',
  ],
  ['a file of an answer removed', 'delete from files where case_id = $1', 6, 'file-row'],
  ['a file hung on another step', 'update files set seq = 5 where case_id = $1', 6, 'file-row'],
  [
    'the copy others see exchanged',
    `update files set public_sha256 = repeat('ab', 32) where case_id = $1`,
    6,
    'file-missing',
  ],
])('%s: named', async (_, sql, seq, wrong) => {
  await tamper(sql)
  expect((await verify()).fault).toMatchObject({ caseId, seq, wrong })
})

test('an event appended outside, right in itself and in the row, is not in the public log', async () => {
  const { rows } = await owner.query('select * from case_events where case_id = $1 and seq = 6', [caseId])
  const six = rows[0]
  const data = { to: 'answered', level: 'town' }
  const hash = hashOf(
    six.hash,
    {
      jurisdictionId: 1,
      caseId,
      seq: 7,
      type: 'comment',
      audience: 'desk',
      at: six.at,
      actorKind: 'system',
      memberId: null,
      orgId: null,
    },
    data,
  )
  await tamper(`insert into case_events values (1, $1, 7, 'comment', 'desk', $2, 'system', null, null, $3, $4, $5)`, [
    caseId,
    six.at,
    data,
    six.hash,
    hash,
  ])
  await tamper('update cases set version = 7, head = $2 where id = $1', [caseId, hash])
  expect((await verify()).fault).toMatchObject({ caseId, seq: 7, wrong: 'no-leaf' })
})

test.each([
  ['two leaves exchanged, with what they stand for', swap, 'head-root', 1],
  ['a stored node changed', 'update log_nodes set hash = sha256(hash)', 'node', 0],
  ['a stored node removed', 'delete from log_nodes', 'node', 0],
  ['a node that was never made', `insert into log_nodes values (1, 4, 1, sha256('x'))`, 'node-unknown', 16],
  ['the root of a head changed', 'update log_heads set root = sha256(root) where number = 2', 'head-root', 2],
  [
    'the signature of a head changed',
    'update log_heads set signature = sha256(root) where number = 2',
    'head-signature',
    2,
  ],
  [
    'the time of a head changed',
    `update log_heads set at = at + interval '1 second' where number = 2`,
    'head-signature',
    2,
  ],
  ['the size of a head changed', 'update log_heads set size = 11 where number = 2', 'head-root', 2],
  ['a head removed', 'delete from log_heads where number = 2', 'head-number', 3],
  ['the first head removed', 'delete from log_heads where number = 1', 'head-number', 2],
  ['the newest head removed', 'delete from log_heads where number = 3', 'head-missing', 12],
  ['a head removed and the others numbered anew', renumber, 'head-signature', 2],
  [
    'a head over more than there is',
    `insert into log_heads select jurisdiction_id, 4, 99, root, at, origin, key_id, signature from log_heads where number = 3`,
    'head-beyond',
    4,
  ],
  [
    'heads that run backwards in time',
    `update log_heads set at = at - interval '1 day' where number = 2`,
    'head-time',
    2,
  ],
  ['the key exchanged for another', `update log_keys set public_key = sha256(public_key)`, 'key', 0],
] as const)('%s: named', async (_, sql, wrong, at) => {
  for (const one of typeof sql === 'string' ? [sql] : sql) await tamper(one)
  const { fault, logFault } = await verify()
  expect(fault).toBeUndefined()
  expect(logFault).toMatchObject({ wrong, at })
})

test('a byte of a photo changed: named, unless files are left out', async () => {
  const path = join(it.house.config.LIANXIN_DATA, 'files', photo.slice(0, 2), photo.slice(2, 4), photo)
  const before = readFileSync(path)
  writeFileSync(path, 'a phot0')
  expect((await verify()).fault).toMatchObject({ seq: 6, wrong: 'file-changed' })
  expect(await verifyLog(it.house, 1, { files: false })).toEqual(whole)
  rmSync(path)
  expect((await verify()).fault).toMatchObject({ seq: 6, wrong: 'file-missing' })
  writeFileSync(path, before)
  expect(await verify()).toEqual(whole)
})

test('heads signed with a key before this one are believed by that key', async () => {
  const next = openTestHouse(db, { LIANXIN_LOG_ALGORITHM: 'sm2' }, it.clock.now())
  await owner.query('set session_replication_role = origin')
  await sequence(next.house, 1, true)
  await next.close()
  expect(await verify()).toEqual({ ...whole, waiting: 0, leaves: 25, heads: 4 })
})

test('two events swapped: named', async () => {
  await tamper(`${event} seq = 1005 - seq where case_id = $1 and seq in (2, 3)`)
  await tamper(`${event} seq = seq - 1000 where case_id = $1 and seq > 1000`)
  expect((await verify()).fault).toMatchObject({ caseId, seq: 2, wrong: 'prev' })
})

const deleteCase = async () => {
  for (const table of ['files', 'case_texts', 'case_events']) await tamper(`delete from ${table} where case_id = $1`)
  await tamper('delete from cases where id = $1')
}
test('case and events deleted: the receipt tells its number, the public log that it was there', async () => {
  await deleteCase()
  expect((await verify()).fault).toMatchObject({ number, seq: 1, wrong: 'leaf-unknown' })
})
test('and its leaves with it: the receipt alone is left', async () => {
  await deleteCase()
  await tamper('delete from log_leaves where case_id = $1')
  expect((await verify()).fault).toMatchObject({ number, seq: 0, wrong: 'no-case' })
})
test('and its receipt with it: the public log still knows', async () => {
  await deleteCase()
  await tamper('delete from case_receipts where case_id = $1')
  expect((await verify()).fault).toMatchObject({ caseId, seq: 1, wrong: 'leaf-unknown' })
})
test('everything of a case deleted, leaves too: there is a hole in the log', async () => {
  await deleteCase()
  for (const table of ['case_receipts', 'log_leaves']) await tamper(`delete from ${table} where case_id = $1`)
  expect((await verify()).logFault).toEqual({ wrong: 'leaf-gap', at: 6, detail: '' })
})
test('and the hole closed, and every node made anew: the signed heads no longer fit', async () => {
  await deleteCase()
  for (const table of ['case_receipts', 'log_leaves']) await tamper(`delete from ${table} where case_id = $1`)
  await tamper('update log_leaves set index = index - 6 where index > 5')
  await tamper('delete from log_nodes')
  expect((await verify()).logFault).toMatchObject({ wrong: 'head-root', at: 2 })
  // and that one removed: the next is over more than is left
  await tamper('delete from log_heads where number = 2')
  expect((await verify()).logFault).toMatchObject({ wrong: 'head-beyond', at: 3 })
})

test('of two faults the first is named', async () => {
  await tamper(`update cases set state = 'handling' where id = $1`)
  await tamper(`${event} data = '{}' ${where} 5`)
  expect((await verify()).fault).toMatchObject({ seq: 5, wrong: 'hash' })
})

test('words removed on purpose are no fault: they are counted', async () => {
  await tamper('delete from case_texts where case_id = $1 and seq = 1')
  expect(await verify()).toEqual({ ...whole, texts: 23, gone: 2 })
})

test('many cases are walked to the end', async () => {
  for (let n = 0; n < 120; n++)
    await takeIn(it.house, county.resident(), {
      clientKey: `verify-many-${n}`,
      villageId: county.org('a2'),
      words: '井水发黄',
      language: 'zh-CN',
      files: [],
    })
  expect(await verify()).toMatchObject({ cases: 125, events: 145 })
})

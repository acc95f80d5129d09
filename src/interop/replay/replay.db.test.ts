import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCounty, aHouse } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { verifyLog } from '../../cases/verify.ts'
import { replayFile, type Summary, type Told } from './replay.ts'
import { openStage, type Stage } from './stage.ts'

const db = testDatabase()
const it = aHouse(db)
let stage: Stage
let owner: pg.Client
const folder = mkdtempSync(join(tmpdir(), 'lianxin-replay-'))

const reply = (id: number, differing: object = {}) => ({
  id,
  title: '路灯不亮',
  time: '2019/4/25 9:30:00',
  body: '村口路灯坏了半个月。',
  reply: '已经换好。',
  replyTime: '2019/4/30 9:30:00',
  ...differing,
})
const hot = (id: number, differing: object = {}) => ({
  id,
  user: 'A1',
  title: '自来水',
  time: '2019/2/14 20:00:00',
  body: '水太小。',
  likes: 1,
  dislikes: 0,
  ...differing,
})
const moved = (id: number, differing: object = {}) => ({
  id,
  river: '无',
  district: null,
  nature: '投诉',
  channel: '电话',
  anonymous: 1,
  date: '2020-09-03',
  title: '河水发黑',
  content: '河水发黑发臭。',
  reply: '已截污。',
  transfers: 3,
  replyDays: 10,
  firstTransferDays: 4,
  ...differing,
})

/** Good ones in every shape, and one bad one for each reason. */
const lines: [number, unknown, string?][] = [
  [1, reply(1)],
  [2, reply(2, { time: 43563.35925925926, replyTime: '2019/5/9' })],
  [3, reply(3, { reply: '收悉', title: '长'.repeat(61) })],
  [4, reply(4, { body: '长'.repeat(9000), reply: '复'.repeat(8000) })],
  [5, hot(1)],
  [6, hot(2, { time: 43678 })],
  [7, moved(1)],
  [8, moved(2, { channel: '网站', transfers: 1, firstTransferDays: 10, date: '12/31/2016' })],
  [9, moved(3, { channel: '微博', transfers: 0, firstTransferDays: null })],
  [10, moved(4, { transfers: 46, replyDays: 0, firstTransferDays: 0 })],
  [11, moved(5, { firstTransferDays: null })],
  [12, ''],
  [13, reply(1)],
  [14, reply(1, { body: '换了说法。' }), 'intake.key-reused'],
  [15, reply(20, { body: '　' }), 'body-empty'],
  [16, reply(21, { replyTime: '2019/4/25 9:00:00' }), 'reply-early'],
  [17, hot(22, { time: '2019/2/30 20:00:00' }), 'time-unreadable'],
  [18, moved(23, { firstTransferDays: 11 }), 'transfer-late'],
  [19, moved(24, { replyDays: -3, firstTransferDays: null }), 'days-unusable'],
  [20, hot(25, { body: '长'.repeat(20_001) }), 'input.invalid'],
  [21, reply(26, { reply: '复'.repeat(20_001) }), 'input.invalid'],
  [22, { id: 27, text: '别的格式' }, 'format-unknown'],
  [23, '{"id": 28', 'not-json'],
  [24, hot(29, { time: '2026/12/1 8:00:00' }), 'future'],
]

function write(name: string, rows: readonly unknown[]) {
  const file = join(folder, name)
  writeFileSync(
    file,
    `\uFEFF${rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\r\n')}\r\n`,
  )
  return file
}
async function run(name: string, on = stage) {
  const told: Told[] = []
  const sum = await replayFile(it.house, on, name, { tell: (one) => told.push(one) })
  return { sum, told: told.sort((a, b) => a.line - b.line) }
}
const counts = async () =>
  (
    await owner.query(`select (select count(*)::int from cases) cases, (select count(*)::int from case_events) events, (select count(*)::int from case_texts) texts,
      (select count(*)::int from case_receipts) receipts, (select count(*)::int from notices) notices, (select sum(next)::int from number_blocks) numbers`)
  ).rows[0]
const eventsOf = async (key: string) =>
  (
    await owner.query(
      `select e.type, e.at, c.state, c.channel, c.title, c.sent_back from case_events e join cases c on c.id = e.case_id join case_receipts r on r.case_id = c.id
       where r.client_key = $1 order by e.seq`,
      [key],
    )
  ).rows as { type: string; at: Date; state: string; channel: string; title: string | null; sent_back: number }[]
const at = (text: string) => new Date(`${text}+08:00`)

let first: { sum: Summary; told: Told[] }
let file: string
beforeAll(async () => {
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
  stage = await openStage(it.house)
  file = write(
    'mixed.jsonl',
    lines.map(([, row]) => row),
  )
  first = await run(file)
})
afterAll(async () => {
  await owner?.end()
  rmSync(folder, { recursive: true, force: true })
})

test('every line is counted once', () => {
  expect(first.sum).toEqual({ read: 23, registered: 11, answered: 9, skipped: 1, already: 1, refused: 11, noted: 1 })
})

test('each line that cannot be is told with its number, its id and the reason', () => {
  const refused = first.told.flatMap((one) => (one.what === 'refused' ? [[one.line, one.reason.code]] : []))
  expect(refused).toEqual(lines.flatMap(([line, , code]) => (code ? [[line, code]] : [])))
  expect(first.told.find((one) => one.line === 18)).toMatchObject({
    id: '23',
    reason: { params: { first: 11, reply: 10 } },
  })
  expect(first.told.find((one) => one.line === 20)).toMatchObject({ reason: { params: { field: 'words' } } })
  expect(first.told.filter((one) => one.what === 'noted')).toEqual([
    { what: 'noted', line: 11, id: '5', note: 'transfer-undated' },
  ])
})

test('nothing is left of a line refused half-way', async () => {
  const { rows } = await owner.query(
    `select client_key from case_receipts where client_key in ('replay:replies:26', 'replay:hot:25')`,
  )
  expect(rows).toEqual([])
  const { rows: lone } = await owner.query(
    'select 1 from cases c where not exists (select from case_receipts r where r.case_id = c.id)',
  )
  expect(lone).toEqual([])
})

test('a message with its reply went the whole way, at its real times', async () => {
  const events = await eventsOf('replay:replies:1')
  expect(events.map((e) => e.type)).toEqual(['register', 'accept', 'escalate', 'dispatch', 'receive', 'answer'])
  expect(events[0]).toMatchObject({
    at: at('2019-04-25T09:30:00'),
    state: 'answered',
    channel: 'web',
    title: '路灯不亮',
  })
  expect(events.at(-1)?.at).toEqual(at('2019-04-30T09:30:00'))
  expect(events.map((e) => e.at.getTime())).toEqual(events.map((e) => e.at.getTime()).sort((a, b) => a - b))
})

test('serial numbers are times; long words are whole; a title too long is not cut', async () => {
  expect((await eventsOf('replay:replies:2'))[0]?.at).toEqual(at('2019-04-08T08:37:20'))
  expect((await eventsOf('replay:replies:3'))[0]?.title).toBeNull()
  const { rows } = await owner.query(
    `select length(t.body)::int n from case_texts t join case_receipts r on r.case_id = t.case_id where r.client_key = 'replay:replies:4' and field in ('words', 'answer') order by seq`,
  )
  expect(rows).toEqual([{ n: 9005 }, { n: 8000 }])
})

test('a message without a reply is registered and waits', async () => {
  expect(await eventsOf('replay:hot:2')).toMatchObject([
    { type: 'register', state: 'registered', at: at('2019-08-01T00:00:00') },
  ])
})

test('every hand-over is a dispatch, every one but the last sent back', async () => {
  const events = await eventsOf('replay:requests:1')
  expect(events.map((e) => e.type)).toEqual([
    'register',
    'accept',
    'escalate',
    'dispatch',
    'sendBack',
    'dispatch',
    'sendBack',
    'dispatch',
    'receive',
    'answer',
  ])
  expect(events[0]).toMatchObject({ sent_back: 2, channel: 'phone' })
  expect(events[3]?.at).toEqual(at('2020-09-07T10:00:00'))
  expect((await eventsOf('replay:requests:2')).filter((e) => e.type === 'dispatch').map((e) => e.at)).toEqual([
    at('2017-01-10T10:00:00'),
  ])
  expect((await eventsOf('replay:requests:3')).map((e) => e.type)).toEqual(['register', 'accept', 'escalate', 'settle'])
  expect((await eventsOf('replay:requests:4'))[0]).toMatchObject({ sent_back: 45, state: 'answered' })
})

test('a second run adds nothing, not even a number', async () => {
  const before = await counts()
  const again = await run(file)
  expect(again.sum).toEqual({ read: 23, registered: 0, answered: 0, skipped: 1, already: 12, refused: 11, noted: 1 })
  expect(await counts()).toEqual(before)
})

test('what was replayed verifies', async () => {
  expect(await verifyLog(it.house, stage.jurisdictionId)).toMatchObject({ cases: 11, gone: 0 })
})

test('messages may go to a jurisdiction that is there: its first village, its own people', async () => {
  const county = await aCounty(it.house, 1)
  const there = await openStage(it.house, 'county-1')
  expect(there).toMatchObject({ jurisdictionId: 1, villageId: county.org('a1') })
  const { sum } = await run(write('there.jsonl', [reply(1), moved(1), hot(1)]), there)
  expect(sum).toMatchObject({ registered: 3, answered: 2, refused: 0 })
  await expect(openStage(it.house, 'nowhere')).rejects.toThrow('no jurisdiction "nowhere"')
})

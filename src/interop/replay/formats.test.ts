import { describe, expect, test } from 'vitest'
import { parseLine, readMessage, Unusable } from './formats.ts'

const now = new Date('2026-11-23T09:00:00+08:00')
const at = (text: string) => new Date(`${text}+08:00`)
const reply = {
  id: 1,
  title: '路灯不亮',
  time: '2019/4/25 9:30:00',
  body: '村口路灯坏了。',
  reply: '已经换好。',
  replyTime: '2019/4/30 9:30:00',
}
const hot = { id: 2, user: 'A1', title: '自来水', time: '2019/2/14 20:00:00', body: '水太小。', likes: 1, dislikes: 0 }
const moved = {
  id: 3,
  river: '无',
  district: null,
  nature: '投诉',
  channel: '电话',
  anonymous: 1,
  date: '2020-09-03',
  title: '河水发黑',
  content: '河水发黑。',
  reply: '已截污。',
  transfers: 3,
  replyDays: 10,
  firstTransferDays: 4,
}
const refusalOf = (row: Record<string, unknown>) => {
  try {
    return readMessage(row, now)
  } catch (error) {
    return error instanceof Unusable ? error.fault : error
  }
}

test('a message with its reply is handed over once, on the way to the answer', () => {
  expect(readMessage(reply, now)).toMatchObject({
    key: 'replay:replies:1',
    title: '路灯不亮',
    body: '村口路灯坏了。',
    at: at('2019-04-25T09:30:00'),
    answer: { at: at('2019-04-30T09:30:00'), text: '已经换好。' },
    handOvers: [at('2019-04-26T09:30:00')],
  })
})

test('a message without a reply is only registered', () => {
  expect(readMessage(hot, now)).toMatchObject({ key: 'replay:hot:2', at: at('2019-02-14T20:00:00'), handOvers: [] })
  expect(readMessage({ ...reply, reply: '', replyTime: null }, now).answer).toBeUndefined()
})

test('hand-overs begin on their day and end before the answer', () => {
  const { handOvers, answer } = readMessage(moved, now)
  expect(answer?.at).toEqual(at('2020-09-13T17:00:00'))
  expect(handOvers).toHaveLength(3)
  expect(handOvers[0]).toEqual(at('2020-09-07T10:00:00'))
  expect(handOvers.every((h, n) => h < (handOvers[n + 1] ?? (answer as { at: Date }).at))).toBe(true)
})

test('a request never handed over is answered by the town', () => {
  expect(readMessage({ ...moved, transfers: 0, firstTransferDays: null }, now)).toMatchObject({
    handOvers: [],
    notes: [],
  })
})

test('what cannot be kept as said is noted', () => {
  expect(readMessage({ ...moved, transfers: 0 }, now).notes).toEqual(['transfer-without-count'])
  expect(readMessage({ ...moved, firstTransferDays: null }, now).notes).toEqual(['transfer-undated'])
})

describe('what cannot be is refused', () => {
  test.each([
    ['a body of nothing', { ...reply, body: ' \n' }, 'body-empty'],
    ['no such day', { ...reply, time: '2019/2/30 9:00:00' }, 'time-unreadable'],
    ['no such day of the reply', { ...reply, replyTime: 'soon' }, 'reply-time-unreadable'],
    ['a reply before the message', { ...reply, replyTime: '2019/4/25 9:29:59' }, 'reply-early'],
    ['a reply without its time', { ...reply, replyTime: null }, 'reply-half'],
    ['a time without its reply', { ...reply, reply: ' ' }, 'reply-half'],
    ['the future', { ...hot, time: '2026/11/23 9:00:01' }, 'future'],
    ['a hand-over after the answer', { ...moved, firstTransferDays: 11 }, 'transfer-late'],
    ['days that go backwards', { ...moved, replyDays: -1, firstTransferDays: null }, 'days-unusable'],
    ['half a hand-over', { ...moved, transfers: 1.5 }, 'days-unusable'],
    ['keys of no format', { id: 1, text: 'x' }, 'format-unknown'],
    ['a body that is no text', { ...hot, body: 5 }, 'format-unknown'],
  ])('%s', (_, row, fault) => expect(refusalOf(row)).toBe(fault))

  test.each(['{', '[]', '"x"', 'null'])('a line that is no object: %s', (line) =>
    expect(() => parseLine(line)).toThrow(Unusable),
  )
})

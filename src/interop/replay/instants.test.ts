import { expect, test } from 'vitest'
import { between, readInstant } from './instants.ts'

const shanghai = (text: string) => new Date(`${text}+08:00`)

test.each([
  ['2019/4/25 9:32:09', '2019-04-25T09:32:09'],
  ['2019-04-25 09:32', '2019-04-25T09:32:00'],
  ['2018/4/24', '2018-04-24T00:00:00'],
  ['2020-09-03', '2020-09-03T00:00:00'],
  ['12/31/2016', '2016-12-31T00:00:00'],
])('%s is read as time in Shanghai', (text, instant) => expect(readInstant(text)).toEqual(shanghai(instant)))

test.each([
  [43563.35925925926, '2019-04-08T08:37:20'],
  ['43563.35925925926', '2019-04-08T08:37:20'],
  [43678, '2019-08-01T00:00:00'],
])('the serial number %s of a spreadsheet is read', (serial, instant) =>
  expect(readInstant(serial)).toEqual(shanghai(instant)),
)

test.each([
  '',
  'soon',
  '2019/2/30',
  '2019/13/1',
  '31/12/2016',
  '2019/4/25 24:00:00',
  '2019/4/25 9:61',
  12,
  -1,
  null,
  undefined,
  {},
])('%j is no instant', (value) => expect(readInstant(value)).toBeUndefined())

test('a share of the way is a whole millisecond', () => {
  const [from, to] = [shanghai('2019-04-25T09:00:00'), shanghai('2019-04-25T09:00:01')]
  expect(between(from, to, 1 / 3).getTime() - from.getTime()).toBe(333)
})

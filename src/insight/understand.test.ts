/** What is typed may mean several things; each is tried. */
import { describe, expect, test } from 'vitest'
import { understand } from './understand.ts'

const meant = (typed: string) => understand(typed, '2026-11-24')

describe('a case number', () => {
  test.each([
    'LX-2611-0427',
    'lx-2611-0427',
    'LX26110427',
    'lx 2611 0427',
    '2611-0427',
    '26110427',
    'ＬＸ－２６１１－０４２７',
  ])('%s', (typed) => expect(meant(typed).numbers).toEqual(['LX-2611-0427']))
  test('five digits in a busy month', () => expect(meant('2611-10427').numbers).toEqual(['LX-2611-10427']))
  test('four digits: of this month first, then of those before, over the turn of the year', () => {
    const { numbers, phone } = meant('0427')
    expect(numbers.slice(0, 2)).toEqual(['LX-2611-0427', 'LX-2610-0427'])
    expect(numbers.at(-1)).toBe('LX-2512-0427')
    expect(phone).toEqual({ digits: '0427', tail: true })
  })
  test.each(['水渠', '13812345678', '427', 'AB-2611-0427'])('%s is none', (typed) =>
    expect(meant(typed).numbers).toEqual([]),
  )
})

describe('a phone number', () => {
  test.each([
    ['138 1234 5678', '13812345678'],
    ['+86 138-1234-5678', '13812345678'],
    ['0717-4222222', '07174222222'],
    ['4222222', '4222222'],
  ])('%s', (typed, digits) => expect(meant(typed).phone).toEqual({ digits, tail: false }))
  test.each(['138123456', '12', '水渠'])('%s is none', (typed) => expect(meant(typed).phone).toBeUndefined())
})

describe('a person', () => {
  test.each(['李大山', '欧阳春', '阿依古丽·买买提', 'Anna Maria Huber'])('%s', (typed) =>
    expect(meant(typed).name).toBe(typed),
  )
  test.each(['李', '水渠塌了一大段了', '李 大山', '13812345678'])('%s is no name', (typed) =>
    expect(meant(typed).name).toBeUndefined(),
  )
})

test.each([
  ['12户', 12],
  ['第12户', 12],
  ['12号户', 12],
  ['户号12', 12],
  ['户12', 12],
])('%s is household %i', (typed, number) => expect(meant(typed).household).toBe(number))

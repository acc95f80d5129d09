import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayIn, digitsOf, nameOf, noEnd, plain } from './cells.ts'

test.each([
  ['2026.3.5', '2026-03-05'],
  ['2026-03-05', '2026-03-05'],
  ['2026/3/5', '2026-03-05'],
  ['２０２６．３．５', '2026-03-05'],
  ['2026年3月5日', '2026-03-05'],
  [' 2026 年 3 月 5 日 ', '2026-03-05'],
  ['20260305', '2026-03-05'],
  [20260305, '2026-03-05'],
  [46086, '2026-03-05'],
  ['46086', '2026-03-05'],
  ['2026-03-05T00:00:00', '2026-03-05'],
  ['2026年3月', '2026-03-01'],
  ['2026.3', '2026-03-01'],
  ['2026年2月30日', undefined],
  ['26.3.5', undefined],
  ['三月五日', undefined],
  ['2026年13月', undefined],
  ['99999999', undefined],
])('%s is %s', (cell, day) => {
  expect(dayIn(cell)).toBe(day)
})
test('a month as a last day is its last', () => {
  expect(dayIn('2028年2月', 'last')).toBe('2028-02-29')
  expect(dayIn('2026.11', 'last')).toBe('2026-11-30')
})
test('whatever stands in a cell is a day or none, never an error', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double(), fc.integer(), fc.constant(null)), (cell) => {
      expect(dayIn(cell) ?? '2000-01-01').toMatch(/^\d{4}-\d{2}-\d{2}$/)
    }),
  )
})

test('names lose the spaces that space them out, and keep those of other scripts', () => {
  expect(nameOf('柳　长 庚')).toBe('柳长庚')
  expect(nameOf(' Amina  Osman ')).toBe('Amina Osman')
  expect(nameOf('古丽娜·艾山')).toBe('古丽娜·艾山')
  expect(nameOf('张\u200b三')).toBe('张 三'.replace(' ', ''))
})
test('numbers that are names of something stay what they are', () => {
  expect(digitsOf(13800001234)).toBe('13800001234')
  expect(digitsOf('１３８ ００００－１２３４')).toBe('13800001234')
  expect(digitsOf('1.3800001234E+10')).toBe('13800001234')
  expect(plain('ＡＢＣ　１２３')).toBe('ABC 123')
})
test('an end that is none', () => {
  for (const cell of [null, '', '至今', ' 在任 ']) expect(noEnd(cell)).toBe(true)
  expect(noEnd('2026.3')).toBe(false)
})

import { expect, test } from 'vitest'
import { datesIn, readJson } from './notice-draft.ts'

test('dates are read as the notice writes them, and what lies between two is filled', () => {
  expect(datesIn('元旦：1月1日（周五）至3日放假', 2027)).toEqual(['2027-01-01'])
  expect(datesIn('1月1日（周五）至1月3日放假', 2027)).toEqual(['2027-01-01', '2027-01-02', '2027-01-03'])
  expect(datesIn('2027-10-01 ~ 2027-10-03, 2027/9/25', 2027)).toEqual([
    '2027-09-25',
    '2027-10-01',
    '2027-10-02',
    '2027-10-03',
  ])
  expect(datesIn('没有日期', 2027)).toEqual([])
})

test('JSON is taken as it is; anything else is not JSON', () => {
  expect(readJson('{"year":2027,"off":["2027-01-01"],"work":[],"source":"通知"}')).toMatchObject({ year: 2027 })
  expect(readJson('{"year":"2027"}')).toBeUndefined()
  expect(readJson('1月1日')).toBeUndefined()
})

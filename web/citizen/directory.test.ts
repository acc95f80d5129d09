import { describe, expect, test } from 'vitest'
import { type Person, placeName, placeNameEn, present } from './directory.ts'

test('one lives in a village, not in its branch', () => {
  expect(placeName('柳塘村党支部')).toBe('柳塘村')
  expect(placeName('柳塘镇党委')).toBe('柳塘镇')
  expect(placeName('柳塘镇农业农村服务中心')).toBe('柳塘镇农业农村服务中心')
  expect(placeNameEn('Liutang Village Branch')).toBe('Liutang Village')
  expect(placeNameEn('Liutang Town Committee')).toBe('Liutang Town')
})

describe('who is there', () => {
  const person = (memberId: string, orgId = 'village'): Person => ({
    name: `王${memberId}`,
    phone: memberId,
    role: 'liaison',
    orgId,
    memberId,
  })
  const covers = (by: string | null) =>
    new Map([['a', { id: '1', memberId: 'a', standInId: by, startsOn: '2026-11-23', endsOn: '2026-12-03', by }]])

  test('a stand-in whom residents may know is named in the place of the one on leave', () => {
    expect(present([person('a'), person('b')], covers('b'))).toEqual([
      { ...person('b'), memberId: 'a', standsInFor: '王a' },
      person('b'),
    ])
  })
  test('one they may not know is not named, and nobody is sent to somebody away while others are there', () => {
    expect(present([person('a'), person('b')], covers('c'))).toEqual([person('b')])
    expect(present([person('a'), person('b')], covers(null))).toEqual([person('b')])
  })
  test('where nobody else is there, the page is not left empty', () => {
    expect(present([person('a'), person('b', 'town')], covers(null))).toEqual([person('b', 'town'), person('a')])
  })
})

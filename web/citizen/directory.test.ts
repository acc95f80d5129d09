import { expect, test } from 'vitest'
import { placeName, placeNameEn } from './directory.ts'

test('one lives in a village, not in its branch', () => {
  expect(placeName('柳塘村党支部')).toBe('柳塘村')
  expect(placeName('柳塘镇党委')).toBe('柳塘镇')
  expect(placeName('柳塘镇农业农村服务中心')).toBe('柳塘镇农业农村服务中心')
  expect(placeNameEn('Liutang Village Branch')).toBe('Liutang Village')
  expect(placeNameEn('Liutang Town Committee')).toBe('Liutang Town')
})

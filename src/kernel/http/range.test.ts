import { expect, test } from 'vitest'
import { partOf } from './range.ts'

test.each([
  ['bytes=0-1', { start: 0, end: 1 }],
  ['bytes=500-', { start: 500, end: 999 }],
  ['bytes=-100', { start: 900, end: 999 }],
  ['bytes=990-5000', { start: 990, end: 999 }],
  ['bytes=1000-', undefined],
  ['bytes=0-1,5-6', undefined],
  ['bytes=-', undefined],
  [undefined, undefined],
])('%s of a thousand bytes', (range, part) => {
  expect(partOf(range, 1000)).toEqual(part)
})

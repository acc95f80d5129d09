/** Where it is stuck: the longest median first, small bases last, and a list with an end. */
import { expect, test } from 'vitest'
import { placesStuck, type Waiting } from './stuck.ts'

const waits = (org: string, late: number, median: number): Waiting => ({
  org,
  state: 'handling',
  late,
  median,
  longest: median + 1,
})

test('the place with the longest median comes first', () => {
  expect(placesStuck([waits('water', 9, 3), waits('roads', 5, 8)]).map((p) => p.org)).toEqual(['roads', 'water'])
})

test('one forgotten case makes no unit the slowest: few cases stand after all others, and are marked', () => {
  expect(placesStuck([waits('forgotten', 1, 300), waits('water', 5, 1)]).map((p) => [p.org, p.small])).toEqual([
    ['water', false],
    ['forgotten', true],
  ])
})

test('the list ends', () => {
  expect(placesStuck(Array.from({ length: 90 }, (_, i) => waits(`u${i}`, 5, i)))).toHaveLength(20)
})

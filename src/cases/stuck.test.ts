/** Where it is stuck: medians of whole days, small bases last, nobody named but units. */
import { expect, test } from 'vitest'
import { placesStuck, type Waiting } from './stuck.ts'

const waits = (org: string, days: readonly (number | null)[], state: Waiting['state'] = 'handling'): Waiting[] =>
  days.map((past) => ({ org, state, past, n: 1 }))

test('the place with the longest median comes first, and what is in time is not counted', () => {
  const places = placesStuck([...waits('water', [1, 2, 3, 4, 5, null, null]), ...waits('roads', [6, 7, 8, 9, 10])])
  expect(places).toEqual([
    { org: 'roads', state: 'handling', late: 5, median: 8, longest: 10, small: false },
    { org: 'water', state: 'handling', late: 5, median: 3, longest: 5, small: false },
  ])
})

test('one forgotten case makes no unit the slowest: few cases stand after all others, and are marked', () => {
  const places = placesStuck([...waits('forgotten', [300]), ...waits('water', [1, 1, 1, 1, 1])])
  expect(places.map((p) => [p.org, p.small])).toEqual([
    ['water', false],
    ['forgotten', true],
  ])
})

test('a row stands for as many cases as it counts', () => {
  expect(
    placesStuck([
      { org: 'w', state: 'handling', past: 2, n: 7 },
      { org: 'w', state: 'handling', past: 9, n: 6 },
    ]),
  ).toMatchObject([{ late: 13, median: 2, longest: 9 }])
})

test('one unit in two states is two places', () => {
  expect(placesStuck([...waits('w', [1]), ...waits('w', [2], 'dispatched')])).toHaveLength(2)
})

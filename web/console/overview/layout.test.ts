/** The drawing of villages: what is east stands right, areas follow the numbers, arrows lead to neighbours. */
import { expect, test } from 'vitest'
import { mapRegions, nextTo, roomFor, shareOf, treeRegions } from './layout.ts'

type Ring = [number, number][]
const square = (east: number, north: number): Ring[][] => [
  [
    [
      [east, north],
      [east + 0.1, north],
      [east + 0.1, north + 0.1],
      [east, north + 0.1],
      [east, north],
    ],
  ],
]
const size = { width: 600, height: 400 }
const four = [
  { id: 'sw', shape: square(106, 29) },
  { id: 'se', shape: square(106.1, 29) },
  { id: 'nw', shape: square(106, 29.1) },
  { id: 'ne', shape: square(106.1, 29.1) },
]
const at = (id: string, regions = mapRegions(four, size)) => regions.find((r) => r.id === id) ?? expect.fail(id)

test('north is up, east is right, and everything is within the room', () => {
  expect(at('nw').y).toBeLessThan(at('sw').y)
  expect(at('se').x).toBeGreaterThan(at('sw').x)
  for (const r of mapRegions(four, size)) {
    for (const pair of r.d.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)) {
      expect(Number(pair[1])).toBeGreaterThanOrEqual(0)
      expect(Number(pair[1])).toBeLessThanOrEqual(size.width)
      expect(Number(pair[2])).toBeLessThanOrEqual(size.height)
    }
  }
})

test('a square of degrees at 29° is higher than wide, and the way round of a ring does not matter', () => {
  expect(at('sw').width / at('sw').height).toBeCloseTo(Math.cos((29.1 * Math.PI) / 180), 2)
  const turned = four.map((o) => ({ ...o, shape: o.shape.map((rings) => rings.map((ring) => [...ring].reverse())) }))
  expect(at('ne', mapRegions(turned, size)).width).toBeCloseTo(at('ne').width, 5)
})

test('nothing put in, nothing drawn', () => {
  expect(mapRegions([], size)).toEqual([])
  expect(treeRegions([{ id: 'a', open: 0 }], size)).toEqual([])
})

test('a rectangle is as large as its village has open cases', () => {
  const regions = treeRegions(
    [3, 1, 0].map((open, i) => ({ id: `v${i}`, open })),
    size,
  )
  expect(regions.map((r) => r.id)).toEqual(['v0', 'v1'])
  const [three, one] = regions.map((r) => r.width * r.height)
  expect((three ?? 0) / (one ?? 1)).toBeCloseTo(3, 1)
})

test('arrows lead from village to village, and stop at the edge', () => {
  const regions = mapRegions(four, size)
  expect(nextTo(regions, 'nw', 'ArrowRight')).toBe('ne')
  expect(nextTo(regions, 'ne', 'ArrowDown')).toBe('se')
  expect(nextTo(regions, 'nw', 'ArrowUp')).toBeUndefined()
  expect(nextTo(regions, 'gone', 'ArrowUp')).toBeUndefined()
})

test.each([
  [0, 9, 'none'],
  [0, 0, 'none'],
  [1, 10, 'some'],
  [1, 4, 'quarter'],
  [1, 2, 'half'],
  [2, 3, 'most'],
])('%d late of %d is “%s”', (late, open, share) => expect(shareOf(late, open)).toBe(share))

test('words are left out before they run into the neighbour', () => {
  expect(roomFor('柳塘村', '8', { width: 80, height: 60 }, 14)).toBe('both')
  expect(roomFor('柳塘村', '8', { width: 40, height: 60 }, 14)).toBe('number')
  expect(roomFor('柳塘村', '8', { width: 80, height: 30 }, 14)).toBe('number')
  expect(roomFor('柳塘村', '123 ▲113', { width: 60, height: 60 }, 14)).toBe('nothing')
})

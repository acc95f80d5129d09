/** Outlines out of a file: what is wrong is said by feature, and what is made smaller still fits together. */
import { expect, test } from 'vitest'
import { featuresOf, type Point, propertiesOf, shrink, takeNamed } from './boundaries.ts'

const square = (east: number, north: number, size = 0.1): Point[] => [
  [east, north],
  [east + size, north],
  [east + size, north + size],
  [east, north + size],
  [east, north],
]
const feature = (name: unknown, ...rings: unknown[]) => ({
  type: 'Feature',
  properties: { name },
  geometry: { type: 'Polygon', coordinates: rings },
})

test('what is no collection of features is no file of outlines', () => {
  for (const file of [null, 3, [], { type: 'Feature' }, { type: 'FeatureCollection' }])
    expect(featuresOf(file)).toBeNull()
  expect(featuresOf({ type: 'FeatureCollection', features: [] })).toEqual([])
})

test('a name can be any property that all features have as text', () => {
  const of = (properties: object) => ({ properties: { ...properties } as Record<string, unknown> })
  expect(propertiesOf([of({ id: 1, XZQMC: '柳塘村', slug: 'a' }), of({ id: 2, XZQMC: '河湾村' })])).toEqual(['XZQMC'])
})

test('each fault is told with the feature it is in', () => {
  const open = square(106, 29).slice(0, -1)
  const { named, faults } = takeNamed(
    [
      feature('柳塘村', square(106, 29)),
      feature(' ', square(106, 29)),
      { properties: { name: '点' }, geometry: { type: 'Point', coordinates: [106, 29] } },
      feature('开口村', open),
      feature('短村', square(106, 29).slice(0, 3)),
      feature('反村', square(29, 106)),
      feature('米村', square(3_650_000, 29)),
      feature('坏村', [['106', 29], null, [1], 'x']),
      { properties: { name: '空村' }, geometry: null },
    ],
    'name',
  )
  expect(named.map((n) => n.name)).toEqual(['柳塘村'])
  expect(faults.map((f) => `${f.feature} ${f.wrong}`)).toEqual([
    '2 no-name',
    '3 no-polygon',
    '4 not-closed',
    '5 too-few',
    '6 not-degrees',
    '7 not-degrees',
    '8 not-degrees',
    '9 no-polygon',
  ])
})

test('parts of one village are put together, and heights are left out', () => {
  const high = square(106, 29).map(([e, n]) => [e, n, 812])
  const { named } = takeNamed([feature('a', high), feature('a', square(107, 29))], 'name')
  expect(named).toEqual([{ name: 'a', shape: [[square(106, 29)], [square(107, 29)]] }])
})

/** A long border with a point every few metres, walked up by one village and down by the other. */
const border: Point[] = Array.from({ length: 4000 }, (_, i) => [106 + 0.01 * Math.sin(i / 90), 29 + i / 20_000])
const [south, north] = [border[0] as Point, border.at(-1) as Point]
const west = [[105.9, south[1]] as Point, ...border, [105.9, north[1]] as Point, [105.9, south[1]] as Point]
const east = [
  [106.2, south[1]] as Point,
  [106.2, north[1]] as Point,
  ...[...border].reverse(),
  [106.2, south[1]] as Point,
]

test('made small, neighbours keep their common border, rings stay closed, and all of it may be sent', () => {
  const small = shrink(
    [
      { name: 'w', shape: [[west]] },
      { name: 'e', shape: [[east]] },
    ],
    12_000,
  )
  expect(JSON.stringify(small).length).toBeLessThanOrEqual(12_000)
  const [w, e] = small.map(({ shape }) => shape[0]?.[0] ?? [])
  for (const ring of [w, e]) expect(ring?.[0]).toEqual(ring?.at(-1))
  const inner = (ring: readonly Point[] | undefined) => ring?.filter(([x]) => x > 105.95 && x < 106.15).map(String)
  expect(inner(w)?.length).toBeGreaterThan(50)
  expect(new Set(inner(w))).toEqual(new Set(inner(e)))
})

test('a village smaller than the grid is not lost', () => {
  const tiny = square(106, 29, 0.00001)
  expect(shrink([{ name: 't', shape: [[tiny]] }])).toEqual([{ name: 't', shape: [[tiny]] }])
})

/** Outlines of villages out of a jurisdiction's own GeoJSON file: checked in plain words, then made small enough to be sent. Pure: the desk reads a file by the same rules. */

/** [longitude, latitude] in degrees. */
export type Point = readonly [number, number]
/** Polygons, each a list of closed rings: the first its outline, any others holes. */
export type Shape = readonly (readonly (readonly Point[])[])[]
export type Named = { readonly name: string; readonly shape: Shape }

export const wrongs = ['no-name', 'no-polygon', 'not-closed', 'too-few', 'not-degrees', 'two-of-that-name'] as const
export type Wrong = (typeof wrongs)[number]
/** What is wrong with the nth feature of the file, counted from 1. */
export type Fault = { readonly feature: number; readonly name: string; readonly wrong: Wrong }

/** More than any county has villages. */
export const mostFeatures = 2000
export const mostFaults = 20
/** Of the small form, as JSON: it travels in one request and with the first look at the map. */
export const mostCharacters = 150_000

type Feature = {
  properties?: Record<string, unknown> | null
  geometry?: { type?: unknown; coordinates?: unknown } | null
}
/** The features of a FeatureCollection, or null when it is none. */
export function featuresOf(file: unknown): readonly Feature[] | null {
  const { type, features } = (file ?? {}) as { type?: unknown; features?: unknown }
  return type === 'FeatureCollection' && Array.isArray(features) ? (features as Feature[]) : null
}

/** The properties that could hold the villages' names: what every feature has as a text of its own. */
export function propertiesOf(features: readonly Feature[]): string[] {
  const known = Object.keys(features[0]?.properties ?? {})
  return known.filter((key) => features.every((f) => typeof f?.properties?.[key] === 'string'))
}

// China with its seas: degrees written the other way round, or metres of a plane, fall outside
const inside = ([east, north]: Point) => east > 70 && east < 140 && north > 3 && north < 55
const isPoint = (p: unknown): p is Point => Array.isArray(p) && typeof p[0] === 'number' && typeof p[1] === 'number'
const same = (a: Point | undefined, b: Point | undefined) => a?.[0] === b?.[0] && a?.[1] === b?.[1]

/** What is wrong with a shape, or null. */
export function wrongWith(shape: Shape): Wrong | null {
  const rings = shape.flat()
  if (!rings.length) return 'no-polygon'
  for (const ring of rings) {
    if (ring.length < 4) return 'too-few'
    if (!ring.every(inside)) return 'not-degrees'
    if (!same(ring[0], ring.at(-1))) return 'not-closed'
  }
  return null
}

/** A feature's polygons; what is no polygon has none. A height beside the two degrees is left out. */
function shapeOf({ geometry }: Feature): Shape {
  const { type, coordinates } = geometry ?? {}
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : []
  if (!Array.isArray(polygons)) return []
  const shape = polygons.map((rings) =>
    (Array.isArray(rings) ? rings : []).map((ring) =>
      (Array.isArray(ring) ? ring : []).map((p): Point => (isPoint(p) ? [p[0], p[1]] : [Number.NaN, Number.NaN])),
    ),
  )
  return shape.some((rings) => !rings.length) ? [] : shape
}

/** The file's villages by the name in `property`; parts of one village are put together. */
export function takeNamed(features: readonly Feature[], property: string): { named: Named[]; faults: Fault[] } {
  const named = new Map<string, Shape>()
  const faults: Fault[] = []
  for (const [i, feature] of features.entries()) {
    const text = feature?.properties?.[property]
    const name = typeof text === 'string' ? text.trim() : ''
    const shape = shapeOf(feature ?? {})
    const wrong = name ? wrongWith(shape) : 'no-name'
    if (wrong) faults.push({ feature: i + 1, name, wrong })
    else named.set(name, [...(named.get(name) ?? []), ...shape])
  }
  return { named: [...named].map(([name, shape]) => ({ name, shape })), faults }
}

/** Degrees; 0.0001 is about 10 m. */
const grids = [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005]

const straight = (a: Point, b: Point, c: Point) =>
  Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])) < 1e-12
/** A ring on the grid. Every point moves by itself alone, so that neighbours keep their common border. */
function onGrid(ring: readonly Point[], grid: number): Point[] {
  const round = (n: number) => Number((Math.round(n / grid) * grid).toFixed(4))
  const kept: Point[] = []
  for (const [east, north] of ring) {
    const point: Point = [round(east), round(north)]
    if (same(point, kept.at(-1))) continue
    const [a, b] = kept.slice(-2)
    if (a && b && kept.length > 1 && straight(a, b, point)) kept.pop()
    kept.push(point)
  }
  return kept
}
function shapeOnGrid(shape: Shape, grid: number): Shape {
  const rounded = shape.flatMap((rings) => {
    const [outline, ...holes] = rings.map((ring) => onGrid(ring, grid))
    return outline && outline.length >= 4 ? [[outline, ...holes.filter((hole) => hole.length >= 4)]] : []
  })
  // a village smaller than the grid stays as it was given
  return rounded.length ? rounded : shape
}

/** The same on the finest grid on which all of it may be sent. */
export function shrink(named: readonly Named[], most = mostCharacters): Named[] {
  let small: Named[] = []
  for (const grid of grids) {
    small = named.map(({ name, shape }) => ({ name, shape: shapeOnGrid(shape, grid) }))
    if (JSON.stringify(small).length <= most) break
  }
  return small
}

/** Where each village stands on the drawing, by its outline or by how much is open there; and which one lies next in a direction. Pure. */
import { geoIdentity, geoPath } from 'd3-geo'
import { hierarchy, treemap } from 'd3-hierarchy'

/** Polygons of rings of [longitude, latitude]. */
type Shape = readonly (readonly (readonly (readonly number[])[])[])[]
/** A village as it is drawn: its path, the room it has, and where its words stand. */
export type Region = {
  readonly id: string
  readonly d: string
  readonly width: number
  readonly height: number
  readonly x: number
  readonly y: number
}
export type Size = { readonly width: number; readonly height: number }

const margin = 2

/** Outlines fitted into the room. Degrees east are drawn as short as they are at this latitude. */
export function mapRegions(outlines: readonly { id: string; shape: Shape }[], { width, height }: Size): Region[] {
  const norths = outlines.flatMap((o) => o.shape.flat(2).map((p) => p[1] ?? 0))
  if (!norths.length) return []
  const middle = norths.reduce((sum, n) => sum + n, 0) / norths.length
  const narrow = Math.cos((middle * Math.PI) / 180)
  const features = outlines.map(({ id, shape }) => ({
    type: 'Feature' as const,
    properties: { id },
    geometry: {
      type: 'MultiPolygon' as const,
      coordinates: shape.map((rings) =>
        rings.map((ring) => ring.map(([e = 0, n = 0]): [number, number] => [e * narrow, n])),
      ),
    },
  }))
  // a plane, not a globe: it does not matter which way round a ring is drawn
  const plane = geoIdentity()
    .reflectY(true)
    .fitExtent(
      [
        [margin, margin],
        [width - margin, height - margin],
      ],
      { type: 'FeatureCollection', features },
    )
  const path = geoPath(plane).digits(1)
  return features.map((feature) => {
    const [[left, top], [right, bottom]] = path.bounds(feature)
    const [x, y] = path.centroid(feature)
    return { id: feature.properties.id, d: path(feature) ?? '', width: right - left, height: bottom - top, x, y }
  })
}

/** One rectangle a village, as large as it has open cases; who has none has no rectangle. */
export function treeRegions(villages: readonly { id: string; open: number }[], { width, height }: Size): Region[] {
  const some = villages.filter((v) => v.open > 0)
  if (!some.length) return []
  type Node = { id: string; open: number; children?: Node[] }
  const root = hierarchy<Node>({ id: '', open: 0, children: some.map(({ id, open }) => ({ id, open })) })
    .sum((n) => n.open)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  const laid = treemap<Node>().size([width, height]).paddingInner(2).round(true)(root)
  return laid.leaves().map(({ data, x0, y0, x1, y1 }) => ({
    id: data.id,
    d: `M${x0},${y0}H${x1}V${y1}H${x0}Z`,
    width: x1 - x0,
    height: y1 - y0,
    x: (x0 + x1) / 2,
    y: (y0 + y1) / 2,
  }))
}

/** How much of what is open is late, in five steps: the words of the legend, and the tint. */
export const shares = ['none', 'some', 'quarter', 'half', 'most'] as const
export type Share = (typeof shares)[number]
export function shareOf(late: number, open: number): Share {
  if (late === 0 || open === 0) return 'none'
  const share = late / open
  if (share <= 0.1) return 'some'
  if (share <= 0.25) return 'quarter'
  return share <= 0.5 ? 'half' : 'most'
}

export const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const
type Centre = Pick<Region, 'id' | 'x' | 'y'>
/** The village that lies next in this direction, or undefined at the edge: the nearer and the straighter, the sooner. */
export function nextTo(regions: readonly Centre[], from: string, key: keyof typeof directions): string | undefined {
  const here = regions.find((r) => r.id === from)
  const [dx, dy] = directions[key]
  let [best, least] = [undefined as string | undefined, Number.POSITIVE_INFINITY]
  for (const there of here ? regions : []) {
    const [x, y] = [there.x - (here?.x ?? 0), there.y - (here?.y ?? 0)]
    const along = x * dx + y * dy
    const across = Math.abs(x * dy - y * dx)
    const far = along + 2 * across
    if (along > 1 && across <= 2 * along && far < least) [best, least] = [there.id, far]
  }
  return best
}

/** Square signs are twice as wide as Latin ones. */
const wide = (words: string, size: number) =>
  [...words].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2000 ? size : size * 0.6), 0)

/** What of a village's words has room: name and number, the number alone, or nothing. */
export function roomFor(
  name: string,
  number: string,
  { width, height }: Pick<Region, 'width' | 'height'>,
  size: number,
) {
  const fits = (words: string) => width * 0.92 >= wide(words, size)
  if (!fits(number) || height < size * 1.6) return 'nothing'
  return fits(name) && height >= size * 3.2 ? 'both' : 'number'
}

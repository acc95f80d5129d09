/** Boxes on a photo, in shares of its width and height, kept within it. */
export type Rect = { x: number; y: number; width: number; height: number }

const within = (n: number) => Math.min(1, Math.max(0, n))
/** Four digits are finer than any screen. */
const round = (n: number) => Math.round(n * 10_000) / 10_000

/** The box between two corners, whichever was drawn first. */
export function between(a: { x: number; y: number }, b: { x: number; y: number }): Rect {
  const [left, right] = [within(Math.min(a.x, b.x)), within(Math.max(a.x, b.x))]
  const [top, bottom] = [within(Math.min(a.y, b.y)), within(Math.max(a.y, b.y))]
  return { x: round(left), y: round(top), width: round(right - left), height: round(bottom - top) }
}

export const percent = (share: number) => `${share * 100}%`

/** One number of a box changed by hand, in percent; the box stays on the photo. */
export function changed(rect: Rect, field: keyof Rect, value: number): Rect {
  const next = { ...rect, [field]: round(within(value / 100)) }
  return {
    ...next,
    width: round(Math.min(next.width, 1 - next.x)),
    height: round(Math.min(next.height, 1 - next.y)),
  }
}

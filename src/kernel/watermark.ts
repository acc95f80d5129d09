/** The visible watermark: who, when, which number, repeated aslant. Here its measures and the sheet for paper; photos in `blobs/watermark.ts`. */
import { wallTime } from './calendar/day.ts'

/** The same families as the pages use, in their order. */
export const fontFamily =
  "'PingFang SC','HarmonyOS Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
/** Degrees the lines rise by. */
export const slope = 24

/** `2026-11-23 09:05`: day and minute in Shanghai, as one reads them off a photocopy. */
export const stamp = (at: Date): string => wallTime(at).slice(0, 16)

/** Text inside SVG: nothing in it is markup, and no control character ends the drawing. */
export const escapeXml = (text: string) =>
  text.replace(/[&<>"']/g, (c) => `&#${c.codePointAt(0)};`).replace(/[^\P{Cc}\t]/gu, ' ')

/** How long a line of this size is, with the room before the next: a Chinese character is one em wide, a letter about half. */
export const lineLength = (text: string, size: number) =>
  Math.ceil([...text].reduce((sum, c) => sum + ((c.codePointAt(0) ?? 0) > 0x2e7f ? 1 : 0.54), 0) * size + size * 2)

/** A sheet of marks over everything under it, for a page that is printed: drawn, not a background, so that it always prints. */
export function watermarkSheet(text: string, attributes: string): string {
  const size = 15
  const [w, gap] = [lineLength(text, size), size * 5]
  // every other line is shifted by half: no strip of a page is without a mark
  const line = (x: number, y: number) => `<text x="${x}" y="${y}">${escapeXml(text)}</text>`
  const lines = line(w / 2, gap - size) + line(0, 2 * gap - size) + line(w, 2 * gap - size)
  const pattern = `<pattern id="watermark" width="${w}" height="${2 * gap}" patternUnits="userSpaceOnUse" patternTransform="rotate(${-slope})"><g font-family="${fontFamily}" font-size="${size}" text-anchor="middle" fill="#000" fill-opacity=".26">${lines}</g></pattern>`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${attributes} aria-hidden="true"><defs>${pattern}</defs><rect width="100%" height="100%" fill="url(#watermark)"/></svg>`
}

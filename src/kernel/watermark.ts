/** The visible watermark: who, when, which number, repeated aslant. As SVG for paper, as a tile for photos. */
import { dayOf } from './calendar/day.ts'

/** The same families as the pages use, in their order. */
export const families = [
  'PingFang SC',
  'HarmonyOS Sans SC',
  'Source Han Sans SC',
  'Noto Sans CJK SC',
  'Microsoft YaHei',
  'sans-serif',
]

/** `2026-11-23 09:05`: day and minute in Shanghai, as one reads them off a photocopy. */
export function stamp(at: Date): string {
  const shanghai = new Date(at.getTime() + 8 * 3_600_000)
  return `${dayOf(at)} ${shanghai.toISOString().slice(11, 16)}`
}

export const escapeXml = (text: string) =>
  text.replace(/[&<>"']/g, (c) => `&#${c.codePointAt(0)};`).replace(/[^\P{Cc}\t]/gu, ' ')

// a Chinese character is one em wide, a letter or figure about six tenths
const width = (text: string, size: number) =>
  [...text].reduce((sum, c) => sum + ((c.codePointAt(0) ?? 0) > 0x2e7f ? 1 : 0.6), 0) * size

export const slope = -24
/**
 * The room of one mark of this size. Its height is such that a line of one column runs midway between two of the next:
 * no strip of a page is without a mark, and none stands upon another.
 */
export function tile(text: string, size: number) {
  const w = Math.ceil(width(text, size) * 0.9 + size * 2)
  const h = Math.ceil((w * Math.tan((-slope * Math.PI) / 180)) / 1.5)
  return { w, h }
}

/** The mark of a tile as SVG texts, with those of its neighbours: what leaves one side comes in at the other. */
export function marks(text: string, size: number): string {
  const { w, h } = tile(text, size)
  const around = [-2, -1, 0, 1, 2]
  return around
    .flatMap((i) => around.map((j) => [w * (i + 0.5), h * (j + 0.5)].map((n) => n.toFixed(1))))
    .map(([x, y]) => `<text x="${x}" y="${y}" transform="rotate(${slope} ${x} ${y})">${escapeXml(text)}</text>`)
    .join('')
}

const familyList = families.map((f) => (f.includes(' ') ? `'${f}'` : f)).join(',')
export const markStyle = (size: number) => `font-family="${familyList}" font-size="${size}" text-anchor="middle"`

/** A sheet of marks over everything under it, for a page that is printed: drawn, not a background, so that it always prints. */
export function watermarkSheet(text: string, attributes: string): string {
  const size = 15
  const { w, h } = tile(text, size)
  const pattern = `<pattern id="watermark" width="${w}" height="${h}" patternUnits="userSpaceOnUse"><g ${markStyle(size)} fill="#000" fill-opacity=".2">${marks(text, size)}</g></pattern>`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${attributes} aria-hidden="true"><defs>${pattern}</defs><rect width="100%" height="100%" fill="url(#watermark)"/></svg>`
}

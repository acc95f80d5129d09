/** A photo with its reader's mark drawn into it: legible on dark and on light, and too close to be cut off. */
import sharp from 'sharp'
import { escapeXml, fontFamily, lineLength, slope } from '../watermark.ts'
import { options, seconds } from './clean.ts'

/** Pixels a side of a photo that is looked at; the store keeps what was handed in. */
const longestSide = 2400

/**
 * The photo as a JPEG of at most 2400 pixels a side, marked all over with this text: white with a dark rim, half seen through,
 * in repeated slanting lines. Throws when the photo cannot be read.
 */
export async function watermarked(photo: Buffer, text: string): Promise<Buffer> {
  const { data, info } = await sharp(photo, options)
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  // so large that it is read on a phone, so small that the whole of it stands in the picture more than once
  const fits = (0.62 * width) / (lineLength(text, 100) / 100)
  const size = Math.round(Math.max(9, Math.min(44, height / 20, fits)))
  return sharp(data, { raw: { width, height, channels } })
    .composite([{ input: await markTile(text, size, { width, height }), tile: true, gravity: 'northwest' }])
    .jpeg({ quality: 82 })
    .timeout({ seconds })
    .toBuffer()
}

const style = (size: number) => `font-family="${fontFamily}" font-size="${size}" text-anchor="middle"`

/** One tile of the pattern as PNG, no larger than what it is laid on. */
async function markTile(text: string, size: number, most: { width: number; height: number }): Promise<Buffer> {
  const w = lineLength(text, size)
  // a line of one column then runs midway between two of the next: none stands upon another
  const h = Math.ceil((w * Math.tan((slope * Math.PI) / 180)) / 1.5)
  const around = [-2, -1, 0, 1, 2]
  // with the lines of its neighbours: what leaves one side comes in at the other
  const lines = around
    .flatMap((i) => around.map((j) => [w * (i + 0.5), h * (j + 0.5)].map((n) => n.toFixed(1))))
    .map(([x, y]) => `<text x="${x}" y="${y}" transform="rotate(${-slope} ${x} ${y})">${escapeXml(text)}</text>`)
    .join('')
  const layer = (paint: string) => `<g ${style(size)} ${paint}>${lines}</g>`
  // rim first, letters upon it: one of the two is seen on any ground
  const rim = layer(`fill="none" stroke="#000" stroke-width="${Math.max(1.5, size / 9)}" stroke-opacity=".3"`)
  const letters = layer('fill="#fff" fill-opacity=".55"')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}">${rim}${letters}</svg>`
  return sharp(Buffer.from(svg))
    .extract({ left: 0, top: 0, width: Math.min(w, most.width), height: Math.min(h, most.height) })
    .png()
    .toBuffer()
}

let rendered: Promise<boolean> | undefined
/** Whether Chinese characters can be drawn here. Asked once: fonts do not come while we run. */
export function drawsChinese(): Promise<boolean> {
  rendered ??= differsInHeight()
  return rendered
}

// U+4E00 is one level stroke, U+56FD a full square: where a font is missing both are the same empty box, or nothing
async function differsInHeight(): Promise<boolean> {
  const height = async (code: number) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="120"><rect width="120" height="120" fill="#fff"/><text x="60" y="90" ${style(80)}>${String.fromCodePoint(code)}</text></svg>`
    const { data, info } = await sharp(Buffer.from(svg)).greyscale().raw().toBuffer({ resolveWithObject: true })
    const wide = info.width * info.channels
    const inked = Array.from({ length: info.height }, (_, y) =>
      data.subarray(y * wide, (y + 1) * wide).some((v) => v < 128),
    )
    return inked.includes(true) ? inked.lastIndexOf(true) - inked.indexOf(true) + 1 : 0
  }
  const [stroke, square] = [await height(0x4e00), await height(0x56fd)]
  return stroke > 0 && stroke < square * 0.5
}

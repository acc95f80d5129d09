/** A photo with its reader's mark drawn into it: legible on dark and on light, and too close to be cut off. */
import sharp from 'sharp'
import { markStyle, marks, tile } from '../watermark.ts'

/** Pixels a side of a photo that is looked at; the store keeps what was handed in. */
export const longestSide = 2400
const limitInputPixels = 80_000_000

/**
 * The photo as a JPEG of at most 2400 pixels a side, marked all over with this text: white with a dark rim, half seen through,
 * in repeated slanting lines. Throws when the photo cannot be read.
 */
export async function watermarked(photo: Buffer, text: string): Promise<Buffer> {
  const options = { limitInputPixels, failOn: 'error' } as const
  const { data, info } = await sharp(photo, options)
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  // so large that it is read on a phone, so small that the whole of it stands in the picture more than once
  const fits = (0.62 * info.width) / (tile(text, 100).w / 100)
  const size = Math.round(Math.max(9, Math.min(44, info.height / 20, fits)))
  const mark = await markTile(text, size)
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
    .composite([{ input: await fitted(mark, info), tile: true, gravity: 'northwest' }])
    .jpeg({ quality: 82 })
    .timeout({ seconds: 30 })
    .toBuffer()
}

/** One tile of the pattern as PNG. */
export function markTile(text: string, size: number): Promise<Buffer> {
  const { w, h } = tile(text, size)
  const lines = marks(text, size)
  const group = (style: string) => `<g ${markStyle(size)} ${style}>${lines}</g>`
  // rim first, letters upon it: one of the two is seen on any ground
  const rim = group(
    `fill="none" stroke="#000" stroke-width="${Math.max(1.5, size / 9)}" stroke-linejoin="round" stroke-opacity=".3"`,
  )
  const letters = group('fill="#fff" fill-opacity=".55"')
  return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}">${rim}${letters}</svg>`))
    .png()
    .toBuffer()
}

/** A tile may not be larger than what it is laid on. */
const fitted = (mark: Buffer, { width, height }: { width: number; height: number }) =>
  sharp(mark)
    .metadata()
    .then((m) =>
      (m.width ?? 0) <= width && (m.height ?? 0) <= height
        ? mark
        : sharp(mark)
            .extract({ left: 0, top: 0, width: Math.min(width, m.width ?? 1), height: Math.min(height, m.height ?? 1) })
            .toBuffer(),
    )

let rendered: Promise<boolean> | undefined
/** Whether Chinese characters can be drawn here. Asked once: fonts do not come while we run. */
export function drawsChinese(): Promise<boolean> {
  rendered ??= inkHeights()
  return rendered
}

// U+4E00 is one level stroke, U+56FD a full square: where a font is missing both are the same empty box, or nothing
async function inkHeights(): Promise<boolean> {
  const height = async (code: number) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="120"><rect width="120" height="120" fill="#fff"/><text x="60" y="90" ${markStyle(80)}>${String.fromCodePoint(code)}</text></svg>`
    const { data, info } = await sharp(Buffer.from(svg)).greyscale().raw().toBuffer({ resolveWithObject: true })
    const rows = Array.from({ length: info.height }, (_, y) =>
      data.subarray(y * info.width * info.channels, (y + 1) * info.width * info.channels).some((v) => v < 128),
    )
    const first = rows.indexOf(true)
    return first < 0 ? 0 : rows.lastIndexOf(true) - first + 1
  }
  const [stroke, square] = [await height(0x4e00), await height(0x56fd)]
  return square > 0 && stroke > 0 && stroke < square * 0.5
}

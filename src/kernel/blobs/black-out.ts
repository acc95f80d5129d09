/** A photo with parts made black: drawn into the pixels, encoded anew, nothing of what was there left in the file. */
import sharp from 'sharp'
import { limitInputPixels, options, seconds, thumbnail } from './clean.ts'

/** In shares of width and height, from the top left. */
export type Rect = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** The new photo in the old one's format and size, and its thumbnail (JPEG). Any pixel a rectangle touches is black. Metadata is gone. */
export async function blackOutPhoto(photo: Buffer, rects: readonly Rect[]): Promise<{ photo: Buffer; thumb: Buffer }> {
  // the pixels first: what is drawn over them is drawn before anything is encoded
  const { data, info } = await sharp(photo, options)
    .autoOrient()
    .timeout({ seconds })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  for (const rect of rects) {
    const left = Math.max(0, Math.floor(rect.x * width))
    const right = Math.min(width, Math.ceil((rect.x + rect.width) * width))
    const top = Math.max(0, Math.floor(rect.y * height))
    const bottom = Math.min(height, Math.ceil((rect.y + rect.height) * height))
    for (let y = top; y < bottom; y++) {
      const row = (y * width + left) * channels
      data.fill(0, row, row + Math.max(0, right - left) * channels)
      // black, not a hole: with an alpha channel zero would be see-through
      if (channels === 4 || channels === 2)
        for (let x = left; x < right; x++) data[(y * width + x) * channels + channels - 1] = 255
    }
  }
  const drawn = () => sharp(data, { raw: { width, height, channels }, limitInputPixels })
  const { format } = await sharp(photo, options).metadata()
  const encoded =
    format === 'png'
      ? await drawn().png().toBuffer()
      : format === 'webp'
        ? await drawn().webp({ quality: 88 }).toBuffer()
        : await drawn().jpeg({ quality: 88, chromaSubsampling: '4:4:4' }).toBuffer()
  return { photo: encoded, thumb: await thumbnail(encoded) }
}

/** The copy others see: a photo drawn anew without place or device, a recording with its metadata blanked. */
import { constants } from 'node:fs'
import { copyFile, type FileHandle, open } from 'node:fs/promises'
import sharp from 'sharp'
import { type Box, boxesOf } from './boxes.ts'

// the cache would hold files open that we are about to remove
sharp.cache({ files: 0 })

// bigger than any phone's picture below our size limit; a small file of 30 000 × 30 000 pixels would eat the memory
export const limitInputPixels = 80_000_000
/** How every photo is read here, and how long work on it may take. */
export const options = { limitInputPixels, failOn: 'error' } as const
export const seconds = 30

/**
 * A photo turned upright by its EXIF, at most 2560 pixels a side, in its own format (JPEG, PNG, WebP; of moving ones the first
 * picture). EXIF, GPS, XMP, IPTC, thumbnails and colour profile are gone, the colours are sRGB. Throws when it cannot be read.
 */
export async function cleanPhoto(photo: Buffer | string): Promise<Buffer> {
  const image = sharp(photo, options)
    .autoOrient()
    .resize({ width: 2560, height: 2560, fit: 'inside', withoutEnlargement: true })
    .timeout({ seconds })
  const { format } = await sharp(photo, options).metadata()
  if (format === 'png') return image.png().toBuffer()
  if (format === 'webp') return image.webp({ quality: 82 }).toBuffer()
  return image.jpeg({ quality: 82 }).toBuffer()
}

/** A JPEG of at most 480 pixels a side, as clean as the photo. Throws when it cannot be read. */
export async function thumbnail(photo: Buffer | string): Promise<Buffer> {
  return sharp(photo, options)
    .autoOrient()
    .resize({ width: 480, height: 480, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .jpeg({ quality: 75 })
    .timeout({ seconds })
    .toBuffer()
}

/**
 * Writes a copy of an MP4, MOV, M4A or 3GP to `copy` in which every `udta` and `meta` box and XMP is blanked in place: there phones
 * write the place (`©xyz`, `loci`, `com.apple.quicktime.location.*`), make, model and owner. Nothing moves, so it plays as before,
 * and memory holds a few kilobytes. Throws `NotAMovie` when the boxes are broken.
 *
 * Left as they are: metadata tracks of action cameras and drones (a place each second, among the pictures), and MP3, OGG, WebM, AMR,
 * AAC and WAV, in which phones write no place.
 */
export async function cleanMedia(path: string, copy: string): Promise<void> {
  await copyFile(path, copy, constants.COPYFILE_FICLONE)
  const file = await open(copy, 'r+')
  try {
    for await (const box of boxesOf(file)) if (tells(box)) await blank(file, box)
    await file.sync()
  } finally {
    await file.close()
  }
}

const xmp = 'be7acfcb97a942e89c71999491e3afac'
const tells = (box: Box) => box.type === 'udta' || box.type === 'meta' || box.uuid === xmp

/** Makes it a `free` box of zeros: players skip it. */
async function blank(file: FileHandle, { start, content, end }: Box) {
  await file.write(Buffer.from('free'), 0, 4, start + 4)
  const zeros = Buffer.alloc(64 * 1024)
  for (let at = content; at < end; at += zeros.length) await file.write(zeros, 0, Math.min(zeros.length, end - at), at)
}

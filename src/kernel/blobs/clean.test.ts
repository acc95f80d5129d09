/** The copy others see says neither where nor with what it was taken, and still shows the same. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { box, film, photoWithPlace, places } from '../../../test/sandbox/media.ts'
import { hasPicture, NotAMovie } from './boxes.ts'
import { cleanMedia, cleanPhoto, thumbnail } from './clean.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clean-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('photos', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('a %s loses place and device, and keeps its format', async (format) => {
    const photo = await photoWithPlace(format)
    const before = await sharp(photo).metadata()
    expect(before.exif?.toString('latin1')).toContain('Testphone')
    // the block's pointer (tag 8825), and 30 degrees 34 minutes as fractions, in the byte order of the file
    const little = before.exif?.includes('II*')
    const number = (n: number) => Buffer.from(little ? [n, 0, 0, 0, 1, 0, 0, 0] : [0, 0, 0, n, 0, 0, 0, 1])
    expect(before.exif?.includes(Buffer.from(little ? [0x25, 0x88] : [0x88, 0x25]))).toBe(true)
    expect(before.exif?.includes(Buffer.concat([number(30), number(34)]))).toBe(true)

    const clean = await cleanPhoto(photo)
    const { exif, xmp, iptc, icc, orientation, format: after } = await sharp(clean).metadata()
    expect({ exif, xmp, iptc, icc, orientation }).toEqual({})
    expect(after).toBe(format)
    for (const trace of ['Testphone', 'T-1000', 'Exif']) expect(clean.includes(trace)).toBe(false)
  })

  test('it stands upright: what lay left is on top now', async () => {
    const clean = await cleanPhoto(await photoWithPlace())
    const { data, info } = await sharp(clean).greyscale().raw().toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([40, 60])
    expect(data[5 * info.width + 20]).toBeGreaterThan(200)
    expect(data[55 * info.width + 20]).toBeLessThan(50)
  })

  test('a big one becomes 2560, a small one stays; the thumbnail is 480 and as clean', async () => {
    const big = await photoWithPlace('jpeg', 2800, 2100)
    const clean = await sharp(await cleanPhoto(big)).metadata()
    expect([clean.width, clean.height]).toEqual([1920, 2560])
    const thumb = await sharp(await thumbnail(big)).metadata()
    expect([thumb.format, thumb.width, thumb.height, thumb.exif]).toEqual(['jpeg', 360, 480, undefined])
    const small = await sharp(await cleanPhoto(await photoWithPlace())).metadata()
    expect(small.height).toBe(60)
  })

  test('a cut or made-up one is an error', async () => {
    const photo = await photoWithPlace('jpeg', 400, 300)
    await expect(cleanPhoto(photo.subarray(0, photo.length / 2))).rejects.toThrow()
    await expect(cleanPhoto(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]))).rejects.toThrow()
  })

  test('a small file of very many pixels is refused before it is drawn', async () => {
    const bomb = await photoWithPlace('png')
    bomb.writeUInt32BE(30_000, 16)
    bomb.writeUInt32BE(30_000, 20)
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29)
    await expect(cleanPhoto(bomb)).rejects.toThrow('pixel limit')
  })
})

describe('films', () => {
  const cleaned = async (bytes: Buffer) => {
    const [path, copy] = [join(folder, 'film'), join(folder, 'copy')]
    await writeFile(path, bytes)
    await cleanMedia(path, copy)
    expect((await readFile(path)).equals(bytes)).toBe(true)
    return readFile(copy)
  }

  test.each(['isom', 'qt  ', 'M4A ', '3gp4'])('%s: every known place is blank, nothing has moved', async (brand) => {
    const before = film(brand)
    const after = await cleaned(before)
    for (const place of [...places, '\xa9xyz', 'loci', 'location.ISO6709']) {
      expect(before.includes(Buffer.from(place, 'latin1'))).toBe(true)
      expect(after.includes(Buffer.from(place, 'latin1'))).toBe(false)
    }
    expect(after.length).toBe(before.length)
    for (const kept of ['ftyp', 'mdat', 'moov', 'mvhd', 'trak', 'vide', 'soun'])
      expect(after.indexOf(kept)).toBe(before.indexOf(kept))
  })

  test('a film without a place is copied byte for byte', async () => {
    const plain = Buffer.concat([box('ftyp', 'isom'), box('moov', box('mvhd', Buffer.alloc(100))), box('mdat', 'xyz')])
    expect((await cleaned(plain)).equals(plain)).toBe(true)
  })

  test('64-bit sizes, a last box without size and bytes behind the end are read', async () => {
    const large = box('mdat', Buffer.alloc(8), 'pictures')
    large.writeUInt32BE(1, 0)
    large.writeBigUInt64BE(BigInt(large.length), 8)
    const moov = box('moov', box('udta', box('\xa9xyz', places[0] ?? '')))
    const last = box('mdat', 'till the end')
    last.writeUInt32BE(0, 0)
    const rest = Buffer.from('\xff\xff\xff\xffSEFTrailer', 'latin1')
    for (const tail of [last, rest]) {
      const after = await cleaned(Buffer.concat([box('ftyp', 'isom'), large, moov, tail]))
      expect(after.includes(places[0] ?? '')).toBe(false)
      expect(after.subarray(-tail.length).equals(tail)).toBe(true)
    }
  })

  test('a broken one is an error', async () => {
    const bytes = film()
    bytes.writeUInt32BE(0x7fffffff, bytes.indexOf('mvhd') - 4)
    await expect(cleaned(bytes)).rejects.toThrow(NotAMovie)
    await expect(cleaned(box('ftyp', 'isom'))).rejects.toThrow('no moov')
  })

  test('a recording of the voice has no picture', async () => {
    const path = join(folder, 'voice')
    await writeFile(path, film('mp42', ['soun']))
    expect(await hasPicture(path)).toBe(false)
    await writeFile(path, film('mp42', ['soun', 'vide']))
    expect(await hasPicture(path)).toBe(true)
  })
})

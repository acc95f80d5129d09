/** Files handed in: by their content, within their size, and nothing left of what was refused. */
import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { amr, film, photoWithPlace, places, webm } from '../../../test/sandbox/media.ts'
import { type Blobs, fileBlobs } from './blobs.ts'
import { fileKinds } from './kinds.ts'
import { receiveForm, storeUpload, type UploadRefused } from './upload.ts'

let folder: string
let blobs: Blobs
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upload-'))
  blobs = fileBlobs(folder)
})
afterEach(() => rm(folder, { recursive: true }))

/** Everything that lies in the store, half made or whole. */
const lying = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())

async function* pieces(bytes: Buffer, size = 1000) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const store = (bytes: Buffer, name: string) => storeUpload(blobs, pieces(bytes), name)
const fetch = async (sha256: string) => Buffer.concat(await (await blobs.get(sha256)).toArray())
const refused = (bytes: AsyncIterable<Uint8Array>, name: string) =>
  storeUpload(blobs, bytes, name).then(
    () => expect.unreachable(),
    (error: UploadRefused) => ({ code: error.code, params: error.params }),
  )

describe('stored', () => {
  test('a photo: the original as it came, a clean copy and a thumbnail', async () => {
    const photo = await photoWithPlace()
    const stored = await store(photo, '道路.JPG')
    expect(stored).toMatchObject({ kind: 'photo', mime: 'image/jpeg', name: '道路.jpg', size: photo.length })
    expect((await fetch(stored.sha256)).equals(photo)).toBe(true)
    const shown = await fetch(stored.publicSha256)
    expect(shown.length).toBe(stored.publicSize)
    expect((await sharp(shown).metadata()).exif).toBeUndefined()
    expect((await sharp(await fetch(stored.thumbSha256 ?? '')).metadata()).format).toBe('jpeg')
    // 60 pixels are no less as a thumbnail, but never the same bytes as the original
    expect(new Set([stored.sha256, stored.publicSha256]).size).toBe(2)
    expect(readdirSync(blobs.scratch)).toEqual([])
  })

  test('a true photo with a wrong ending, by what it is', async () => {
    const stored = await store(await photoWithPlace('png'), 'photo.mp4')
    expect(stored).toMatchObject({ kind: 'photo', mime: 'image/png', name: 'photo.png' })
    expect((await sharp(await fetch(stored.publicSha256)).metadata()).format).toBe('png')
  })

  test('a film: the copy others see has no place, the original has', async () => {
    const stored = await store(film('qt  '), 'IMG_0001.MOV')
    expect(stored).toMatchObject({ kind: 'video', mime: 'video/quicktime', name: 'IMG_0001.mov', thumbSha256: null })
    const [original, shown] = [await fetch(stored.sha256), await fetch(stored.publicSha256)]
    expect(places.filter((place) => original.includes(place))).toEqual(places)
    expect(places.filter((place) => shown.includes(place))).toEqual([])
  })

  test.each([
    ['mp42', 'voice.mp4', 'audio/mp4', 'voice.mp4'],
    ['qt  ', 'voice.mov', 'audio/mp4', 'voice.m4a'],
    ['3gp4', 'voice.3gp', 'audio/3gpp', 'voice.3gp'],
    ['M4A ', 'voice', 'audio/mp4', 'voice.m4a'],
  ])('a recording of the voice as %s is sound', async (brand, name, mime, shown) => {
    expect(await store(film(brand, ['soun']), name)).toMatchObject({ kind: 'audio', mime, name: shown })
  })

  test('sound in which nothing is to be blanked has one copy', async () => {
    for (const [bytes, mime] of [
      [amr(), 'audio/amr'],
      [webm('A_OPUS'), 'audio/webm'],
    ] as const) {
      const stored = await store(bytes, 'voice')
      expect(stored).toMatchObject({ kind: 'audio', mime, publicSha256: stored.sha256, publicSize: stored.size })
    }
  })

  test('the same photo twice takes its room once', async () => {
    const photo = await photoWithPlace()
    await store(photo, 'a.jpg')
    const once = lying().length
    await store(photo, 'b.jpg')
    expect(lying()).toHaveLength(once)
  })
})

describe('names', () => {
  test.each([
    ['../../etc/passwd', 'passwd.jpg'],
    ['C:\\Users\\李\\照片.jpeg', '照片.jpeg'],
    ['\u202egpj.exe', 'gpj.jpg'],
    ['a\u0000b\r\n"<c>.jpg', 'abc.jpg'],
    ['.htaccess', 'file.jpg'],
    ['', 'file.jpg'],
    ['...', 'file.jpg'],
    [`${'长'.repeat(200)}.jpg`, `${'长'.repeat(80)}.jpg`],
    ['IMG.2026.11.23.jpg', 'IMG.2026.11.23.jpg'],
  ])('%j becomes %j', async (given, shown) => {
    expect((await store(await photoWithPlace(), given)).name).toBe(shown)
  })
})

describe('refused, and nothing is left', () => {
  test('a text that calls itself a photo', async () => {
    const text = Buffer.from('这是一段文字，不是照片。'.repeat(100))
    expect(await refused(pieces(text), '照片.jpg')).toEqual({ code: 'file.type', params: { name: '照片.jpg' } })
    expect(lying()).toEqual([])
  })

  test('a photo that is too big, before it is all there', async () => {
    const head = await photoWithPlace()
    let given = 0
    async function* endless() {
      yield head
      for (;;) {
        given += 1 << 20
        yield Buffer.alloc(1 << 20)
      }
    }
    expect(await refused(endless(), 'big.jpg')).toEqual({ code: 'file.size', params: { name: 'big.jpg', max: 15 } })
    expect(given).toBeLessThanOrEqual(fileKinds.photo.maxBytes + (1 << 20))
    expect(lying()).toEqual([])
  })

  test('a recording of the voice that is too big for sound', async () => {
    const long = film('mp42', ['soun'], fileKinds.audio.maxBytes)
    expect(await refused(pieces(long, 1 << 20), 'voice.mp4')).toMatchObject({ code: 'file.size', params: { max: 10 } })
    expect(lying()).toEqual([])
  })

  test('a photo cut in half, a film without its table, and nothing at all', async () => {
    const photo = await photoWithPlace('jpeg', 400, 300)
    for (const bytes of [photo.subarray(0, photo.length / 2), film().subarray(0, 60), Buffer.alloc(0)])
      expect(await refused(pieces(bytes), 'x.jpg')).toEqual({ code: 'file.unreadable', params: { name: 'x.jpg' } })
    expect(lying()).toEqual([])
  })

  test('one whose sender goes away', async () => {
    async function* leaving() {
      yield film('isom', ['vide'], 100_000)
      throw new Error('gone')
    }
    await expect(storeUpload(blobs, leaving(), 'x.mp4')).rejects.toThrow('gone')
    expect(lying()).toEqual([])
  })
})

test('from a form: the second file is no photo, the words are kept', async () => {
  const data = new FormData()
  data.append('photos', new Blob([new Uint8Array(await photoWithPlace())]), 'a.jpg')
  data.append('photos', new Blob(['not a photo at all']), 'b.jpg')
  data.append('words', '路灯不亮')
  const req = new Request('http://localhost/', { method: 'POST', body: data })
  const error = await receiveForm(req, {
    maxFiles: 3,
    onFile: ({ stream, filename }) => storeUpload(blobs, stream, filename),
  }).catch((e: UploadRefused) => e)
  expect(error).toMatchObject({ code: 'file.type', params: { name: 'b.jpg' }, input: 'photos' })
  expect((error as UploadRefused).typed.get('words')).toEqual(['路灯不亮'])
  expect(readdirSync(blobs.scratch)).toEqual([])
})

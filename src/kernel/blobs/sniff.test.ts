/** Kinds by content: everything we take, and what pretends to be it. */
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { amr, film, mp3, ogg, photoWithPlace, wav, webm } from '../../../test/sandbox/media.ts'
import { fileKinds, maxFileBytes } from './kinds.ts'
import { sniff, sniffBytes } from './sniff.ts'

const taken: [string, () => Buffer | Promise<Buffer>, string, string][] = [
  ['a JPEG', () => photoWithPlace('jpeg'), 'photo', 'image/jpeg'],
  ['a PNG', () => photoWithPlace('png'), 'photo', 'image/png'],
  ['a WebP', () => photoWithPlace('webp'), 'photo', 'image/webp'],
  ['an MP3', mp3, 'audio', 'audio/mpeg'],
  ['an M4A', () => film('M4A ', ['soun']), 'audio', 'audio/mp4'],
  ['an AMR', amr, 'audio', 'audio/amr'],
  ['an Opus recording', ogg, 'audio', 'audio/ogg'],
  ['a WAV', wav, 'audio', 'audio/wav'],
  ['a WebM of the voice', () => webm('A_OPUS'), 'audio', 'audio/webm'],
  ['a WebM with picture', () => webm('V_VP8', 'A_OPUS'), 'video', 'video/webm'],
  ['an MP4', () => film('isom'), 'video', 'video/mp4'],
  ['a MOV', () => film('qt  '), 'video', 'video/quicktime'],
  ['a 3GP', () => film('3gp4'), 'video', 'video/3gpp'],
]

describe('taken', () => {
  test.each(taken)('%s', async (_name, make, kind, mime) => {
    expect(await sniff((await make()).subarray(0, sniffBytes))).toEqual({ kind, mime })
  })
})

describe('not taken', () => {
  const pixel = sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
  const refused: [string, () => Buffer | Promise<Buffer>][] = [
    ['nothing', () => Buffer.alloc(0)],
    ['a text', () => Buffer.from('这是一段文字，不是照片。'.repeat(50))],
    ['a page', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a drawing with a script', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
    ['a PDF', () => Buffer.from('%PDF-1.7\n%âãÏÓ\n')],
    ['a program', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)])],
    ['an archive', () => Buffer.concat([Buffer.from('504b0304140000000000', 'hex'), Buffer.alloc(200)])],
    ['a GIF', () => pixel.clone().gif().toBuffer()],
    ['a HEIC, which cannot be drawn anew', () => film('heic')],
    ['an AVIF', () => pixel.clone().avif().toBuffer()],
  ]
  test.each(refused)('%s', async (_name, make) => {
    expect(await sniff(await make())).toBeUndefined()
  })
})

test('a type belongs to one kind, and the biggest kind gives the limit of all', () => {
  const types = Object.values(fileKinds).flatMap((kind) => Object.keys(kind.types))
  expect(new Set(types).size).toBe(types.length)
  expect(maxFileBytes).toBe(fileKinds.video.maxBytes)
})

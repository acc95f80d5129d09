/** One contract, two stores: a folder and a bucket. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type S3Sandbox, startS3 } from '../../../test/sandbox/s3.ts'
import { BlobMissing, type Blobs, BlobTooLarge, fileBlobs, openBlobs, s3Blobs } from './blobs.ts'

let folder: string
let s3: S3Sandbox
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blobs-'))
  s3 = await startS3()
})
afterAll(async () => {
  await s3.stop()
  await rm(folder, { recursive: true })
})

async function* chunks(...parts: (string | Buffer)[]) {
  for (const part of parts) yield Buffer.from(part)
}
const textOf = async (stream: Readable) => Buffer.concat(await stream.toArray()).toString()
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const leftIn = (scratch: string) => (existsSync(scratch) ? readdirSync(scratch) : [])

const stores: [string, () => Blobs][] = [
  ['a folder', () => fileBlobs(join(folder, 'files'))],
  ['a bucket', () => s3Blobs({ ...s3, scratch: join(folder, 'scratch') })],
]

describe.each(stores)('%s', (_name, open) => {
  let blobs: Blobs
  beforeAll(() => {
    blobs = open()
  })

  test('gives back what was put, by its hash', async () => {
    const put = await blobs.put(chunks('道路', '塌陷'), 100)
    expect(put).toEqual({ sha256: hashOf('道路塌陷'), size: 12 })
    expect(await textOf(await blobs.get(put.sha256))).toBe('道路塌陷')
    expect(await blobs.has(put.sha256)).toBe(true)
    expect(await blobs.size(put.sha256)).toBe(12)
  })

  test('gives a part', async () => {
    const { sha256 } = await blobs.put(chunks('0123456789'), 100)
    expect(await textOf(await blobs.get(sha256, { start: 2, end: 4 }))).toBe('234')
  })

  test('the same twice, at the same time, is there once and harms nobody', async () => {
    const both = await Promise.all([blobs.put(chunks('twice'), 10), blobs.put(chunks('tw', 'ice'), 10)])
    expect(both[0]).toEqual(both[1])
    expect(await textOf(await blobs.get(hashOf('twice')))).toBe('twice')
  })

  test('nothing at all is a file too', async () => {
    const { sha256, size } = await blobs.put(chunks(), 10)
    expect([size, await textOf(await blobs.get(sha256)), await blobs.size(sha256)]).toEqual([0, '', 0])
  })

  test('exactly the limit is taken, a byte more is refused and leaves nothing', async () => {
    await blobs.put(chunks('12345'), 5)
    await expect(blobs.put(chunks('123', '456'), 5)).rejects.toThrow(BlobTooLarge)
    expect(await blobs.has(hashOf('123456'))).toBe(false)
  })

  test('a stream that breaks off leaves nothing', async () => {
    async function* broken() {
      yield Buffer.from('half')
      throw new Error('gone')
    }
    await expect(blobs.put(broken(), 100)).rejects.toThrow('gone')
    expect(await blobs.has(hashOf('half'))).toBe(false)
  })

  test('what is not there is missing, before and after it was removed', async () => {
    const { sha256 } = await blobs.put(chunks('gone soon'), 100)
    await blobs.remove(sha256)
    await blobs.remove(sha256)
    expect(await blobs.has(sha256)).toBe(false)
    await expect(blobs.get(sha256)).rejects.toThrow(BlobMissing)
  })

  test('a name that is no hash leads nowhere', async () => {
    await expect(blobs.get('../../etc/passwd')).rejects.toThrow(BlobMissing)
  })

  test('a few megabytes pass, and nothing half made is left', async () => {
    const part = Buffer.alloc(1 << 20, 7)
    const { sha256, size } = await blobs.put(chunks(part, part, part), 4 << 20)
    expect(size).toBe(3 << 20)
    let read = 0
    for await (const chunk of await blobs.get(sha256)) read += chunk.length
    expect(read).toBe(3 << 20)
    expect(leftIn(blobs.scratch)).toEqual([])
  })
})

describe('the bucket', () => {
  const scratch = () => join(folder, 'scratch')

  test('a wrong key is refused by the signature, and nothing is stored', async () => {
    const before = s3.objects.size
    const wrong = s3Blobs({ ...s3, secretKey: 'wrong', scratch: scratch() })
    await expect(wrong.put(chunks('secret'), 100)).rejects.toThrow('403')
    expect(s3.objects.size).toBe(before)
    expect(leftIn(scratch())).toEqual([])
  })

  test('a missing bucket is named', async () => {
    const none = s3Blobs({ ...s3, bucket: 'nowhere', scratch: scratch() })
    await expect(none.put(chunks('x'), 100)).rejects.toThrow('no bucket nowhere')
  })

  test('a stumble is tried again', async () => {
    const blobs = s3Blobs({ ...s3, scratch: scratch() })
    s3.stumble(1)
    const { sha256 } = await blobs.put(chunks('again'), 100)
    expect(await textOf(await blobs.get(sha256))).toBe('again')
  })

  test('an unreachable one is said to be', async () => {
    const blobs = s3Blobs({ ...s3, endpoint: 'http://127.0.0.1:1', scratch: scratch() })
    await expect(blobs.has(hashOf('x'))).rejects.toThrow('file store unreachable')
  })

  test('what is there is not sent a second time', async () => {
    const blobs = s3Blobs({ ...s3, scratch: scratch() })
    await blobs.put(chunks('sent once'), 100)
    await blobs.put(chunks('sent once'), 100)
    expect(s3.calls.filter(({ what }) => what.startsWith('PUT') && what.endsWith(hashOf('sent once')))).toHaveLength(1)
  })
})

test('the settings choose the store, and half of the settings is an error', async () => {
  const config = { LIANXIN_DATA: folder, LIANXIN_S3_REGION: s3.region }
  const local = openBlobs(config)
  const { sha256 } = await local.put(chunks('here'), 100)
  expect(readdirSync(join(folder, 'files', sha256.slice(0, 2)))).toEqual([sha256.slice(2, 4)])
  expect(() => openBlobs({ ...config, LIANXIN_S3_ENDPOINT: s3.endpoint })).toThrow('LIANXIN_S3_BUCKET')
  const remote = openBlobs({
    ...config,
    LIANXIN_S3_ENDPOINT: s3.endpoint,
    LIANXIN_S3_BUCKET: s3.bucket,
    LIANXIN_S3_ACCESS_KEY: s3.accessKey,
    LIANXIN_S3_SECRET_KEY: s3.secretKey,
  })
  await remote.put(chunks('there'), 100)
  expect([...s3.objects.keys()].some((key) => key.endsWith(hashOf('there')))).toBe(true)
})

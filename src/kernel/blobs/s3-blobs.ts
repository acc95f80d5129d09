/** Files in a bucket of an S3-compatible store (MinIO, OSS, OBS, COS …), addressed by path. */
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { setTimeout } from 'node:timers/promises'
import { AwsV4Signer } from 'aws4fetch'
import { BlobMissing, type Blobs, placeOf } from './contract.ts'
import { spool } from './spool.ts'

export type S3Settings = {
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKey: string
  readonly secretKey: string
  /** Folder for what is half made; default: the system's. */
  readonly scratch?: string
}

type Call = { headers?: Record<string, string>; body?: () => Readable }

const tries = 3

/** A store in a bucket, which must exist. A call is tried three times when the other side stumbles. */
export function s3Blobs(settings: S3Settings): Blobs {
  const scratch = settings.scratch ?? join(tmpdir(), 'lianxin-files')
  const base = `${settings.endpoint.replace(/\/+$/, '')}/${settings.bucket}`
  const signingKeys = new Map<string, ArrayBuffer>()

  const once = async (method: string, url: string, { headers, body }: Call) => {
    const signer = new AwsV4Signer({
      method,
      url,
      service: 's3',
      region: settings.region,
      accessKeyId: settings.accessKey,
      secretAccessKey: settings.secretKey,
      cache: signingKeys,
      ...(headers && { headers }),
    })
    const signed = await signer.sign()
    return fetch(signed.url, {
      method,
      headers: signed.headers,
      ...(body && { body: Readable.toWeb(body()) as unknown as BodyInit, duplex: 'half' }),
    })
  }

  const call = async (method: string, sha256: string, request: Call = {}) => {
    const url = `${base}/${placeOf(sha256)}`
    for (let i = 1; ; i++) {
      const response = await once(method, url, request).catch((error: unknown) => {
        if (i === tries) throw new Error(`file store unreachable: ${method} ${base}`, { cause: error })
      })
      if (response?.ok || response?.status === 404) return response
      if (response && (i === tries || (response.status < 500 && response.status !== 429)))
        throw new Error(`file store: ${method} ${base}: ${response.status} ${(await response.text()).slice(0, 300)}`)
      await response?.body?.cancel()
      await setTimeout(100 * i)
    }
  }

  const size = async (sha256: string) => {
    const response = await call('HEAD', sha256)
    return response.ok ? Number(response.headers.get('content-length')) : undefined
  }

  return {
    scratch,
    size,
    has: async (sha256) => (await size(sha256)) !== undefined,
    async put(stream, limit) {
      // the store wants hash and length before the first byte
      const { path, sha256, size: bytes } = await spool(scratch, stream, limit)
      try {
        if ((await size(sha256)) !== bytes) {
          const headers = {
            'content-length': String(bytes),
            'content-type': 'application/octet-stream',
            'x-amz-content-sha256': sha256,
          }
          const response = await call('PUT', sha256, { headers, body: () => createReadStream(path) })
          if (!response.ok) throw new Error(`file store: no bucket ${settings.bucket} at ${settings.endpoint}`)
        }
      } finally {
        await rm(path, { force: true })
      }
      return { sha256, size: bytes }
    },
    async get(sha256, part) {
      const headers = part && { range: `bytes=${part.start}-${part.end}` }
      const response = await call('GET', sha256, headers && { headers })
      if (!response.ok || !response.body) throw new BlobMissing(sha256)
      return Readable.fromWeb(response.body as ReadableStream)
    },
    async remove(sha256) {
      await (await call('DELETE', sha256)).body?.cancel()
    },
  }
}

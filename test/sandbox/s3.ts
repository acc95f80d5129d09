/** A small S3 for tests: path-style, put/get/head/delete, and every signature worked out anew (AWS Signature Version 4). */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex')
const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest()

export type S3Sandbox = {
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKey: string
  readonly secretKey: string
  /** Key below the bucket → bytes. */
  readonly objects: Map<string, Buffer>
  /** What was asked, as 'PUT ab/cd/…', and what was answered. */
  readonly calls: { what: string; status: number }[]
  /** Answers the next so many calls with 503. */
  stumble(times: number): void
  stop(): Promise<void>
}

/** Starts it on a free local port. */
export async function startS3(): Promise<S3Sandbox> {
  const settings = {
    bucket: 'lianxin-test',
    region: 'cn-test-1',
    accessKey: 'AKSANDBOX',
    secretKey: 'sandbox/secret+key',
  }
  const objects = new Map<string, Buffer>()
  const calls: { what: string; status: number }[] = []
  let stumbles = 0

  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of req) chunks.push(chunk as Buffer)
    } catch {
      return
    }
    const body = Buffer.concat(chunks)
    const [bucket, ...rest] = decodeURIComponent((req.url ?? '/').slice(1).split('?')[0] ?? '').split('/')
    const key = rest.join('/')
    res.on('finish', () => calls.push({ what: `${req.method} ${key}`, status: res.statusCode }))
    if (stumbles > 0) {
      stumbles--
      return refuse(res, 503, 'SlowDown')
    }
    const fault = faultOf(req, body, settings)
    if (fault) return refuse(res, 403, fault)
    if (bucket !== settings.bucket) return refuse(res, 404, 'NoSuchBucket')
    answer(req, res, objects, key, body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    ...settings,
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    calls,
    stumble: (times) => {
      stumbles = times
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function answer(req: IncomingMessage, res: ServerResponse, objects: Map<string, Buffer>, key: string, body: Buffer) {
  if (req.method === 'PUT') {
    // the real ones refuse a body of unknown length
    if (req.headers['content-length'] === undefined) return refuse(res, 411, 'MissingContentLength')
    objects.set(key, body)
    return res.writeHead(200, { etag: `"${createHash('md5').update(body).digest('hex')}"` }).end()
  }
  if (req.method === 'DELETE') {
    objects.delete(key)
    return res.writeHead(204).end()
  }
  const object = objects.get(key)
  if (!object) return refuse(res, 404, 'NoSuchKey')
  if (req.method === 'HEAD') return res.writeHead(200, { 'content-length': object.length }).end()
  const range = /^bytes=(\d+)-(\d+)$/.exec(req.headers.range ?? '')
  if (!range) return res.writeHead(200, { 'content-length': object.length }).end(object)
  const part = object.subarray(Number(range[1]), Number(range[2]) + 1)
  return res.writeHead(206, { 'content-length': part.length }).end(part)
}

function refuse(res: ServerResponse, status: number, code: string) {
  res.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`)
}

/** What is wrong with the signature, if anything. */
function faultOf(req: IncomingMessage, body: Buffer, s: { region: string; accessKey: string; secretKey: string }) {
  const auth =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/
  const [, accessKey, date, region, signed, signature] = auth.exec(req.headers.authorization ?? '') ?? []
  if (!accessKey || !date || !signed || !signature) return 'AccessDenied'
  if (accessKey !== s.accessKey) return 'InvalidAccessKeyId'
  if (region !== s.region) return 'AuthorizationHeaderMalformed'
  const at = String(req.headers['x-amz-date'])
  const iso = at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')
  if (!at.startsWith(date) || !(Math.abs(Date.parse(iso) - Date.now()) < 15 * 60_000)) return 'RequestTimeTooSkewed'
  const names = signed.split(';')
  const required = ['host', ...Object.keys(req.headers).filter((name) => name.startsWith('x-amz-'))]
  if (required.some((name) => !names.includes(name))) return 'AccessDenied'
  const stated = String(req.headers['x-amz-content-sha256'])
  if (stated !== 'UNSIGNED-PAYLOAD' && stated !== sha256(body)) return 'XAmzContentSHA256Mismatch'

  const [path = '', query = ''] = (req.url ?? '').split('?')
  const headers = names
    .map(
      (name) =>
        `${name}:${String(req.headers[name] ?? '')
          .trim()
          .replace(/\s+/g, ' ')}\n`,
    )
    .join('')
  const canonical = [req.method, path, query.split('&').sort().join('&'), headers, signed, stated].join('\n')
  const scope = `${date}/${region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n')
  const key = [date, s.region, 's3', 'aws4_request'].reduce<Buffer | string>(hmac, `AWS4${s.secretKey}`)
  return timingSafeEqual(hmac(key, toSign), Buffer.from(signature, 'hex')) ? undefined : 'SignatureDoesNotMatch'
}

/** A small SMS gateway for tests: SendSms of Aliyun's Dysmsapi (2017-05-25), every signature worked out anew, its refusals on demand. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Message = {
  to: string
  template: string
  params: Record<string, string>
  sign: string
  nonce: string
  query: string
}
export type SmsSandbox = {
  readonly endpoint: string
  readonly keyId: string
  readonly keySecret: string
  readonly sign: string
  /** What was taken for delivery. */
  readonly sent: Message[]
  /** Every call and the code it was answered with. */
  readonly calls: { nonce: string; code: string }[]
  /** Answers the next so many calls with this code, or hangs up on them. */
  refuse(code: string | 'hang up', times?: number): void
  /** Waits so long before each answer. */
  slow(ms: number): void
  stop(): Promise<void>
}

/** Templates filed with the carrier, and the variables each one has. */
const filed: Record<string, readonly string[]> = Object.fromEntries(
  ['RECEIVED', 'ACCEPTED', 'DECLINED', 'ESCALATED', 'ANSWERED', 'LATE', 'SHELVED', 'REOPENED', 'LATER'].map((name) => [
    `LX_${name}`,
    name === 'ANSWERED' || name === 'LATER' ? ['number', 'link'] : ['number'],
  ]),
)
const quarterHour = 15 * 60_000

/** Starts it on a free local port; `now` is the clock timestamps are judged by. */
export async function startSms(now: () => Date): Promise<SmsSandbox> {
  const settings = { keyId: 'LTAIsandbox', keySecret: 'sandbox/secret', sign: '清和连心' }
  const sent: Message[] = []
  const calls: { nonce: string; code: string }[] = []
  const nonces = new Set<string>()
  let [refusal, refusals, delay] = ['', 0, 0]

  const server = createServer(async (req, res) => {
    const query = req.url?.split('?')[1] ?? ''
    const p = Object.fromEntries(new URLSearchParams(query)) as Record<string, string>
    if (delay) await new Promise((done) => setTimeout(done, delay))
    if (refusals > 0 && refusal === 'hang up') {
      refusals--
      calls.push({ nonce: p['SignatureNonce'] ?? '', code: refusal })
      return res.destroy()
    }
    const fault = faultOf(req.method ?? '', p, settings, nonces, now())
    nonces.add(p['SignatureNonce'] ?? '')
    const [status, code] = fault ?? (refusals > 0 ? [200, refusal] : [200, 'OK'])
    if (!fault && refusals > 0) refusals--
    calls.push({ nonce: p['SignatureNonce'] ?? '', code })
    if (code === 'OK')
      sent.push({
        to: p['PhoneNumbers'] ?? '',
        template: p['TemplateCode'] ?? '',
        params: JSON.parse(p['TemplateParam'] ?? '{}'),
        sign: p['SignName'] ?? '',
        nonce: p['SignatureNonce'] ?? '',
        query: decodeURIComponent(query),
      })
    res.writeHead(status, { 'content-type': 'application/json' })
    res.end(
      JSON.stringify({
        Code: code,
        Message: code,
        RequestId: `request-${calls.length}`,
        ...(code === 'OK' && { BizId: `biz-${sent.length}` }),
      }),
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    ...settings,
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    calls,
    refuse(code, times = 1) {
      ;[refusal, refusals] = [code, times]
    },
    slow(ms) {
      delay = ms
    },
    stop() {
      server.closeAllConnections()
      return new Promise((done) => server.close(() => done()))
    },
  }
}

/** What the gateway would refuse: status and code, in the order its document gives them. */
function faultOf(
  method: string,
  p: Record<string, string>,
  settings: { keyId: string; keySecret: string; sign: string },
  nonces: ReadonlySet<string>,
  now: Date,
): [number, string] | undefined {
  for (const name of [
    'AccessKeyId',
    'Action',
    'PhoneNumbers',
    'SignName',
    'SignatureMethod',
    'SignatureNonce',
    'SignatureVersion',
    'TemplateCode',
    'Timestamp',
    'Version',
  ])
    if (!p[name]) return [400, `Missing${name}`]
  if (p['Action'] !== 'SendSms' || p['Version'] !== '2017-05-25') return [404, 'InvalidAction.NotFound']
  if (p['AccessKeyId'] !== settings.keyId) return [404, 'InvalidAccessKeyId.NotFound']
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(p['Timestamp'] ?? '')) return [400, 'InvalidTimeStamp.Format']
  if (Math.abs(Date.parse(p['Timestamp'] ?? '') - now.getTime()) > quarterHour) return [400, 'InvalidTimeStamp.Expired']
  if (nonces.has(p['SignatureNonce'] ?? '')) return [400, 'SignatureNonceUsed']
  if (!signed(method, p, settings.keySecret)) return [400, 'SignatureDoesNotMatch']
  if (p['SignName'] !== settings.sign) return [200, 'isv.SMS_SIGNATURE_ILLEGAL']
  const variables = filed[p['TemplateCode'] ?? '']
  if (!variables) return [200, 'isv.SMS_TEMPLATE_ILLEGAL']
  if (!/^1[3-9]\d{9}$/.test(p['PhoneNumbers'] ?? '')) return [200, 'isv.MOBILE_NUMBER_ILLEGAL']
  const given = JSON.parse(p['TemplateParam'] ?? '{}') as Record<string, string>
  if (variables.some((v) => !given[v])) return [200, 'isv.TEMPLATE_MISSING_PARAMETERS']
  if (Object.values(given).some((v) => v.length > 35)) return [200, 'isv.PARAM_LENGTH_LIMIT']
  return undefined
}

/** Signature version 1.0, written from the document and not from our client. */
function signed(method: string, { Signature, ...rest }: Record<string, string>, secret: string): boolean {
  const encoded = (s: string) =>
    [...Buffer.from(s)]
      .map((b) =>
        /[A-Za-z0-9\-_.~]/.test(String.fromCharCode(b))
          ? String.fromCharCode(b)
          : `%${b.toString(16).toUpperCase().padStart(2, '0')}`,
      )
      .join('')
  const canonical = Object.entries(rest)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, v]) => `${encoded(k)}=${encoded(v)}`)
    .join('&')
  const expected = createHmac('sha1', `${secret}&`)
    .update(`${method}&${encoded('/')}&${encoded(canonical)}`)
    .digest()
  const given = Buffer.from(Signature ?? '', 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

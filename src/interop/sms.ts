/** SMS by the documented gateway protocol (Aliyun Dysmsapi 2017-05-25, RPC signature version 1.0). */
import { createHmac } from 'node:crypto'

export type SmsConfig = { endpoint: string; keyId: string; keySecret: string; sign: string }
export type Sent = { ok: true; reference: string } | { ok: false; code: string; message: string; retry: boolean }

/** RFC 3986, as the protocol asks: what `encodeURIComponent` leaves, it wants encoded too. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/** The signature over the sorted query, HMAC-SHA1 with the secret and an ampersand. */
export function signatureOf(params: Record<string, string>, secret: string): string {
  const query = Object.keys(params)
    .sort()
    .map((k) => `${encode(k)}=${encode(params[k] ?? '')}`)
    .join('&')
  return createHmac('sha1', `${secret}&`)
    .update(`GET&${encode('/')}&${encode(query)}`)
    .digest('base64')
}

/** Codes worth another try later: flow control and faults of the gateway's own. */
const passing = new Set([
  'isv.BUSINESS_LIMIT_CONTROL',
  'isp.SYSTEM_ERROR',
  'isp.RAM_PERMISSION_DENY',
  'Throttling.User',
  'ServiceUnavailable',
])

/** Sends one message. `template` is the code filed with the carrier; `nonce` makes a repeated call recognisable. */
export async function sendSms(
  config: SmsConfig,
  message: { phone: string; template: string; params: Record<string, string>; nonce: string; at: Date },
): Promise<Sent> {
  const params: Record<string, string> = {
    AccessKeyId: config.keyId,
    Action: 'SendSms',
    Format: 'JSON',
    OutId: message.nonce,
    PhoneNumbers: message.phone,
    RegionId: 'cn-hangzhou',
    SignName: config.sign,
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: message.nonce,
    SignatureVersion: '1.0',
    TemplateCode: message.template,
    TemplateParam: JSON.stringify(message.params),
    Timestamp: message.at.toISOString().replace(/\.\d+Z$/, 'Z'),
    Version: '2017-05-25',
  }
  const query = new URLSearchParams({ ...params, Signature: signatureOf(params, config.keySecret) })
  try {
    const response = await fetch(`${config.endpoint}/?${query}`, { signal: AbortSignal.timeout(10_000) })
    const body = (await response.json()) as { Code?: string; Message?: string; BizId?: string }
    if (body.Code === 'OK') return { ok: true, reference: body.BizId ?? '' }
    const code = body.Code ?? `http ${response.status}`
    return { ok: false, code, message: body.Message ?? '', retry: passing.has(code) || response.status >= 500 }
  } catch (error) {
    return { ok: false, code: 'unreachable', message: (error as Error).name, retry: true }
  }
}

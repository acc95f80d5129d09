/** Headers no browser of ours sends. */

import type { Asked } from './asked.ts'
import type { Draw } from './draw.ts'

const garbage = ['%', '%00', 'a'.repeat(8000), '=;=;', '"', '\u00ff\u00fe', '1.2.3', 'null', '../..']
const forged = (token: string) => `lianxin.session_token=${token}; lang=xx; village=%; draft=${token}; track=${token}`

const kinds: Readonly<Record<string, (draw: Draw) => Record<string, string>>> = {
  'content type': (draw) => ({
    'content-type': draw.of([
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'multipart/form-data',
      'application/json; charset=gb18030',
      'application/xml',
      ';;;',
    ]),
  }),
  'no content type': () => ({ 'content-type': '' }),
  'a forged cookie': (draw) => ({ cookie: forged(draw.of(garbage)) }),
  'a cookie too many': (draw) => ({ cookie: `${forged(draw.of(garbage))}; ${'x=y; '.repeat(2000)}` }),
  language: (draw) => ({ 'accept-language': draw.of(['*', 'xx-YY', 'en;q=abc', '', 'z'.repeat(5000), 'en,zh']) }),
  'another site': (draw) =>
    draw.of<Record<string, string>>([
      { origin: 'https://elsewhere.invalid' },
      { origin: 'null' },
      { origin: '::' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: 'http://localhost' },
    ]),
  range: (draw) => ({ range: draw.of(['bytes=0-', 'bytes=9-1', 'bytes=-0', 'bytes=99999999999999999999-', 'x']) }),
  'a told length': (draw) => ({ 'content-length': draw.of(['-1', 'abc', '0', '999999999999', '1e3']) }),
  address: (draw) => ({ 'x-forwarded-for': draw.of([',,,', 'x'.repeat(3000), '::1, 10.0.0.1', '%00']) }),
  method: (draw) => ({ 'x-http-method-override': draw.of(['DELETE', 'GET', 'TRACE']) }),
}

/** Sets one odd header; a forged cookie takes the place of the caller's own. */
export function oddHeaders(draw: Draw, asked: Asked) {
  const what = draw.of(Object.keys(kinds))
  asked.what = `headers: ${what}`
  for (const [name, value] of Object.entries(kinds[what]?.(draw) ?? {}))
    if (value) asked.headers[name] = value
    else delete asked.headers[name]
}

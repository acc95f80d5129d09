/** One visit of a residents' page by somebody odd: forms half filled, cookies made up, paths that are none. */

import type { Asked } from './asked.ts'
import type { Draw } from './draw.ts'
import { oddHeaders } from './headers.ts'
import { oddIds, oddText } from './odd.ts'
import { uploadOf } from './upload.ts'

const fieldsOf = (html: string) => [...new Set([...html.matchAll(/ name="([^"]+)"/g)].map((m) => m[1] as string))]
const plain: Readonly<Record<string, readonly string[]>> = {
  words: ['路灯坏了一个月'],
  phone: ['13812345678', ''],
  resolved: ['yes', 'partly', 'no'],
  satisfied: ['satisfied', 'dissatisfied'],
  number: ['LX-2611-0001'],
  code: ['123456'],
  set: ['text-large', 'lang-en'],
  back: ['/', '//elsewhere.invalid', '/\\elsewhere.invalid', 'https://elsewhere.invalid/'],
  look: ['lang-en', 'text-largest'],
}

/** `html` is the page as this visitor is shown it: its fields are what a form sends. `known` has parts of paths that lead somewhere. */
export function visit(
  draw: Draw,
  route: { method: string; path: string },
  html: string,
  known: Readonly<Record<string, readonly string[]>>,
): Asked {
  const part = (_: string, name = '') =>
    known[name] && draw.chance(0.5)
      ? draw.of(known[name])
      : draw.chance(0.5)
        ? draw.of(oddIds)
        : encodeURIComponent(oddText(draw)[1].toWellFormed().slice(0, 500))
  const asked: Asked = {
    method: route.method,
    path: route.path.replace(/:(\w+)(?:\{[^}]*\})?|\*$/g, part),
    headers: {},
    what: 'fits',
  }
  if (route.method === 'GET') {
    if (draw.chance(0.4)) {
      const [what, text] = oddText(draw)
      asked.path += `?${draw.of(['done', 'size', 'x', 'slug'])}=${encodeURIComponent(text.toWellFormed().slice(0, 2000))}`
      asked.what = `query: ${what}`
    }
  } else if (html.includes('multipart/form-data')) Object.assign(asked, uploadOf(draw, draw.chance(0.7), 'photos'))
  else fill(draw, asked, fieldsOf(html))
  if (draw.chance(0.25)) oddHeaders(draw, asked)
  return asked
}

/** A form as a browser sends it, one field of it odd. */
function fill(draw: Draw, asked: Asked, fields: readonly string[]) {
  const form = new URLSearchParams()
  const names = fields.length ? fields : Object.keys(plain)
  const odd = draw.chance(0.7) ? draw.of(names) : undefined
  for (const name of names.filter((n) => n === odd || draw.chance(0.8))) {
    const [what, text] = oddText(draw)
    if (name === odd) asked.what = `${name}: ${what}`
    form.append(name, name === odd ? text.toWellFormed() : draw.of(plain[name] ?? ['好', 'none', '']))
    if (name === odd && draw.chance(0.1)) form.append(name, 'again')
  }
  asked.headers['content-type'] = 'application/x-www-form-urlencoded'
  asked.body = draw.chance(0.1)
    ? draw.of(['%', '=&=', '%00=%ED%A0%80', '{"a":1}', 'x'.repeat(200_000)])
    : form.toString()
}

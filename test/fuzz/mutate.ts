/** One oddity put into a fitting value: of another kind, missing, extra, too big, twice. The report says which and where. */
import fc from 'fast-check'
import type { Draw } from './draw.ts'
import { oddDays, oddNumbers, oddText, otherKinds } from './odd.ts'

type Place = { holder: Record<string, unknown> | unknown[]; key: string | number; path: string }

/** Stands in a value for text that goes into the JSON as it is. */
const rawMark = '@raw@'
const raw = (json: string) => `${rawMark}${json}${rawMark}`
export const asJson = (value: unknown): string =>
  JSON.stringify(value).replace(new RegExp(`"${rawMark}([^@]*)${rawMark}"`, 'g'), '$1')

function placesIn(value: unknown, path = ''): Place[] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Record<string, unknown>
  return Object.keys(holder).flatMap((key) => {
    const here = path ? `${path}.${key}` : key
    return [{ holder, key, path: here }, ...placesIn(holder[key], here)]
  })
}

const extras: readonly [string, unknown][] = [
  ['__proto__', { polluted: true }],
  ['constructor', { prototype: { polluted: true } }],
  ['toString', 'x'],
  ['jurisdictionId', 2],
  ['jurisdiction_id', 2],
  ['seenBy', []],
  ['seen_by', '{}'],
  ['role', 'county-director'],
  ['actor', { kind: 'system' }],
  ['at', '2020-01-01T00:00:00Z'],
  ['residentId', '00000000-0000-0000-0000-000000000000'],
  ['', ''],
  ['x\0y', 1],
]

/** The oddities by name. Each changes the body it is given and says where; or gives the JSON itself. */
const oddities: Readonly<Record<string, (draw: Draw, body: Record<string, unknown>, at: Place) => string | undefined>> =
  {
    'another kind': (draw, _body, { holder, key }) => put(holder, key, draw.of(otherKinds)),
    null: (_draw, _body, { holder, key }) => put(holder, key, null),
    missing: (_draw, _body, { holder, key }) => {
      if (Array.isArray(holder)) holder.splice(Number(key), 1)
      else delete holder[key]
      return undefined
    },
    'a huge number': (draw, _body, { holder, key }) => put(holder, key, raw(draw.of(oddNumbers))),
    'deep nesting': (draw, _body, { holder, key }) => {
      const depth = draw.of([200, 20_000])
      return put(holder, key, raw('['.repeat(depth) + ']'.repeat(depth)))
    },
    'ten thousand': (_draw, _body, { holder, key }) => put(holder, key, Array(10_000).fill(holder[key as never])),
    extra: (draw, body) => {
      const [name, value] = draw.of(extras)
      return asJson(body).replace(
        /^\{/,
        `{${JSON.stringify(name)}:${JSON.stringify(value)}${Object.keys(body).length ? ',' : ''}`,
      )
    },
    twice: (draw, body, { path }) => {
      const key = path.split('.')[0] ?? ''
      return asJson(body).replace(/\}$/, `,${JSON.stringify(key)}:${JSON.stringify(draw.of(otherKinds))}}`)
    },
  }

function put(holder: Place['holder'], key: string | number, value: unknown): undefined {
  ;(holder as Record<string, unknown>)[key] = value
}

/** The JSON of this body with one oddity, and what it was. */
export function mutated(draw: Draw, body: Record<string, unknown>): { json: string; what: string } {
  const places = placesIn(body)
  const texts = places.filter((p) => typeof p.holder[p.key as never] === 'string')
  if (texts.length && draw.chance(0.45)) {
    const at = draw.of(texts)
    if (/^\d{4}-\d\d-\d\d/.test(String(at.holder[at.key as never])) && draw.chance(0.6)) {
      put(at.holder, at.key, draw.of(oddDays))
      return { json: asJson(body), what: `${at.path}: an impossible day` }
    }
    const [name, text] = oddText(draw)
    put(at.holder, at.key, text)
    return { json: asJson(body), what: `${at.path}: ${name}` }
  }
  const name = places.length ? draw.of(Object.keys(oddities)) : 'extra'
  const at = places.length ? draw.of(places) : { holder: body, key: 'x', path: 'x' }
  const whole = oddities[name]?.(draw, body, at)
  return { json: whole ?? asJson(body), what: `${at.path}: ${name}` }
}

/** Bodies that are no JSON object at all. */
export function noBody(draw: Draw, json: string): { body: string | Uint8Array<ArrayBuffer>; what: string } {
  const kinds: Record<string, () => string | Uint8Array<ArrayBuffer>> = {
    'cut off': () => json.slice(0, draw(fc.integer({ min: 1, max: Math.max(1, json.length - 1) }))),
    'no object': () => draw.of(['null', '[]', '"text"', '42', '[{}]', 'true']),
    'not JSON': () => draw.of(['<xml/>', 'a=b&c=d', '{a:1}', "{'a':1}", '\ufeff', '{"a":1}{"b":2}', 'NaN']),
    'not UTF-8': () => Uint8Array.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x81, 0x30, 0x22, 0x7d]),
    'a bare NUL': () => json.replace(/^\{/, '{"a":"\0",'),
    'too long': () => `{"words":"${'x'.repeat(250_000)}"}`,
    'only nesting': () => '['.repeat(90_000) + ']'.repeat(90_000),
    'nesting with escapes': () => `{"words":"\\u0041","files":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
  }
  const what = draw.of(Object.keys(kinds))
  return { body: kinds[what]?.() ?? '', what }
}

/** From a JSON schema to a value that fits it. What it does not know it makes plain: a new keyword costs depth, never the run. */
import fc from 'fast-check'
import type { OpenApi, Schema } from '../../src/interop/openapi.ts'
import type { Draw } from './draw.ts'

/** What a field of this name is usually filled with: ids of one's own, words of the scheme. */
export type Hints = {
  id(name: string): string
  word(name: string): string | undefined
  number(name: string): number | undefined
}

const words = [
  '路灯坏了一个月',
  '水渠塌了，放不了水',
  '请看一下低保的事',
  'The well is dry',
  '𠮷家门口的路',
  '买买提·艾力家的水管',
]
const days = ['2026-11-24', '2026-11-30', '2026-12-10', '2026-12-14', '2026-12-31', '2027-01-05', '2025-06-30']

export function fitting(draw: Draw, schema: Schema | undefined, api: OpenApi, hints: Hints, name = ''): unknown {
  const s = resolved(schema, api)
  const within = (inner: Schema | undefined, as = name) => fitting(draw, inner, api, hints, as)
  if (s.const !== undefined) return s.const
  if (s.enum) return draw.of(s.enum)
  const either = s.anyOf ?? s.oneOf
  if (either) return within(draw.of(either))
  if (s.allOf) return Object.assign({}, ...s.allOf.map((part) => within(part)))
  const type = Array.isArray(s.type) ? draw.of(s.type as string[]) : (s.type ?? (s.properties ? 'object' : 'string'))
  const size = (key: string, otherwise: number) => (typeof s[key] === 'number' ? (s[key] as number) : otherwise)
  if (type === 'object') {
    const known = Object.entries(s.properties ?? {}).filter(([key]) => s.required?.includes(key) || draw.chance(0.5))
    return Object.fromEntries(known.map(([key, inner]) => [key, within(inner, key)]))
  }
  if (type === 'array') {
    const least = size('minItems', 0)
    const most = Math.min(size('maxItems', least + 3), least + 3)
    return Array.from({ length: draw(fc.integer({ min: least, max: most })) }, () => within(s.items))
  }
  if (type === 'integer' || type === 'number')
    return (
      hints.number(name) ?? draw(fc.integer({ min: size('minimum', 0), max: size('maximum', size('minimum', 0) + 20) }))
    )
  if (type === 'boolean') return draw.chance(0.5)
  if (type === 'null') return null
  return textFor(draw, s, hints, name)
}

export function resolved(schema: Schema | undefined, api: OpenApi): Schema {
  const name = schema?.$ref?.split('/').at(-1)
  return name ? resolved(api.components.schemas[name], api) : (schema ?? {})
}

function textFor(draw: Draw, s: Schema, hints: Hints, name: string): string {
  if (s['format'] === 'uuid') return hints.id(name)
  const hinted = hints.word(name)
  if (hinted !== undefined) return hinted
  if (s['format'] === 'date') return draw.of(days)
  if (s['format'] === 'date-time') return `${draw.of(days)}T01:00:00.000Z`
  if (typeof s['pattern'] === 'string') return matching(draw, s['pattern'])
  const [least, most] = [Number(s['minLength'] ?? 0), Number(s['maxLength'] ?? 200)]
  return draw.of(words).padEnd(least, '好').slice(0, most)
}

function matching(draw: Draw, pattern: string): string {
  try {
    return draw(fc.stringMatching(new RegExp(pattern)))
  } catch {
    return 'other'
  }
}

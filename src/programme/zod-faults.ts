/** What the shape of a scheme file says against it, in words a county official can follow. */
import { z } from 'zod'
import { type Found, nearest, type Path, type types, typeText } from './say.ts'

type Issue = z.core.$ZodIssue
type Schema = z.core.$ZodType

export function shapeFaults(schema: Schema, raw: unknown, issues: readonly Issue[], under: Path = []): Found[] {
  return issues.flatMap((issue) => {
    const path = [...under, ...(issue.path as (string | number)[])]
    const value = valueAt(raw, path)
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key): Found => {
          const known = keysAt(schema, path)
          const near = nearest(key, known)
          return {
            path: [...path, key],
            ...(near
              ? { wrong: 'unknown-key-near', params: { key, near } }
              : { wrong: 'unknown-key', params: { key, known: known.join(', ') } }),
          }
        })
      case 'invalid_union':
        return unionFaults(schema, raw, issue.errors, path)
      case 'invalid_key':
        return [{ path, wrong: 'no-code', params: { value: String(path.at(-1)) } }]
      case 'invalid_type':
        if (value === undefined) return [{ path, wrong: 'missing', params: { key: String(path.at(-1) ?? '') } }]
        return [{ path, wrong: 'wrong-type', params: { expected: named(issue.expected), found: typeText(typeOf(value)) } }]
      case 'invalid_value': {
        if (value === undefined) return [{ path, wrong: 'missing', params: { key: String(path.at(-1) ?? '') } }]
        const allowed = issue.values.map(String)
        const near = nearest(String(value), allowed)
        const params = { value: String(value), allowed: allowed.join(', ') }
        return [near ? { path, wrong: 'not-allowed-near', params: { ...params, near } } : { path, wrong: 'not-allowed', params }]
      }
      case 'too_small':
        if (issue.origin === 'string' || issue.origin === 'array') return [{ path, wrong: 'empty' }]
        return [{ path, wrong: 'too-small', params: { value: String(value), least: String(issue.minimum) } }]
      case 'too_big':
        return [{ path, wrong: 'too-big', params: { value: String(value), most: String(issue.maximum) } }]
      case 'invalid_format': {
        const wrong = issue.message.includes('06-01') ? 'no-month-day' : issue.format === 'date' ? 'no-day' : undefined
        if (wrong) return [{ path, wrong, params: { value: String(value) } }]
        if (issue.message.startsWith('a code')) return [{ path, wrong: 'no-code', params: { value: String(value) } }]
        return [{ path, wrong: 'other', params: { detail: issue.message } }]
      }
      default:
        return [{ path, wrong: 'other', params: { detail: issue.message } }]
    }
  })
}

/** Of several forms the one meant is the one that was nearly met. */
function unionFaults(schema: Schema, raw: unknown, errors: readonly (readonly Issue[])[], path: Path): Found[] {
  const missing = valueAt(raw, path) === undefined
  if (missing) return [{ path, wrong: 'missing', params: { key: String(path.at(-1) ?? '') } }]
  const cost = (issues: readonly Issue[]) =>
    issues.reduce((sum, i) => {
      if (i.code === 'unrecognized_keys') return sum + 3 * i.keys.length
      if (i.path.length === 0) return sum + 10
      return sum + (i.path.length === 1 && valueAt(raw, [...path, ...(i.path as (string | number)[])]) === undefined ? 4 : 1)
    }, 0)
  const best = [...errors].filter((e) => e.length).sort((a, b) => cost(a) - cost(b))[0]
  return best ? shapeFaults(schema, raw, best, path) : [{ path, wrong: 'other', params: { detail: '' } }]
}

export function valueAt(raw: unknown, path: Path): unknown {
  let value = raw
  for (const key of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string | number, unknown>)[key]
  }
  return value
}

/** The keys that may stand at this place, of all forms it may take. */
function keysAt(schema: Schema, path: Path): string[] {
  return [...new Set(inner(schema, path).flatMap((s) => ('shape' in s._zod.def ? Object.keys(s._zod.def.shape as object) : [])))]
}
function inner(schema: Schema, [first, ...rest]: Path): Schema[] {
  return forms(schema).flatMap((form) => {
    if (first === undefined) return [form]
    const def = form._zod.def as { shape?: Record<string, Schema>; valueType?: Schema; element?: Schema }
    const next = def.shape?.[String(first)] ?? def.valueType ?? def.element
    return next ? inner(next, rest) : []
  })
}
/** A schema without its wrappers; of a union each one. */
function forms(schema: Schema): Schema[] {
  const def = schema._zod.def as { innerType?: Schema; in?: Schema; options?: Schema[] }
  if (def.innerType) return forms(def.innerType)
  if (def.in) return forms(def.in)
  if (def.options) return def.options.flatMap(forms)
  return [schema]
}

const typeOf = (value: unknown): (typeof types)[number] => {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'object') return 'map'
  if (typeof value === 'number') return 'number'
  return typeof value === 'boolean' ? 'yes-or-no' : 'text'
}
const named = (expected: string) => {
  const known: Record<string, (typeof types)[number]> = {
    string: 'text',
    number: 'number',
    int: 'number',
    boolean: 'yes-or-no',
    array: 'list',
    object: 'map',
    record: 'map',
    null: 'nothing',
  }
  const type = known[expected]
  return type ? typeText(type) : expected
}

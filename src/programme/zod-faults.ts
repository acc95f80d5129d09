/** What the shape of a scheme file says against it, in words a county official can follow. */
import type { z } from 'zod'
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
        return [
          { path, wrong: 'wrong-type', params: { expected: named(issue.expected), found: typeText(typeOf(value)) } },
        ]
      case 'invalid_value': {
        if (value === undefined) return [{ path, wrong: 'missing', params: { key: String(path.at(-1) ?? '') } }]
        const allowed = issue.values.map(String)
        const near = nearest(String(value), allowed)
        const params = { value: String(value), allowed: allowed.join(', ') }
        return [
          near
            ? { path, wrong: 'not-allowed-near', params: { ...params, near } }
            : { path, wrong: 'not-allowed', params },
        ]
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

/** Of several forms the one meant is the one that was nearly met: a mistyped word of it counts as the word. */
function unionFaults(schema: Schema, raw: unknown, errors: readonly (readonly Issue[])[], path: Path): Found[] {
  if (valueAt(raw, path) === undefined) return [{ path, wrong: 'missing', params: { key: String(path.at(-1) ?? '') } }]
  const best = errors
    .filter((issues) => issues.length)
    .map((issues) => formFaults(schema, raw, issues, path))
    .sort((a, b) => a.cost - b.cost)[0]
  return best?.faults ?? [{ path, wrong: 'other', params: { detail: '' } }]
}

function formFaults(schema: Schema, raw: unknown, issues: readonly Issue[], path: Path) {
  const isMissing = (i: Issue) => i.path.length === 1 && valueAt(raw, [...path, String(i.path[0])]) === undefined
  const missing = issues.filter(isMissing).map((i) => String(i.path[0]))
  const unknown = issues.flatMap((i) => (i.code === 'unrecognized_keys' && i.path.length === 0 ? i.keys : []))
  const typos = unknown.flatMap((key) => {
    const near = nearest(key, missing)
    return near ? [{ key, near }] : []
  })
  const typed = (i: Issue) =>
    (isMissing(i) && typos.some((typo) => typo.near === i.path[0])) ||
    (i.code === 'unrecognized_keys' &&
      i.path.length === 0 &&
      i.keys.every((key) => typos.some((typo) => typo.key === key)))
  const rest = issues.filter((i) => !typed(i))
  // keys it lacks weigh once: the first of several forms is the common one
  const lacks = rest.some(isMissing) ? 4 : 0
  const costOf = (i: Issue) => {
    if (i.code === 'unrecognized_keys') return 3 * i.keys.length
    return i.path.length === 0 ? 10 : isMissing(i) ? 0 : 1
  }
  return {
    cost: typos.length + lacks + rest.reduce((sum, i) => sum + costOf(i), 0),
    faults: [
      ...typos.map(
        ({ key, near }): Found => ({ path: [...path, key], wrong: 'unknown-key-near', params: { key, near } }),
      ),
      ...shapeFaults(schema, raw, rest, path),
    ],
  }
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
  return [
    ...new Set(
      inner(schema, path).flatMap((s) => ('shape' in s._zod.def ? Object.keys(s._zod.def.shape as object) : [])),
    ),
  ]
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

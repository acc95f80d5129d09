/** What was typed, and what is wrong with it: a form keeps every word until it is right. */
import type { z } from 'zod'
import type { FieldError } from '../../src/kernel/errors.ts'

export type Values = Record<string, string | string[]>
export type Form = {
  /** What was typed in this field just now, else what was known before. */
  value(field: string, before?: string): string
  errors: readonly FieldError[]
  error(field: string): string | undefined
  /** A refusal that belongs to no field. */
  general?: string
}

export const formOf = (typed: Values | undefined, errors: readonly FieldError[] = [], general?: string): Form => ({
  value: (field, before = '') => {
    const value = typed?.[field]
    return (Array.isArray(value) ? value[0] : value) ?? (typed ? '' : before)
  },
  errors,
  error: (field) => errors.find((e) => e.path === field)?.message,
  ...(general && { general }),
})

/** One error a field, the first: the schema's messages are keys of texts. */
export function firstErrors(error: z.ZodError): FieldError[] {
  const seen = new Map<string, string>()
  for (const issue of error.issues) {
    const path = issue.path.join('.')
    if (!seen.has(path)) seen.set(path, issue.message)
  }
  return [...seen].map(([path, message]) => ({ path, message }))
}

/** Fields as sent: one value a name, several as a list; line ends as people mean them. */
export function valuesOf(pairs: Iterable<[string, string]>): Values {
  const values: Values = {}
  for (const [name, raw] of pairs) {
    const value = raw.replaceAll('\r\n', '\n')
    const known = values[name]
    values[name] = known === undefined ? value : Array.isArray(known) ? [...known, value] : [known, value]
  }
  return values
}

/** The form of a kind: one schema for each field, as the scheme declares it. What it says wrong is said in words, by field. */
import { z } from 'zod'
import { freeText } from '../cases/free-text.ts'
import { Day } from '../cases/input-day.ts'
import type { Field, RecordKind } from '../programme/records.ts'
import type { FieldValue } from './model.ts'

export type Fields = Readonly<Record<string, Field>>
/** Values as they are kept: free words apart, so that they can go. */
export type Filled = {
  readonly data: Readonly<Record<string, Plain>>
  readonly words: Readonly<Record<string, string>>
}
export type Plain = string | number | boolean | string[]

const id = z.uuid('code')
/** Money has two places: anything finer was mistyped. */
const cents = (n: number) => Math.abs(n * 100 - Math.round(n * 100)) < 1e-6
const largest = 1_000_000_000_000
const number = ({ min, max }: Field) =>
  z
    .number()
    .min(min ?? -largest)
    .max(max ?? largest)

const schemaOf: { [T in Field['type']]: (field: Field) => z.ZodType } = {
  text: ({ max }) => freeText(1, max ?? 300),
  words: ({ max }) => freeText(1, max ?? 5000),
  number,
  money: (field) => number({ ...field, min: field.min ?? 0 }).refine(cents, 'money'),
  date: () => Day,
  yesno: () => z.boolean(),
  choice: ({ options }) => z.string().refine((value) => Object.hasOwn(options ?? {}, value), 'code'),
  member: () => id,
  household: () => id,
  org: () => id,
  place: () => id,
  members: () => z.array(id).max(500).transform(unique),
  files: () => z.array(id).max(9).transform(unique),
}
const unique = (ids: string[]) => [...new Set(ids)]

/** Nothing is typed there: an empty line, no choice, an empty list. */
const blank = (value: unknown) =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

/** The schema of these fields. A field left empty is absent; one the kind does not have is a fault. */
export function formOf(fields: Fields) {
  const shape = Object.fromEntries(
    Object.entries(fields).map(([code, field]) => {
      const one = schemaOf[field.type](field)
      const asked = field.required
        ? z.any().refine((value) => value !== undefined, { error: 'needed', abort: true })
        : undefined
      return [code, asked ? asked.pipe(one) : one.optional()]
    }),
  )
  return z.preprocess(
    (typed) =>
      typeof typed === 'object' && typed !== null
        ? Object.fromEntries(Object.entries(typed).filter(([, value]) => !blank(value)))
        : typed,
    z.strictObject(shape),
  )
}

/** What was filled in, parted: free words in one heap, everything that can be counted or pointed to in the other. */
export function part(fields: Fields, values: Readonly<Record<string, unknown>>): Filled {
  const data: Record<string, Plain> = {}
  const words: Record<string, string> = {}
  for (const [code, value] of Object.entries(values)) {
    if (value === undefined) continue
    if (fields[code]?.type === 'words') words[code] = value as string
    else data[code] = value as Plain
  }
  return { data, words }
}

export type Fault = { readonly path: string; readonly message: string }

/** A record is of days that have been, not more than a year ago: what is planned is no work done. */
export function dayFaults(
  kind: Pick<RecordKind, 'lasts'>,
  { onDay, untilDay }: { onDay: string; untilDay?: string | undefined },
  today: string,
  yearAgo: string,
): Fault[] {
  const faults: Fault[] = []
  if (onDay > today) faults.push({ path: 'onDay', message: 'record-day-ahead' })
  if (onDay < yearAgo) faults.push({ path: 'onDay', message: 'record-day-old' })
  if (untilDay === undefined) return faults
  if (kind.lasts === 'day' && untilDay !== onDay) faults.push({ path: 'untilDay', message: 'record-one-day' })
  else if (untilDay < onDay) faults.push({ path: 'untilDay', message: 'record-days-turned' })
  else if (untilDay > today) faults.push({ path: 'untilDay', message: 'record-day-ahead' })
  return faults
}

/** Ids a filled form points to, by what they are. */
export function pointedTo(fields: Fields, data: Filled['data']) {
  const of = (...types: Field['type'][]) =>
    Object.entries(fields).flatMap(([code, { type }]) => {
      const value = data[code]
      return value !== undefined && types.includes(type) ? [value].flat().map(String) : []
    })
  return {
    members: unique(of('member', 'members')),
    households: of('household'),
    orgs: unique(of('org')),
    places: of('place'),
    files: unique(of('files')),
  }
}

/** A value typed, or kept, is none. */
export const isBlank = (value: FieldValue | undefined) => blank(value)

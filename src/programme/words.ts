/** What every part of a scheme file is written with: codes, texts in both languages, days of the year. */
import { z } from 'zod'

export const Text = z.object({ 'zh-CN': z.string().min(1), en: z.string().min(1) }).strict()
export type LocalText = z.output<typeof Text>
export const code = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'a code: lower-case letters, digits and hyphens')
/** A list by code, each entry with its name in both languages. */
export const named = <T extends z.ZodRawShape>(shape: T) => z.record(code, z.object({ name: Text, ...shape }).strict())
/** A day of any year, as 06-01. */
export const MonthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a day of the year: 06-01')
/** A calendar day, as 2026-06-01. */
export const Day = z.iso.date()
/** The sentence of the document that stands behind an entry, word for word; absent where the entry is local. */
export const quote = z.string().min(2).optional()

/** Input checked by its schema, with the faults told in the reader's language. */
import { z } from 'zod'
import type { Language } from '../app.ts'
import { Refusal } from '../errors.ts'

const locales = { 'zh-CN': z.locales.zhCN().localeError, en: z.locales.en().localeError }
/** What the library says of a fault. A pattern is for programs: who reads is told in words that the form is wrong. */
const told =
  (language: Language): z.core.$ZodErrorMap =>
  (issue) =>
    issue.code === 'invalid_format' && issue.format === 'regex' ? 'pattern' : locales[language](issue)

/** The input as its schema makes it. Refused with `input.invalid`, one message for each field. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown, language: Language): z.output<S> {
  const parsed = schema.safeParse(input, { error: told(language) })
  if (parsed.success) return parsed.data
  throw new Refusal(
    'input.invalid',
    {},
    parsed.error.issues.map((i) => ({ path: i.path.join('.'), message: i.message })),
  )
}

import { expect, test } from 'vitest'
import { z } from 'zod'
import { Refusal } from '../errors.ts'
import { parseInput } from './input.ts'
import { problemOf } from './problem.ts'

const said = (schema: z.ZodType, value: unknown, language: 'zh-CN' | 'en') => {
  try {
    parseInput(schema, { value }, language)
  } catch (error) {
    if (error instanceof Refusal) return problemOf(error, language).errors?.[0]?.message
  }
  return undefined
}
const digits = z.object({ value: z.string().regex(/^\d{4}$/) })

test.each(['zh-CN', 'en'] as const)('a pattern is told in words, not as programs write it (%s)', (language) => {
  const message = said(digits, '12', language)
  expect(message).toMatch(language === 'en' ? /^This is not written/ : /写法/)
  expect(message).not.toMatch(/[\\^${}]/)
})

test('a rule with words of its own keeps them', () => {
  const own = z.object({ value: z.string().regex(/^\d{4}$/, 'four digits') })
  expect(said(own, '12', 'en')).toBe('four digits')
})

test('what the library says in words is left as it is', () => {
  expect(said(z.object({ value: z.string().min(3) }), 'a', 'en')).toContain('3')
})

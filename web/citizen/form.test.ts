import { expect, test } from 'vitest'
import { z } from 'zod'
import { firstErrors, formOf, valuesOf } from './form.ts'

test('what was typed comes back, also when it was emptied; before typing, what was known', () => {
  expect(formOf(undefined).value('words', '井水浑了')).toBe('井水浑了')
  expect(formOf({ words: '' }).value('words', '井水浑了')).toBe('')
  expect(formOf({ words: '井干了' }).value('words', '井水浑了')).toBe('井干了')
})

test('one error a field, the first', () => {
  const parsed = z
    .object({ a: z.string().min(3, 'short').regex(/x/, 'no-x'), b: z.string('missing') })
    .safeParse({ a: 'q' })
  expect(parsed.error && firstErrors(parsed.error)).toEqual([
    { path: 'a', message: 'short' },
    { path: 'b', message: 'missing' },
  ])
})

test('line ends are as people mean them, a name sent twice is a list', () => {
  expect(valuesOf(new URLSearchParams('words=%E4%B8%80%0D%0A%E4%BA%8C&x=1&x=2'))).toEqual({
    words: '一\n二',
    x: ['1', '2'],
  })
})

import { expect, test } from 'vitest'
import { cursorOf, readCursor } from './cursor.ts'
import { Day } from './model.ts'

const id = '01234567-89ab-7cde-8f01-23456789abcd'
const forged = (at: string) => Buffer.from(`${at}/${id}`).toString('base64url')

test('a page ends where it says it ends', () => {
  const at = new Date('2026-11-23T01:00:00.000Z')
  expect(readCursor(cursorOf(at, id))).toEqual({ at, id })
})

test.each(['-271821-04-20T00:00:00.000Z', '+275760-09-13T00:00:00.000Z', 'x', ''])(
  'a cursor of instant “%s” is none of ours',
  (at) => {
    expect(() => readCursor(forged(at))).toThrow(expect.objectContaining({ code: 'input.invalid' }))
  },
)

test.each([
  ['2026-11-23', true],
  ['1949-09-30', false],
  ['9999-12-31', false],
  ['0000-01-01', false],
  ['2026-02-30', false],
])('%s as a day of a form: %s', (day, fits) => {
  expect(Day.safeParse(day).success).toBe(fits)
})

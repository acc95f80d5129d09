import { expect, test } from 'vitest'
import { instantOf, minuteNow } from './when.ts'

test('a minute on the clock here is the same instant wherever the browser stands', () => {
  expect(instantOf('2026-11-24T18:15')).toBe('2026-11-24T10:15:00.000Z')
  expect(minuteNow()).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
})

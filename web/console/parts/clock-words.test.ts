import { expect, test } from 'vitest'
import { clockWords } from './clock-words.ts'

const t = (key: string, params: Record<string, string | number> = {}) =>
  `${key} ${Object.values(params).join(' ')}`.trim()
const base = {
  colour: 'in-time',
  dueProvisional: false,
  clock: 'handling',
  endedAt: null,
  outcome: null,
  state: 'handling',
} as const
const due = (dueAt: string, workingDays: number, hours: number, overdue = false) => ({
  ...base,
  dueAt,
  remaining: { workingDays, hours, overdue },
})

test('a limit in days names the working days left and the day it ends', () => {
  expect(clockWords(t, 'en', due('2026-12-03T15:59:59.999Z', 2, 60))).toMatchObject({
    left: 'desk.clock.left-days 2',
    day: expect.stringContaining('Dec 3'),
  })
})

test('a limit in hours names the hours left and the hour it ends', () => {
  const words = clockWords(t, 'en', due('2026-12-03T02:10:00.000Z', 1, 20))
  expect(words.left).toBe('desk.clock.left-hours 20')
  expect(words.day).toContain('10:10')
})

test('what is due tonight says so without naming the day', () => {
  expect(clockWords(t, 'en', due('2026-12-03T15:59:59.999Z', 0, 6))).toEqual({ left: 'desk.clock.today 6', day: '' })
})

test('what is late says by how much, and when it was due', () => {
  expect(clockWords(t, 'en', due('2026-12-03T15:59:59.999Z', 1, 30, true))).toMatchObject({
    left: 'desk.clock.late-day',
  })
})

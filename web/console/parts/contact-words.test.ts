import { expect, test } from 'vitest'
import { contactState, contactWaits, contactWords } from './contact-words.ts'

const t = (key: string, params: Record<string, string | number> = {}) =>
  `${key} ${Object.values(params).join(' ')}`.trim()
const due = '2026-11-24T08:00:00.000Z'
const at = (iso: string) => Date.parse(iso)
const waiting = { dueAt: due, madeAt: null, late: false }

test('while there is time, the hours left are said; close to the limit it is due soon', () => {
  expect(contactWords(t, 'en', waiting, at('2026-11-24T01:30:00Z'))).toContain('left-hours 6')
  expect(contactState(waiting, at('2026-11-24T01:30:00Z'))).toBe('in-time')
  expect(contactState(waiting, at('2026-11-24T05:00:00Z'))).toBe('due-soon')
})

test('what was missed says so, also once it has been made after all', () => {
  expect(contactState(waiting, at('2026-11-24T08:00:01Z'))).toBe('late')
  const made = { dueAt: due, madeAt: '2026-11-24T09:00:00.000Z', late: true }
  expect(contactState(made, at('2026-11-25T00:00:00Z'))).toBe('made-late')
  expect(contactState({ ...made, late: false }, at('2026-11-25T00:00:00Z'))).toBe('made')
})

test('nobody is to be contacted about what has ended, or where no contact was left', () => {
  const open = { firstContact: waiting, endedAt: null, state: 'in-hand' } as const
  expect(contactWaits(open)).toBe(true)
  expect(contactWaits({ ...open, endedAt: due })).toBe(false)
  expect(contactWaits({ ...open, firstContact: null })).toBe(false)
})

import { expect, test } from 'vitest'
import { missingFrom, planOf, rowsFor, type Sheet, sheetOf, waitsHere, waysFor } from './plan.ts'

type Case = Parameters<typeof planOf>[0]
const fresh: Case = {
  state: 'registered',
  level: 'town',
  may: ['accept', 'decline', 'link', 'split', 'sort', 'assign'],
  category: null,
  nature: null,
  urgency: 'ordinary',
  extent: null,
  holder: null,
  holderMember: null,
}
const back: Case = {
  ...fresh,
  state: 'in-hand',
  may: ['dispatch', 'sort', 'assign', 'settle'],
  category: 'water',
  nature: 'help',
  extent: 'individual',
}
const all = () => true
const sheet = (more: Partial<Sheet>): Sheet => ({
  urgency: 'ordinary',
  extent: 'individual',
  category: 'water',
  nature: 'help',
  ...more,
})
const sent = { department: 'dep', day: '2026-12-08', standard: '水清了' }
const actions = (c: Case, s: Sheet) => planOf(c, s).map((t) => t.action)

test('a fresh case is accepted and dispatched; accepted before, it is only dispatched', () => {
  const s = sheet({ way: 'dispatch', ...sent })
  expect(actions(fresh, s)).toEqual(['accept', 'dispatch'])
  expect(actions(back, s)).toEqual(['dispatch'])
  expect(actions(back, { ...s, urgency: 'urgent' })).toEqual(['sort', 'dispatch'])
  expect(planOf(back, s)[0]?.input).toEqual({ departmentId: 'dep', dueDay: '2026-12-08', standard: '水清了' })
})
test('kept here it may be given to a person, sent up it says why, joined it is not accepted first', () => {
  expect(actions(fresh, sheet({ way: 'keep' }))).toEqual(['accept'])
  expect(actions(fresh, sheet({ way: 'keep', person: 'm' }))).toEqual(['accept', 'assign'])
  expect(actions(fresh, sheet({ way: 'escalate', reason: '村里没钱' }))).toEqual(['accept', 'escalate'])
  expect(actions(fresh, sheet({ way: 'link', lead: 'LX-1' }))).toEqual(['link'])
})
test('what is missing is named top to bottom, and nothing is sent without it', () => {
  expect(missingFrom(fresh, { urgency: 'ordinary', extent: 'individual' })).toEqual(['category', 'nature', 'way'])
  expect(missingFrom(fresh, sheet({ way: 'dispatch' }))).toEqual(['department', 'day', 'standard'])
  expect(missingFrom(fresh, sheet({ way: 'escalate', reason: ' 难 ' }))).toEqual(['reason'])
  expect(missingFrom(fresh, sheet({ way: 'link' }))).toEqual(['lead'])
  expect(missingFrom(back, sheet({ way: 'keep' }))).toEqual(['person'])
  expect(missingFrom(back, sheet({ way: 'keep', person: 'm' }))).toEqual([])
})
test('the ways open follow the level and what one may do after accepting', () => {
  expect(waysFor(fresh, all)).toEqual(['dispatch', 'keep', 'escalate', 'link'])
  expect(waysFor({ ...fresh, level: 'branch' }, all)).toEqual(['keep', 'escalate', 'link'])
  expect(waysFor(fresh, (p) => p !== 'case.dispatch')).toEqual(['keep', 'escalate', 'link'])
  expect(waysFor({ ...fresh, state: 'dispatched', may: ['receive', 'sendBack'] }, all)).toEqual(['receive'])
  expect(waysFor({ ...fresh, may: ['comment'] }, all)).toEqual([])
  expect(waysFor({ ...fresh, state: 'answered', may: [] }, all)).toEqual([])
})
test('the rows in sight follow the way', () => {
  const ways = waysFor(fresh, all)
  expect(sheetOf(fresh, ways).way).toBe('dispatch')
  expect(rowsFor(fresh, sheet({ way: 'dispatch' }), ways)).toEqual(['category', 'nature', 'way', 'department'])
  expect(rowsFor(fresh, sheet({ way: 'dispatch', department: 'd' }), ways).at(-1)).toBe('person')
  expect(rowsFor(fresh, sheet({ way: 'escalate' }), ways)).toEqual(['category', 'nature', 'way'])
  expect(rowsFor(fresh, sheet({ way: 'receive' }), ['receive'])).toEqual(['person'])
})
test('what waits at triage: what is to be decided, and what came back with nobody on it', () => {
  const item = { waits: 'act', state: 'in-hand', level: 'town', holderMember: null } as const
  expect(waitsHere({ ...item, waits: 'decide', state: 'registered' })).toBe(true)
  expect(waitsHere(item)).toBe(true)
  expect(waitsHere({ ...item, holderMember: { id: 'm', name: '王' } })).toBe(false)
  expect(waitsHere({ ...item, state: 'handling' })).toBe(false)
  expect(waitsHere({ ...item, waits: 'call', state: 'answered' })).toBe(false)
})

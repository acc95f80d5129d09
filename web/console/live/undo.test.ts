import { expect, test } from 'vitest'
import type { CaseView } from '../api.ts'
import { undoOf } from './undo.ts'

const aView = (differing: Partial<CaseView>) =>
  ({ may: [], holderMember: null, category: null, ...differing }) as CaseView

test('a dispatch is taken back with a reason, while the server still offers it', () => {
  const before = aView({})
  expect(undoOf(before, 'dispatch', aView({ may: ['recall'] }), '点错了')).toEqual({
    action: 'recall',
    input: { reason: '点错了' },
  })
  expect(undoOf(before, 'dispatch', aView({ may: [] }), '点错了')).toBeUndefined()
})

test('sorted or given anew it goes back to what it was; what was never sorted stays', () => {
  const sorted = aView({ category: 'water', nature: 'help', urgency: 'urgent', extent: 'common', title: null })
  const after = aView({ may: ['sort', 'assign'] })
  expect(undoOf(sorted, 'sort', after, '')?.input).toEqual({
    category: 'water',
    nature: 'help',
    urgency: 'urgent',
    extent: 'common',
  })
  expect(undoOf(aView({}), 'sort', after, '')).toBeUndefined()
  expect(undoOf(aView({ holderMember: { id: 'wang', name: '王' } }), 'assign', after, '')?.input).toEqual({
    memberId: 'wang',
  })
  expect(undoOf(aView({}), 'assign', after, '')).toBeUndefined()
})

test('what the resident was told cannot be taken back', () => {
  expect(undoOf(aView({}), 'decline', aView({ may: ['accept'] }), '')).toBeUndefined()
})

/** Which button is big: the first step of `may`, unless it only keeps company. */
import { expect, test } from 'vitest'
import { layOut } from './actions.ts'

test('the first step is the big button, the others stand under it by group', () => {
  const { next, rest } = layOut(['accept', 'decline', 'sort', 'split', 'comment', 'addHeard'])
  expect(next).toBe('accept')
  expect(rest).toEqual([
    { group: 'handle', actions: ['decline'] },
    { group: 'talk', actions: ['addHeard'] },
    { group: 'more', actions: ['sort', 'split'] },
  ])
})

test('who can only watch gets no big button', () => {
  expect(layOut(['supervise', 'comment'])).toEqual({
    next: undefined,
    rest: [{ group: 'talk', actions: ['supervise'] }],
  })
})

test('a step this desk does not know is not drawn', () => {
  expect(layOut(['teleport'])).toEqual({ next: undefined, rest: [] })
})

test('calling the resident is the next step only once the verdict is overdue', () => {
  const may = ['confirmByCall', 'disputeByCall', 'noteCall', 'comment']
  expect(layOut(may).next).toBeUndefined()
  expect(layOut(may, true).next).toBe('confirmByCall')
})

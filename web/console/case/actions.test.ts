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
    beside: undefined,
    rest: [{ group: 'talk', actions: ['supervise'] }],
  })
})

test('a step this desk does not know is not drawn', () => {
  expect(layOut(['teleport'])).toEqual({ next: undefined, beside: undefined, rest: [] })
})

test('calling the resident is the next step only once the verdict is overdue', () => {
  const may = ['confirmByCall', 'disputeByCall', 'noteCall', 'comment']
  expect(layOut(may).next).toBeUndefined()
  expect(layOut(may, { late: true }).next).toBe('confirmByCall')
})

test('where first contact is about to be missed it stands beside the work, and is the next step where there is none', () => {
  const wants = { contact: true }
  expect(layOut(['accept', 'decline', 'contact'], wants)).toMatchObject({ next: 'accept', beside: 'contact' })
  expect(layOut(['contact', 'recall', 'supervise'], wants)).toMatchObject({ next: 'contact', beside: undefined })
  expect(layOut(['accept', 'contact'])).toMatchObject({ next: 'accept', beside: undefined })
})

test('while the resident is asked, writing down the reply is the next step', () => {
  expect(layOut(['replyHeard', 'contact', 'comment']).next).toBe('replyHeard')
})

test('a doubtful verdict is called about at once', () => {
  expect(layOut(['confirmByCall', 'disputeByCall', 'noteCall'], { late: true }).next).toBe('confirmByCall')
})

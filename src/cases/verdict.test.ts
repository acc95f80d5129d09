/** What was ticked and what was written: when somebody should call and ask. */
import { expect, test } from 'vitest'
import { scheme } from '../../test/a-case.ts'
import { doubtOf } from './verdict.ts'

const { doubtWords } = scheme.verdict

test.each([
  [{ resolved: 'yes', satisfied: 'satisfied', why: '还没修好' }, 'words'],
  [{ resolved: 'yes', why: '灯又坏了' }, 'words'],
  [{ resolved: 'yes', satisfied: 'satisfied', why: 'Still broken, sorry' }, 'words'],
  [{ resolved: 'partly', satisfied: 'very-satisfied' }, 'grades'],
  [{ resolved: 'no', satisfied: 'satisfied' }, 'grades'],
  [{ resolved: 'no', satisfied: 'very-satisfied', why: '没人来过' }, 'words'],
] as const)('%o does not fit together: %s', (given, doubt) => {
  expect(doubtOf(given, doubtWords)).toBe(doubt)
})

test.each([
  [{ resolved: 'yes' }, 'one tap'],
  [{ resolved: 'yes', satisfied: 'very-satisfied', why: '修好了，谢谢' }, 'glad and settled'],
  [{ resolved: 'yes', satisfied: 'dissatisfied', why: '太慢了' }, 'settled, and not glad of how: two questions'],
  [{ resolved: 'no', satisfied: 'dissatisfied', why: '还没修好' }, 'a plain no'],
  [{ resolved: 'no', why: '还没修好' }, 'a plain no without a grade'],
  [{ resolved: 'partly', satisfied: 'fair' }, 'half and half'],
] as const)('%o fits together: %s', (given, _why) => {
  expect(doubtOf(given, doubtWords)).toBeNull()
})

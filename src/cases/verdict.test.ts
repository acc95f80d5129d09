/** What was ticked and what was written: when somebody should call and ask. */
import { describe, expect, test } from 'vitest'
import { answered, endOf, on, replay, resident, scheme, take } from '../../test/a-case.ts'
import { openTo } from './lifecycle.ts'
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

describe('details after the tap', () => {
  const at = on('2026-12-01')
  const until = { verdictUntil: endOf('2026-12-16') }
  const saidNo = { ...replay(answered(), take(answered(), 'dispute', resident, at)), ...until }
  const saidYes = { ...replay(answered(), take(answered(), 'confirm', resident, at)), ...until }

  test('reopen nothing a second time, move no clock and leave the days for changing as they are', () => {
    const { after } = take(saidNo, 'explainVerdict', resident, on('2026-12-03'), {
      resolved: 'partly',
      why: '只修了一半',
    })
    expect(after).toMatchObject({
      state: 'reopened',
      resolved: 'partly',
      reopened: 1,
      verdictAt: at,
      dueAt: saidNo.dueAt,
    })
  })

  test('are looked at for contradictions like the verdict itself; words alone take back no doubt about the grade', () => {
    const doubtful = replay(saidNo, take(saidNo, 'explainVerdict', resident, at, { satisfied: 'satisfied' }))
    expect(doubtful.doubt).toBe('grades')
    const c = { ...doubtful, ...until }
    expect(take(c, 'explainVerdict', resident, at, { why: '晚上来看过' }).after.doubt).toBe('grades')
    expect(take(c, 'explainVerdict', resident, at, { satisfied: 'dissatisfied' }).after.doubt).toBeNull()
    expect(take(saidYes, 'explainVerdict', resident, at, { why: '还没修好' }).after.doubt).toBe('words')
  })

  test('never turn “settled” into “not”: that is a dispute; and their time ends with the verdict’s', () => {
    expect(() => take(saidYes, 'explainVerdict', resident, at, { resolved: 'no' })).toThrow('case.not-now')
    const may = (day: string) => openTo(resident, saidNo, on(day)).map((s) => s.action)
    expect([may('2026-12-16').includes('explainVerdict'), may('2026-12-17').includes('explainVerdict')]).toEqual([
      true,
      false,
    ])
  })
})

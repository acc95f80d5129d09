/** Each rule of unusual reading as a row: this much, with that habit, gives these findings and no others. */
import { expect, test } from 'vitest'
import { type ReadingDay, type Reread, type Rule, unusual } from './unusual.ts'

const quiet: ReadingDay = { memberId: 'm', orgId: 'o', day: '2026-11-20', cases: 8, strange: 2, night: 0, reveals: 2 }
const habit = (days: number, differing: Partial<ReadingDay> = {}): ReadingDay[] =>
  Array.from({ length: days }, (_, i) => ({ ...quiet, day: `2026-10-${String(i + 1).padStart(2, '0')}`, ...differing }))
const judge = (day: Partial<ReadingDay>, before = habit(10), rereads: Reread[] = []) =>
  unusual([{ ...quiet, ...day }], before, rereads, { revealsPerDay: 50 })

const table: [string, Partial<ReadingDay>, ReadingDay[], Rule[]][] = [
  ['an ordinary day', {}, habit(10), []],
  ['a busy day of one’s own cases', { cases: 29, strange: 3 }, habit(10), []],
  ['twenty cases of others', { cases: 21, strange: 20 }, habit(10), ['strange']],
  ['nineteen cases of others', { cases: 20, strange: 19 }, habit(10), []],
  [
    'twenty cases of others, by one whose days are like that',
    { cases: 24, strange: 20 },
    habit(10, { strange: 15 }),
    [],
  ],
  ['twenty cases of others, by one nothing is known of', { cases: 24, strange: 20 }, [], ['strange']],
  ['four times the usual', { cases: 32 }, habit(10), ['far-above']],
  ['less than four times the usual', { cases: 31 }, habit(10), []],
  ['many cases, but too few days to compare with', { cases: 60 }, habit(4), []],
  ['four cases at night', { night: 4 }, habit(10), []],
  ['five cases at night', { night: 5 }, habit(10), ['night']],
  ['five cases at night, by one who always does', { night: 5 }, habit(10, { night: 5 }), ['night']],
  ['ten contacts, where two are usual', { reveals: 10 }, habit(10), ['reveals']],
  ['ten contacts, where five are usual', { reveals: 10 }, habit(10, { reveals: 5 }), []],
  ['as many contacts as the scheme names', { reveals: 50 }, habit(10, { reveals: 40 }), []],
  ['one contact more than the scheme names', { reveals: 51 }, habit(10, { reveals: 40 }), ['reveals-limit']],
  [
    'everything at once',
    { cases: 80, strange: 70, night: 60, reveals: 70 },
    habit(10),
    ['far-above', 'night', 'reveals-limit', 'strange'],
  ],
]
test.each(table)('%s', (_, day, before, expected) => {
  expect(judge(day, before).map((f) => f.rule)).toEqual(expected)
})

test('a finding says how much, against what, and keeps its name', () => {
  expect(judge({ cases: 40 })).toEqual([
    {
      key: 'far-above/m/2026-11-20',
      rule: 'far-above',
      memberId: 'm',
      orgId: 'o',
      day: '2026-11-20',
      n: 40,
      usual: 8,
      limit: null,
      caseId: null,
    },
  ])
})

test('the habits of others do not count', () => {
  expect(judge({ cases: 40 }, habit(10, { memberId: 'other', cases: 100 })).map((f) => f.rule)).toEqual([])
})

test('an ended case read in six different hours is told, in five it is not', () => {
  const reread = (times: number): Reread => ({ memberId: 'm', orgId: 'o', caseId: 'c', day: '2026-11-20', times })
  expect(judge({}, habit(10), [reread(5)])).toEqual([])
  expect(judge({}, habit(10), [reread(6)])).toMatchObject([{ rule: 'again', n: 6, caseId: 'c', key: 'again/m/c' }])
})

test('findings stand by day, newest first, never by how much', () => {
  const days = [
    { ...quiet, day: '2026-11-18', night: 50 },
    { ...quiet, day: '2026-11-20', night: 5 },
    { ...quiet, memberId: 'a', day: '2026-11-20', night: 9 },
  ]
  expect(unusual(days, [], [], { revealsPerDay: 50 }).map((f) => [f.day, f.memberId])).toEqual([
    ['2026-11-20', 'a'],
    ['2026-11-20', 'm'],
    ['2026-11-18', 'm'],
  ])
})

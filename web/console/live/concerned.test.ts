import { expect, test } from 'vitest'
import { isCount, isList, news } from './concerned.ts'

test('a step whose result is on the page already is no news; another’s and a later one are', () => {
  const known = (id: string) => ({ mine: 3, behind: 2 })[id]
  const moved = [
    { id: 'mine', version: 3, mine: true },
    { id: 'behind', version: 3, mine: false },
    { id: 'unknown', version: 1, mine: true },
  ]
  expect(news(moved, known).map((m) => m.id)).toEqual(['behind', 'unknown'])
})

test('lists and counts are told apart, and what no case changes is neither', () => {
  expect(isList(['inbox', 'decide'])).toBe(true)
  expect(isCount(['overview', ''])).toBe(true)
  for (const key of [['programme'], ['orgs'], ['case', 'x']])
    expect([isList(key), isCount(key)]).toEqual([false, false])
})

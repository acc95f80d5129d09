import { expect, test } from 'vitest'
import { lostAbove, seenAfter } from './seen-after.ts'

const before = new Map<string, string[]>([
  ['county', ['county']],
  ['a', ['a', 'county']],
  ['b', ['b', 'county']],
  ['a1', ['a1', 'a', 'county']],
  ['a-water', ['a-water', 'a', 'county']],
])
const moved = new Map([...before, ['a1', ['a1', 'b', 'county']]])
const seen = (row: string[], own: (string | null)[] = ['a1']) => seenAfter(row, own, before, moved).sort()

test('a village’s case: the new town sees it, the old one no more', () => {
  expect(seen(['a1', 'a', 'county', 'liaison'])).toEqual(['a1', 'b', 'county', 'liaison'])
})
test('the old town keeps what it has had in hand', () => {
  expect(seen(['a1', 'a', 'county'], ['a1', 'a', null])).toEqual(['a', 'a1', 'b', 'county'])
})
test('a department that was given it keeps it, and with it the town above the department', () => {
  expect(seen(['a1', 'a', 'county', 'a-water'])).toEqual(['a', 'a-water', 'a1', 'b', 'county'])
})
test('what the moved unit never had stays as it is', () => {
  expect(seen(['a', 'county'], ['a'])).toEqual(['a', 'county'])
})
test('done twice it is done once', () => {
  const once = seen(['a1', 'a', 'county', 'liaison'])
  expect(seenAfter(once, ['a1'], moved, moved).sort()).toEqual(once)
})

test('a recusal set loses the orgs no longer above, and who leads them', () => {
  const leaders = new Map([
    ['a', ['leader of a']],
    ['county', ['director']],
  ])
  expect(lostAbove(['a1', 'a', 'county'], ['a1', 'b', 'county'], leaders)).toEqual(['a', 'leader of a'])
  expect(lostAbove(['a', 'county'], ['b', 'county'], leaders)).toEqual(['a', 'leader of a'])
  expect(lostAbove(['a1', 'county'], ['a1', 'county'], leaders)).toEqual([])
})

/** Hints by page and part: each address its own, each part some words. */
import { expect, test } from 'vitest'
import { hintKey, hintKeys, hintPageOf, hints, partOf, parts } from './hints.ts'

test.each([
  ['/inbox', 'inbox'],
  ['/cases', 'cases'],
  ['/cases/0192-a', 'case'],
  ['/overview', 'overview'],
  ['/overview/figures', undefined],
  ['/register', 'register'],
  ['/settings', undefined],
  ['/', undefined],
  ['/constructor', undefined],
])('%s shows the hint of %s', (path, page) => expect(hintPageOf(path)).toBe(page))

test('every part finds words on every page', () => {
  for (const page of Object.keys(hints) as (keyof typeof hints)[])
    for (const part of parts) expect(hintKeys).toContain(hintKey(page, part))
})

test('who triages at a village leads it, who does not is a member; a department is a department at any level', () => {
  expect(partOf({ level: 'branch', handles: false }, true)).toBe('village')
  expect(partOf({ level: 'branch', handles: false }, false)).toBe('member')
  expect(partOf({ level: 'town', handles: true }, false)).toBe('department')
  expect(partOf({ level: 'county', handles: false }, true)).toBe('county')
})

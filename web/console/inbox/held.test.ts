import { expect, test } from 'vitest'
import type { InboxItem } from '../api.ts'
import { hold } from './held.ts'

const item = (id: string, waits: InboxItem['waits'] = 'act', version = 1) => ({ id, waits, version }) as InboxItem

test('rows keep their places while others come, go and change; what came and went is counted', () => {
  const before = [item('a'), item('b'), item('c')]
  const { rows, news, gone } = hold(before, [item('new'), item('c', 'call', 2), item('a')], undefined)
  expect(rows.map((r) => [r.id, r.waits, r.version, r.gone ?? false])).toEqual([
    ['a', 'act', 1, false],
    ['b', 'act', 1, true],
    ['c', 'act', 2, false],
  ])
  expect([news, gone]).toEqual([1, 1])
})

test('the case the reader has dealt with goes at once', () => {
  const { rows, gone } = hold([item('a'), item('b')], [item('b')], 'a')
  expect(rows.map((r) => r.id)).toEqual(['b'])
  expect(gone).toBe(0)
})

import { expect, test } from 'vitest'
import type { InboxItem } from '../api.ts'
import { groupByWaits } from './groups.ts'

const item = (id: string, waits: InboxItem['waits']) => ({ id, waits }) as InboxItem

test('what waits for me is grouped by what I must do, and the clock’s order stays inside a group', () => {
  const groups = groupByWaits([item('a', 'act'), item('b', 'decide'), item('c', 'act')])
  expect(groups.map((g) => [g.waits, g.items.map((i) => i.id)])).toEqual([
    ['act', ['a', 'c']],
    ['decide', ['b']],
  ])
})

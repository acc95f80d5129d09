import { expect, test } from 'vitest'
import { readFilter } from '../cases/filter.ts'
import { builtIn, builtIns, filterText, sameFilter } from './builtin.ts'

test('a view is the same in whatever order its filters stand', () => {
  expect(sameFilter({ late: 'true', category: 'water' }, { category: 'water', late: 'true' })).toBe(true)
  expect(sameFilter({ late: 'true' }, { late: 'true', category: 'water' })).toBe(false)
})
test('every built-in view is a filter the address keeps', () => {
  for (const view of builtIns) {
    const read = readFilter(Object.fromEntries(new URLSearchParams(filterText(builtIn[view]))))
    expect(read).toEqual(builtIn[view])
  }
})

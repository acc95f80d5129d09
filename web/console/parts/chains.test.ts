import { expect, test } from 'vitest'
import { withChains } from './chains.ts'

test('a unit stands with all above it, lowest first; what is above and not known ends it', () => {
  const units = [
    { id: 'village', parentId: 'town' },
    { id: 'county', parentId: null },
    { id: 'town', parentId: 'county' },
    { id: 'alone', parentId: 'gone' },
  ]
  expect(withChains(units).map((u) => u.chain.join(' '))).toEqual([
    'village town county',
    'county',
    'town county',
    'alone',
  ])
})

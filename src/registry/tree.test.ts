import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scheme } from '../../test/a-case.ts'
import { afterJoin, afterMove, checkJoin, checkMove, mayStandUnder, type Tree, type Unit } from './tree.ts'

const unit = (id: string, kind: string, chain: string[], closedOn: string | null = null): [string, Unit] => [
  id,
  { id, kind, parentId: chain[1] ?? null, chain, closedOn },
]
const tree: Tree = new Map([
  unit('county', 'county-office', ['county']),
  unit('a', 'town-committee', ['a', 'county']),
  unit('b', 'town-committee', ['b', 'county']),
  unit('a1', 'village-branch', ['a1', 'a', 'county']),
  unit('a2', 'village-branch', ['a2', 'a', 'county']),
  unit('b1', 'village-branch', ['b1', 'b', 'county']),
  unit('a-water', 'department', ['a-water', 'a', 'county']),
  unit('old', 'village-branch', ['old', 'a', 'county'], '2026-01-01'),
])

test.each([
  ['village-branch', 'town-committee', true],
  ['village-branch', 'county-office', true],
  ['village-branch', 'village-branch', false],
  ['village-branch', 'department', false],
  ['department', 'town-committee', true],
  ['department', 'county-office', true],
  ['department', 'village-branch', false],
  ['department', 'department', false],
  ['town-committee', 'town-committee', false],
  ['town-committee', 'village-branch', false],
  ['county-office', 'county-office', false],
  ['unheard-of', 'county-office', false],
  // beside the line: under the kinds it names, and nothing of the line below it
  ['department-branch', 'department', true],
  ['department-branch', 'village-branch', false],
  ['enterprise-branch', 'village-branch', true],
  ['enterprise-branch', 'town-committee', true],
  ['village-branch', 'enterprise-branch', false],
])('a %s under a %s: %s', (kind, parent, may) => {
  expect(mayStandUnder(scheme, kind, parent)).toBe(may)
})

test.each([
  ['county', 'a', 'org.top'],
  ['a', 'a1', 'org.circle'],
  ['a1', 'a1', 'org.circle'],
  ['a1', 'a', 'org.already-there'],
  ['a1', 'b1', 'org.kind-under'],
  ['a1', 'old', 'org.closed'],
  ['old', 'b', 'org.closed'],
  ['a1', 'nowhere', 'org.unknown'],
  ['nowhere', 'a', 'not-found'],
])('%s is not moved under %s: %s', (id, to, code) => {
  expect(() => checkMove(scheme, tree, id, to)).toThrow(code)
})

test.each([
  ['a1', 'b', 'org.kind-differs'],
  ['a1', 'a1', 'org.circle'],
  ['a1', 'old', 'org.closed'],
  ['county', 'a', 'org.top'],
])('%s is not joined to %s: %s', (id, to, code) => {
  expect(() => checkJoin(tree, id, to)).toThrow(code)
})

test('a town moves with all below it; a village joined to another stands closed below it', () => {
  expect(afterMove(tree, 'a1', 'b').get('a1')).toEqual(['a1', 'b', 'county'])
  const joined = afterJoin(tree, 'a', 'b')
  expect(joined.get('a')).toEqual(['a', 'b', 'county'])
  expect(joined.get('a1')).toEqual(['a1', 'b', 'county'])
  expect(joined.get('a-water')).toEqual(['a-water', 'b', 'county'])
  expect(joined.get('b1')).toEqual(['b1', 'b', 'county'])
})

test('however units are moved, every chain begins with the unit, ends at the top and names nothing twice', () => {
  const ids = [...tree.keys()]
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids))), (moves) => {
      let now = tree
      for (const [id, to] of moves) {
        try {
          checkMove(scheme, now, id, to)
        } catch {
          continue
        }
        const chains = afterMove(now, id, to)
        now = new Map(
          [...now].map(([key, u]) => {
            const chain = chains.get(key) ?? []
            return [key, { ...u, chain, parentId: chain[1] ?? null }]
          }),
        )
      }
      for (const [id, { chain, parentId }] of now) {
        expect(chain[0]).toBe(id)
        expect(chain.at(-1)).toBe('county')
        expect(new Set(chain).size).toBe(chain.length)
        if (parentId) expect(chain.slice(1)).toEqual(now.get(parentId)?.chain)
      }
    }),
  )
})

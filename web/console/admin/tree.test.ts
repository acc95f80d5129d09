import { expect, test } from 'vitest'
import type { Unit } from './queries.ts'
import { belowOf, pathOf, search, treeOf } from './tree.ts'

const unit = (id: string, parentId: string | null, closedOn: string | null = null) =>
  ({ id, parentId, closedOn, code: id, name: `${id}的名称`, nameEn: id, shortName: id }) as Unit
const units = [
  unit('county', null),
  unit('a', 'county'),
  unit('a1', 'a'),
  unit('a2', 'a'),
  unit('old', 'a', '2026-01-01'),
  unit('b', 'county'),
]
const ids = (tree: ReturnType<typeof treeOf>): unknown =>
  tree.map((b) => (b.children.length ? [b.unit.id, ids(b.children)] : b.unit.id))

test('closed units are there when they are asked for', () => {
  expect(ids(treeOf(units, false))).toEqual([['county', [['a', ['a1', 'a2']], 'b']]])
  expect(ids(treeOf(units, true))).toEqual([['county', [['a', ['a1', 'a2', 'old']], 'b']]])
})
test('a match is shown with the way to it', () => {
  const { tree, open } = search(treeOf(units, false), ' A2 ')
  expect(ids(tree)).toEqual([['county', [['a', ['a2']]]]])
  expect(open).toEqual(['a', 'county'])
  expect(search(treeOf(units, false), 'x').tree).toEqual([])
})
test('a path from the top, and all below', () => {
  expect(pathOf(new Map(units.map((u) => [u.id, u])), 'a1').map((u) => u.id)).toEqual(['county', 'a', 'a1'])
  expect([...belowOf(units, 'a')]).toEqual(['a', 'a1', 'a2', 'old'])
})

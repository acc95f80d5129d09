import { describe, expect, test } from 'vitest'
import { against, fits, Ledger, matches } from './fits.ts'
import { gapsOf } from './gaps.ts'
import type { Node } from './model.ts'
import { proposeTies, stepsBetween } from './propose.ts'

const chains: Record<string, string[]> = {
  county: ['county'],
  a: ['a', 'county'],
  a1: ['a1', 'a', 'county'],
  a2: ['a2', 'a', 'county'],
  b1: ['b1', 'b', 'county'],
}
const at = (of: Node['of'], id: string, orgId: string, more: Partial<Node> = {}): Node => ({
  of,
  id,
  orgId,
  chain: chains[orgId] ?? [orgId, 'county'],
  traits: [],
  words: [],
  ...more,
})
const member = (id: string, orgId: string, more: Partial<Node> = {}) =>
  at('member', id, orgId, { words: ['liaison'], ...more })
const household = (id: string, orgId: string, group = '一组') => at('household', id, orgId, { group })
const one = { atLeast: 1 }
const any = { atLeast: 0 }
const liaison = { each: any, served: one, match: [] }

describe('who fits', () => {
  test('one of the roles and one of the traits; what is left out fits all', () => {
    const side = { member: { roles: ['liaison', 'first-secretary'] } }
    expect(fits(side, member('m', 'a1'))).toBe(true)
    expect(fits(side, member('m', 'a1', { words: ['town-clerk'] }))).toBe(false)
    expect(fits({ household: {} }, household('h', 'a1'))).toBe(true)
    expect(fits({ household: { traits: ['poor'] } }, household('h', 'a1'))).toBe(false)
    expect(fits({ org: { kinds: ['village-branch'] } }, household('h', 'a1'))).toBe(false)
  })

  test('a trait with a line asks for its counterpart; without a line anybody will do', () => {
    const match = [
      { from: 'law', to: 'disputes' },
      { from: 'economy', to: 'poor' },
    ]
    expect(matches(match, { traits: ['law'] }, { traits: ['disputes'] })).toBe(true)
    expect(matches(match, { traits: ['economy'] }, { traits: ['disputes'] })).toBe(false)
    expect(matches(match, { traits: [] }, { traits: ['far-away'] })).toBe(true)
  })

  test('not twice, not more than at most, not with oneself', () => {
    const kind = { from: { member: {} }, to: { member: {} }, each: { atLeast: 0, atMost: 1 }, served: any, match: [] }
    const [x, y, z] = ['x', 'y', 'z'].map((id) => member(id, 'a1')) as [Node, Node, Node]
    const ledger = new Ledger([{ fromId: 'x', toId: 'y' }])
    expect(against(kind, x, x, ledger)).toBe('tie.does-not-fit')
    expect(against(kind, x, y, ledger)).toBe('tie.twice')
    expect(against(kind, x, z, ledger)).toBe('tie.at-most')
    expect(against(kind, z, y, ledger)).toBeUndefined()
  })
})

describe('gaps', () => {
  const to = [household('1', 'a1'), household('2', 'a1'), household('3', 'b1')]
  test('are counted for each unit and all above it', () => {
    const { served, byUnit } = gapsOf(liaison, [], to, [{ fromId: 'm', toId: '1' }])
    expect(served.map((l) => l.node.id)).toEqual(['2', '3'])
    expect(byUnit.get('county')).toEqual({ all: 3, lacking: 2 })
    expect(byUnit.get('a1')).toEqual({ all: 2, lacking: 1 })
  })
  test('a number the document leaves blank asks for nothing', () => {
    const blank = { atLeast: null }
    expect(gapsOf({ each: blank, served: blank }, [member('m', 'a1')], to, [])).toMatchObject({
      served: [],
      serving: [],
    })
  })
})

describe('a proposal', () => {
  test('takes who serves the same group, then who is of the village, then the next; never somebody who is away', () => {
    const from = [
      member('own-group', 'a1'),
      member('own-village', 'a1'),
      member('next-village', 'a2'),
      member('gone', 'a1', { away: true }),
    ]
    const known = household('known', 'a1', '二组')
    const to = [known, household('h', 'a1', '二组')]
    const { rows } = proposeTies(liaison, from, to, [{ fromId: 'own-group', toId: 'known' }])
    expect(rows).toEqual([{ fromId: 'own-group', toId: 'h', near: 'group' }])
    expect(stepsBetween(chains['a1'] ?? [], chains['b1'] ?? [])).toBe(4)
  })

  test('spreads evenly within a village', () => {
    const from = [member('x', 'a1'), member('y', 'a1')]
    const to = Array.from({ length: 10 }, (_, i) => household(`${i}`, 'a1'))
    const { rows } = proposeTies(liaison, from, to, [])
    expect(rows.filter((r) => r.fromId === 'x')).toHaveLength(5)
  })

  test('one unit for three villages: each unit gets its three, each village one', () => {
    const kind = { each: { atLeast: 3, atMost: 3 }, served: one, match: [] }
    const units = ['u1', 'u2'].map((id) => at('org', id, id))
    const villages = Array.from({ length: 6 }, (_, i) => at('org', `v${i}`, `v${i}`))
    const { rows, open } = proposeTies(kind, units, villages, [])
    expect(open).toEqual([])
    expect(new Set(rows.map((r) => r.toId)).size).toBe(6)
    expect(rows.filter((r) => r.fromId === 'u1')).toHaveLength(3)
  })

  test('whoever should serve and serves nobody gets somebody, where those served ask for none', () => {
    const kind = { each: one, served: any, match: [] }
    const villages = [at('org', 'v1', 'v1'), at('org', 'v2', 'v2')]
    const { rows } = proposeTies(kind, [member('l1', 'county'), member('l2', 'county')], villages, [])
    expect(rows.map((r) => r.fromId).sort()).toEqual(['l1', 'l2'])
    expect(new Set(rows.map((r) => r.toId)).size).toBe(2)
  })

  test('two are asked for: two different ones are proposed; where nobody fits it says so', () => {
    const two = { each: any, served: { atLeast: 2 }, match: [] }
    const { rows, open } = proposeTies(two, [member('x', 'a1'), member('y', 'a1')], [household('h', 'a1')], [])
    expect(rows.map((r) => r.fromId).sort()).toEqual(['x', 'y'])
    expect(open).toEqual([])
    expect(proposeTies(two, [], [household('h', 'a1')], []).open).toEqual(['h'])
  })
})

/** A proposal for the gaps of one kind: who would be tied to whom, for a person to look at, change and confirm. Pure. */
import type { TieKind } from '../programme/ties.ts'
import { assign } from './assign.ts'
import { Ledger, matches } from './fits.ts'
import { gapsOf, type Lacking } from './gaps.ts'
import { mostGaps, type Node, type Standing } from './model.ts'

export const nears = ['group', 'unit', 'near', 'far'] as const
export type Near = (typeof nears)[number]
export type Proposed = Standing & { readonly near: Near }
export type Proposal = {
  readonly rows: readonly Proposed[]
  /** Gaps nobody who fits is left for. */
  readonly open: readonly string[]
  /** Gaps beyond what one proposal looks at. */
  readonly left: number
}

/** Steps from one unit up to the first above both, and down to the other. */
export function stepsBetween(a: readonly string[], b: readonly string[]): number {
  const up = a.findIndex((id) => b.includes(id))
  return up < 0 ? a.length + b.length : up + b.indexOf(a[up] as string)
}

/** The same unit goes before the next one, whatever the load up to this many partners; within a unit the own village group counts half of it. */
const perStep = 20
const otherGroup = 6

/** Which groups of which villages each one serves already. */
type Groups = ReadonlyMap<string, ReadonlySet<string>>
const groupOf = (node: Node) => `${node.orgId}/${node.group}`
export function groupsServed(to: readonly Node[], ties: readonly Standing[]): Groups {
  const byId = new Map(to.map((node) => [node.id, node]))
  const groups = new Map<string, Set<string>>()
  for (const { fromId, toId } of ties) {
    const node = byId.get(toId)
    if (node?.group) groups.set(fromId, (groups.get(fromId) ?? new Set()).add(groupOf(node)))
  }
  return groups
}

export function nearOf(from: Node, to: Node, groups: Groups): { near: Near; cost: number } {
  const steps = stepsBetween(from.chain, to.chain)
  if (steps) return { near: steps <= 2 ? 'near' : 'far', cost: otherGroup + steps * perStep }
  const known = to.group && groups.get(from.id)?.has(groupOf(to))
  return known ? { near: 'group', cost: 0 } : { near: 'unit', cost: otherGroup }
}

/** Everybody who lacks a partner gets one, first those to be served, then those `within` this unit who should serve more. */
export function proposeTies(
  kind: Pick<TieKind, 'each' | 'served' | 'match'>,
  from: readonly Node[],
  to: readonly Node[],
  ties: readonly Standing[],
  within?: string,
): Proposal {
  const ledger = new Ledger(ties)
  const groups = groupsServed(to, ties)
  const rows: Proposed[] = []
  const open = new Set<string>()
  const present = from.filter((node) => !node.away)
  const lacking = gapsOf(kind, present, to, ties)
  const gaps = lacking.served.slice(0, mostGaps)

  /** One for each who lacks some; whoever lacks two is asked for again, in the next round. */
  const fill = (these: readonly Lacking[], end: 'from' | 'to') => {
    const others = end === 'to' ? present : to
    const tieOf = (gap: Node, other: Node): Standing =>
      end === 'to' ? { fromId: other.id, toId: gap.id } : { fromId: gap.id, toId: other.id }
    const [load, most] = end === 'to' ? [ledger.serving, kind.each.atMost] : [ledger.served, kind.served.atMost]
    const own =
      end === 'to' ? ([ledger.served, kind.served.atMost] as const) : ([ledger.serving, kind.each.atMost] as const)
    const asked = these.filter(({ node }) => (own[0].get(node.id) ?? 0) < (own[1] ?? Number.POSITIVE_INFINITY))
    const servers = others.map((node) => ({
      id: node.id,
      has: load.get(node.id) ?? 0,
      atMost: most ?? Number.POSITIVE_INFINITY,
    }))
    const taken = assign(servers, asked.length, (s, g) => {
      const [other, gap] = [others[s] as Node, (asked[g] as Lacking).node]
      const [a, b] = end === 'to' ? [other, gap] : [gap, other]
      if (a.id === b.id || !matches(kind.match, a, b) || ledger.has(tieOf(gap, other))) return undefined
      return nearOf(a, b, groups).cost
    })
    for (const [g, { node }] of asked.entries()) {
      const other = others[taken[g] as number]
      if (!other) {
        open.add(node.id)
        continue
      }
      const tie = tieOf(node, other)
      const [a, b] = end === 'to' ? [other, node] : [node, other]
      ledger.add(tie)
      rows.push({ ...tie, near: nearOf(a, b, groups).near })
    }
  }
  const rounds = (these: readonly Lacking[], end: 'from' | 'to', has: ReadonlyMap<string, number>) => {
    for (let round = 1; these.some((l) => l.lacks >= round); round++)
      fill(
        these.filter((l) => l.has + l.lacks > (has.get(l.node.id) ?? 0) && !open.has(l.node.id)),
        end,
      )
  }
  rounds(gaps, 'to', ledger.served)
  const serving = within ? lacking.serving.filter((l) => l.node.chain.includes(within)) : lacking.serving
  rounds(serving, 'from', ledger.serving)
  return { rows, open: [...open], left: lacking.served.length - gaps.length }
}

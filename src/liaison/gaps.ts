/** Where ties are missing: who is served by fewer than the scheme asks, who serves fewer, and how many of them stand below each unit. Pure. */
import type { TieKind } from '../programme/ties.ts'
import { counted } from './fits.ts'
import type { Node, Standing } from './model.ts'

export type Lacking = { readonly node: Node; readonly has: number; readonly lacks: number }
export type UnitCount = { all: number; lacking: number }
export type Gaps = {
  /** Served by too few, and how many all of them lack. */
  readonly served: readonly Lacking[]
  readonly serving: readonly Lacking[]
  /** Of each unit and all below it: those who are to be served, and those of them who lack somebody. */
  readonly byUnit: ReadonlyMap<string, UnitCount>
}

const lacking = (nodes: readonly Node[], ties: readonly Standing[], end: 'fromId' | 'toId', atLeast: number | null) => {
  const n = counted(ties, end)
  return nodes.flatMap((node): Lacking[] => {
    const has = n.get(node.id) ?? 0
    return has < (atLeast ?? 0) ? [{ node, has, lacks: (atLeast ?? 0) - has }] : []
  })
}

/** A number the document leaves blank asks for nothing: nobody lacks what was not set. */
export function gapsOf(
  kind: Pick<TieKind, 'each' | 'served'>,
  from: readonly Node[],
  to: readonly Node[],
  ties: readonly Standing[],
): Gaps {
  const served = lacking(to, ties, 'toId', kind.served.atLeast)
  const serving = lacking(from, ties, 'fromId', kind.each.atLeast)
  const byUnit = new Map<string, UnitCount>()
  const count = (nodes: readonly Node[], what: keyof UnitCount) => {
    for (const node of nodes)
      for (const orgId of node.chain) {
        const at = byUnit.get(orgId) ?? { all: 0, lacking: 0 }
        at[what]++
        byUnit.set(orgId, at)
      }
  }
  count(to, 'all')
  count(
    served.map((l) => l.node),
    'lacking',
  )
  return { served, serving, byUnit }
}

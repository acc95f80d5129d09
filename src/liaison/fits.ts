/** Who fits which side of a kind of tie, and whether one more tie may be made. Pure. */
import type { RefusalCode } from '../kernel/errors.ts'
import type { Side, TieKind } from '../programme/ties.ts'
import type { Node, Standing } from './model.ts'

const oneOf = (asked: readonly string[] | undefined, has: readonly string[]) =>
  !asked || asked.some((word) => has.includes(word))

/** One of the roles or kinds, and one of the traits: what is left out fits all. */
export function fits(side: Side, node: Node): boolean {
  if ('member' in side)
    return node.of === 'member' && oneOf(side.member.roles, node.words) && oneOf(side.member.traits, node.traits)
  if ('org' in side)
    return node.of === 'org' && oneOf(side.org.kinds, node.words) && oneOf(side.org.traits, node.traits)
  return node.of === 'household' && oneOf(side.household.traits, node.traits)
}

/** Matched by traits: where a trait of the one served has a line, the other must have the trait named there; where it has none, anybody fits. */
export function matches(match: TieKind['match'], from: Pick<Node, 'traits'>, to: Pick<Node, 'traits'>): boolean {
  const lines = match.filter((line) => to.traits.includes(line.to))
  return !lines.length || lines.some((line) => from.traits.includes(line.from))
}

/** How many partners each one has. */
export function counted(ties: readonly Standing[], end: 'fromId' | 'toId'): Map<string, number> {
  const n = new Map<string, number>()
  for (const tie of ties) n.set(tie[end], (n.get(tie[end]) ?? 0) + 1)
  return n
}
export const pair = (t: Standing) => `${t.fromId} ${t.toId}`

/** What is known of the ties of one kind that stand: asked again for each row of a proposal. */
export class Ledger {
  readonly serving: Map<string, number>
  readonly served: Map<string, number>
  private readonly pairs: Set<string>
  constructor(ties: readonly Standing[]) {
    this.serving = counted(ties, 'fromId')
    this.served = counted(ties, 'toId')
    this.pairs = new Set(ties.map(pair))
  }
  has = (tie: Standing) => this.pairs.has(pair(tie))
  add(tie: Standing) {
    this.pairs.add(pair(tie))
    this.serving.set(tie.fromId, (this.serving.get(tie.fromId) ?? 0) + 1)
    this.served.set(tie.toId, (this.served.get(tie.toId) ?? 0) + 1)
  }
}

/** Why this tie may not be made; undefined when it may. */
export function against(
  kind: Pick<TieKind, 'from' | 'to' | 'each' | 'served' | 'match'>,
  from: Node,
  to: Node,
  ledger: Ledger,
): RefusalCode | undefined {
  if (!fits(kind.from, from) || !fits(kind.to, to) || from.id === to.id) return 'tie.does-not-fit'
  if (!matches(kind.match, from, to)) return 'tie.traits-differ'
  if (ledger.has({ fromId: from.id, toId: to.id })) return 'tie.twice'
  if ((ledger.serving.get(from.id) ?? 0) >= (kind.each.atMost ?? Number.POSITIVE_INFINITY)) return 'tie.at-most'
  if ((ledger.served.get(to.id) ?? 0) >= (kind.served.atMost ?? Number.POSITIVE_INFINITY)) return 'tie.at-most'
  return undefined
}

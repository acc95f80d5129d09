/** The tree of units: what may stand under what, and every chain once one of them has moved. Pure. */
import { Refusal } from '../kernel/errors.ts'
import type { Programme } from '../programme/model.ts'
import { levels } from '../programme/vocabulary.ts'

/** A unit's code: given by hand or in a list, it has the same form. */
export const codeForm = /^[a-z0-9][a-z0-9-]{0,39}$/

export type Unit = {
  readonly id: string
  readonly parentId: string | null
  readonly kind: string
  readonly chain: readonly string[]
  readonly closedOn: string | null
}
export type Tree = ReadonlyMap<string, Unit>
/** Each unit with itself and all above it, lowest first. */
export type ChainsOf = ReadonlyMap<string, readonly string[]>

type Kinds = Pick<Programme, 'orgKinds'>

/**
 * Whether a unit of this kind may stand right under one of that kind: under the kinds it names; else a department under its town or the county, and
 * all others under a higher level of the line.
 */
export function mayStandUnder(scheme: Kinds, kind: string, parentKind: string): boolean {
  const [child, parent] = [scheme.orgKinds[kind], scheme.orgKinds[parentKind]]
  if (!child || !parent) return false
  if (child.under) return child.under.includes(parentKind)
  if (parent.handles || parent.under) return false
  const higher = levels.indexOf(parent.level) - levels.indexOf(child.level)
  return child.handles ? higher >= 0 : higher > 0
}

/** The unit itself and everything below it. */
export const below = (tree: Tree, id: string): Unit[] => [...tree.values()].filter((u) => u.chain.includes(id))

const known = (tree: Tree, id: string): Unit => {
  const unit = tree.get(id)
  if (!unit) throw new Refusal('not-found')
  if (unit.closedOn) throw new Refusal('org.closed')
  return unit
}
/** The target is named in the input, not in the address: unknown there is a fault of the input. */
const target = (tree: Tree, id: string): Unit => {
  if (!tree.has(id)) throw new Refusal('org.unknown')
  return known(tree, id)
}
const below1 = (tree: Tree, id: string): Unit => {
  const unit = known(tree, id)
  if (!unit.parentId) throw new Refusal('org.top')
  return unit
}

/** Refused with `org.top`, `org.closed`, `org.already-there`, `org.circle` or `org.kind-under`. */
export function checkMove(scheme: Kinds, tree: Tree, id: string, parentId: string): void {
  const unit = below1(tree, id)
  const parent = target(tree, parentId)
  if (unit.parentId === parentId) throw new Refusal('org.already-there')
  if (parent.chain.includes(id)) throw new Refusal('org.circle')
  if (!mayStandUnder(scheme, unit.kind, parent.kind)) throw new Refusal('org.kind-under')
}

/** A unit is joined to another of its own kind. Refused as a move is, and with `org.kind-differs`. */
export function checkJoin(tree: Tree, id: string, intoId: string): void {
  const unit = below1(tree, id)
  const into = target(tree, intoId)
  if (into.chain.includes(id)) throw new Refusal('org.circle')
  if (unit.kind !== into.kind) throw new Refusal('org.kind-differs')
}

/** Every chain once this unit stands under that parent. */
export function afterMove(tree: Tree, id: string, parentId: string): ChainsOf {
  const above = tree.get(parentId)?.chain ?? []
  return new Map(
    [...tree.values()].map((u) => {
      const at = u.chain.indexOf(id)
      return [u.id, at < 0 ? u.chain : [...u.chain.slice(0, at + 1), ...above]]
    }),
  )
}

/** Every chain once this unit is joined to that one: it stands closed below its successor, and what stood below it stands below that. */
export function afterJoin(tree: Tree, id: string, intoId: string): ChainsOf {
  const into = tree.get(intoId)?.chain ?? []
  return new Map(
    [...tree.values()].map((u) => {
      const at = u.chain.indexOf(id)
      return [u.id, at < 0 ? u.chain : [...u.chain.slice(0, at), ...(at === 0 ? [id] : []), ...into]]
    }),
  )
}

/** Whose chain is another now. */
export const changed = (before: ChainsOf, after: ChainsOf): string[] =>
  [...after].filter(([id, chain]) => chain.join() !== before.get(id)?.join()).map(([id]) => id)

export const chainsOf = (tree: Tree): ChainsOf => new Map([...tree.values()].map((u) => [u.id, u.chain]))

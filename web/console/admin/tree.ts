/** The units as a tree to show: filtered by what is looked for, each match with the way to it. Pure. */
import type { Unit } from './queries.ts'

export type Branch = { unit: Unit; children: Branch[] }

const childrenOf = (units: readonly Unit[]) => {
  const map = new Map<string, Unit[]>()
  for (const u of units) map.set(u.parentId ?? '', [...(map.get(u.parentId ?? '') ?? []), u])
  return map
}

/** Top down; without those closed unless they are asked for. */
export function treeOf(units: readonly Unit[], closed: boolean): Branch[] {
  const children = childrenOf(units.filter((u) => closed || !u.closedOn))
  const grow = (parent: string): Branch[] =>
    (children.get(parent) ?? []).map((unit) => ({ unit, children: grow(unit.id) }))
  return grow('')
}

const fits = (u: Unit, q: string) =>
  [u.name, u.shortName, u.nameEn, u.code].some((text) => text.toLowerCase().includes(q))

/** What fits, with all above it; and the ids to open so that each match is seen. */
export function search(tree: readonly Branch[], said: string): { tree: Branch[]; open: string[] } {
  const q = said.trim().toLowerCase()
  if (!q) return { tree: [...tree], open: [] }
  const open: string[] = []
  const keep = (branches: readonly Branch[]): Branch[] =>
    branches.flatMap(({ unit, children }) => {
      const kept = keep(children)
      if (kept.length) open.push(unit.id)
      return kept.length || fits(unit, q) ? [{ unit, children: kept }] : []
    })
  return { tree: keep(tree), open }
}

/** Where it stands, from the top: 县连心办 / 柳塘镇党委 / 柳塘村党支部. */
export function pathOf(units: ReadonlyMap<string, Unit>, id: string | null): Unit[] {
  const unit = id ? units.get(id) : undefined
  return unit ? [...pathOf(units, unit.parentId), unit] : []
}

/** Itself and everything below it. */
export function belowOf(units: readonly Unit[], id: string): Set<string> {
  const children = childrenOf(units)
  const found = new Set([id])
  for (const one of found) for (const child of children.get(one) ?? []) found.add(child.id)
  return found
}

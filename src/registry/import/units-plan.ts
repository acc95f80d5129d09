/** What each row of a list of units would do. Pure: rows and what there is go in, the plan comes out. */
import type { Programme } from '../../programme/model.ts'
import { codeForm, mayStandUnder } from '../tree.ts'
import { digitsOf, nameOf, placeOf, plain } from './cells.ts'
import type { Columns } from './columns.ts'
import type { Cell, Does, Fault, FaultCode, UnitField } from './model.ts'

export type KnownUnit = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly shortName: string
  readonly nameEn: string
  readonly kind: string
  readonly phone: string | null
  readonly address: string | null
  readonly parentId: string | null
  readonly closed: boolean
}
export type UnitRow = {
  readonly row: number
  readonly does: Does
  readonly label: string
  readonly faults: readonly Fault[]
  readonly id?: string
  /** A unit that is there, or the row that makes it. */
  readonly parent?: { readonly id: string } | { readonly row: number }
  readonly kind?: string
  readonly code?: string
  readonly set?: { name: string; shortName: string; nameEn: string; phone: string | null; address: string | null }
}

/** The scheme's word for a kind or a role: its code, its name in either language, or a part of it that fits one alone. */
export function codeNamed(
  list: Readonly<Record<string, { name: { 'zh-CN': string; en: string } }>>,
  said: string,
): string | undefined {
  const text = said.toLowerCase()
  if (!text) return undefined
  const all = Object.entries(list).map(([code, { name }]) => ({
    code,
    names: [code, name['zh-CN'], name.en.toLowerCase()],
  }))
  const exact = all.find((one) => one.names.includes(text))
  if (exact) return exact.code
  const near = all.filter((one) => one.names.some((n) => n.includes(text) || text.includes(n)))
  return near.length === 1 ? near[0]?.code : undefined
}

type Node = { id: string; names: readonly string[]; code: string; parent: string | null; kind: string; closed: boolean }
export type Found = { id: string; kind: string } | FaultCode

/**
 * Finds units by code, by name or short name, or by a path of names; one that is not said clearly enough is no unit. What is added later is
 * found too, but no path leads over it. By maps: a list has thousands of rows, and each asks.
 */
export function finder(nodes: readonly Node[]) {
  const byId = new Map(nodes.map((n) => [n.id, n]))
  const byCode = new Map<string, Node>()
  const byName = new Map<string, Node[]>()
  const add = (node: Node) => {
    if (!byCode.has(node.code)) byCode.set(node.code, node)
    for (const name of new Set(node.names)) {
      const same = byName.get(name)
      if (same) same.push(node)
      else byName.set(name, [node])
    }
  }
  nodes.forEach(add)
  const named = (node: Node, name: string) => node.names.includes(name)
  const under = (node: Node, path: readonly string[]): boolean => {
    const [above, ...rest] = path
    if (!above) return true
    for (let at = byId.get(node.parent ?? ''); at; at = byId.get(at.parent ?? ''))
      if (named(at, above)) return under(at, rest)
    return false
  }
  const find = (said: string): Found => {
    const code = byCode.get(said.toLowerCase())
    const path = said
      .split(/[/\\>→]/)
      .map((part) => part.trim())
      .filter(Boolean)
      .reverse()
    const found = code ? [code] : (byName.get(path[0] ?? '') ?? []).filter((n) => under(n, path.slice(1)))
    const open = found.filter((n) => !n.closed)
    if (open.length > 1) return 'ambiguous-unit'
    if (open[0]) return open[0]
    return found.length ? 'closed-unit' : 'unknown-unit'
  }
  return { find, add }
}
export const nodesOf = (known: readonly KnownUnit[]): Node[] =>
  known.map((u) => ({
    id: u.id,
    names: [u.name, u.shortName].map(nameOf),
    code: u.code,
    parent: u.parentId,
    kind: u.kind,
    closed: u.closed,
  }))

const longest: Partial<Record<UnitField, number>> = { name: 60, shortName: 30, nameEn: 120, phone: 30, address: 120 }

export function planUnits(
  scheme: Pick<Programme, 'orgKinds'>,
  rows: readonly { row: number; cells: readonly Cell[] }[],
  columns: Columns,
  known: readonly KnownUnit[],
): UnitRow[] {
  const read = rows.map(({ row, cells }) => {
    const at = (field: UnitField) => cells[columns[field] ?? -1] ?? null
    return {
      row,
      code: plain(at('code')).toLowerCase(),
      name: nameOf(at('name')),
      parent: nameOf(at('parent')),
      kindSaid: plain(at('kind')),
      kind: codeNamed(scheme.orgKinds, plain(at('kind'))),
      shortName: nameOf(at('shortName')),
      nameEn: plain(at('nameEn')),
      phone: digitsOf(at('phone')),
      address: plain(at('address')),
    }
  })
  type Read = (typeof read)[number]
  // rows may name units that other rows make: these stand among the known ones under an id that is their row
  const made = (r: Read) => `row ${r.row}`
  const nodes = nodesOf(known)
  const byCode = new Map(known.map((u) => [u.code, u]))
  const placeOfUnit = (parentId: string | null, name: string) => `${parentId}/${name}`
  const byPlace = Map.groupBy(known, (u) => placeOfUnit(u.parentId, nameOf(u.name)))
  const making = new Set<Read>()
  const parents = new Map<Read, Found>()
  for (let before = -1; before !== nodes.length; ) {
    before = nodes.length
    const { find, add } = finder(nodes)
    for (const r of read) {
      const found = find(r.parent)
      parents.set(r, found)
      if (typeof found === 'string' || !r.kind || making.has(r)) continue
      if ((r.code && byCode.has(r.code)) || byPlace.has(placeOfUnit(found.id, r.name))) continue
      const node = {
        id: made(r),
        names: [r.name, r.shortName, placeOf(r.name)].filter(Boolean),
        code: r.code,
        parent: found.id,
        kind: r.kind,
        closed: false,
      }
      making.add(r)
      nodes.push(node)
      add(node)
    }
  }

  const seen = new Set<string>()
  return read.map((r): UnitRow => {
    const faults: Fault[] = []
    const fault = (field: UnitField, code: FaultCode, value = '') => void faults.push({ field, code, value })
    for (const field of ['name', 'parent'] as const) if (!r[field]) fault(field, 'missing')
    for (const [field, most] of Object.entries(longest) as [UnitField & keyof Read, number][])
      if (String(r[field]).length > most) fault(field, 'too-long', String(r[field]).slice(0, 20))
    if (!r.kindSaid) fault('kind', 'missing')
    else if (!r.kind) fault('kind', 'unknown-kind', r.kindSaid)
    if (r.code && !codeForm.test(r.code)) fault('code', 'bad-code', r.code)
    const parent = parents.get(r) ?? 'unknown-unit'
    if (typeof parent === 'string') {
      if (r.parent) fault('parent', parent, r.parent)
      return { row: r.row, does: 'fault', label: r.name, faults }
    }
    const place = placeOfUnit(parent.id, r.name)
    const unit = r.code ? byCode.get(r.code) : byPlace.get(place)?.find((u) => !u.closed)
    const key = unit?.id ?? place
    if (seen.has(key)) fault('name', 'twice', r.name)
    seen.add(key)
    if (r.kind && !mayStandUnder(scheme, r.kind, parent.kind)) fault('kind', 'kind-under', r.kindSaid)
    if (unit?.closed) fault('code', 'closed-unit', r.code)
    if (unit && r.kind && unit.kind !== r.kind) fault('kind', 'kind-differs', r.kindSaid)
    // a move carries cases along and is looked at first: that is done on the page of units
    if (unit && unit.parentId !== parent.id) fault('parent', 'moves', r.parent)
    // what is left empty stays as it is
    const set = {
      name: r.name || (unit?.name ?? ''),
      shortName: r.shortName || unit?.shortName || placeOf(r.name),
      nameEn: r.nameEn || unit?.nameEn || r.name,
      phone: r.phone || unit?.phone || null,
      address: r.address || unit?.address || null,
    }
    const other = !unit || (Object.keys(set) as (keyof typeof set)[]).some((k) => set[k] !== unit[k])
    return {
      row: r.row,
      does: faults.length ? 'fault' : !unit ? 'new' : other ? 'change' : 'same',
      label: r.name,
      faults,
      ...(unit && { id: unit.id }),
      parent: parent.id.startsWith('row ') ? { row: Number(parent.id.slice(4)) } : { id: parent.id },
      ...(r.kind && { kind: r.kind }),
      ...(r.code && { code: r.code }),
      set,
    }
  })
}

/** What each row of a list of households would do: the household found by village and number, or new; what is left empty stays as it is. Pure. */
import type { Programme } from '../../programme/model.ts'
import { isPhone, normalisePhone } from '../people.ts'
import { digitsOf, nameOf, nobody, plain } from './cells.ts'
import { codesIn } from './codes-in.ts'
import type { Columns } from './columns.ts'
import type { Cell, Does, Fault, FaultCode, HouseholdField } from './model.ts'
import { finder, type KnownUnit, nodesOf } from './units-plan.ts'

export type KnownHousehold = {
  readonly id: string
  readonly villageId: string
  readonly number: number
  readonly group: string
  readonly people: number | null
  readonly traits: readonly string[]
  /** Null where there is none, or where they were erased. */
  readonly head: { readonly id: string; readonly name: string; readonly phone: string } | null
  readonly liaison: { readonly tieId: string; readonly memberId: string } | null
}
export type KnownLiaison = {
  readonly id: string
  readonly name: string
  readonly username: string | null
  readonly orgId: string
}
export type HouseholdRow = {
  readonly row: number
  readonly does: Does
  readonly label: string
  readonly faults: readonly Fault[]
  readonly id?: string
  readonly villageId?: string
  readonly number?: number
  readonly set?: { readonly group: string; readonly people: number | null; readonly traits: readonly string[] }
  /** A head who was not known by this name; or another phone of the one who is. */
  readonly head?: { readonly name: string; readonly phone?: string }
  readonly phone?: { readonly of: string; readonly phone: string }
  readonly liaison?: { readonly memberId: string; readonly ends?: string }
}

/** What an export has masked says nothing, and takes nothing away. */
const masked = (text: string) => text.includes('**')

export function planHouseholds(
  scheme: Pick<Programme, 'orgKinds' | 'traits'>,
  rows: readonly { row: number; cells: readonly Cell[] }[],
  columns: Columns,
  known: {
    readonly units: readonly KnownUnit[]
    readonly households: readonly KnownHousehold[]
    readonly liaisons: readonly KnownLiaison[]
    /** Whether this unit is one the reader keeps. */
    readonly keeps: (unitId: string) => boolean
  },
): HouseholdRow[] {
  // only villages and towns are meant: a village is said shorter than its branch, and no office has its name
  const { find } = finder(nodesOf(known.units))
  const byKey = new Map(known.households.map((h) => [`${h.villageId} ${h.number}`, h]))
  const liaisonsAt = Map.groupBy(known.liaisons, (l) => l.orgId)
  const seen = new Set<string>()

  return rows.map(({ row, cells }): HouseholdRow => {
    const at = (field: HouseholdField) => cells[columns[field] ?? -1] ?? null
    const faults: Fault[] = []
    const fault = (field: HouseholdField, code: FaultCode, value = '') =>
      void faults.push({ field, code, value: value.slice(0, 20) })
    const villageSaid = nameOf(at('village'))
    const village = villageSaid ? find(villageSaid) : 'missing'
    const number = numberIn(at('number'))
    if (typeof village === 'string') fault('village', village, villageSaid)
    else if (scheme.orgKinds[village.kind]?.level !== 'branch') fault('village', 'not-a-village', villageSaid)
    else if (!known.keeps(village.id)) fault('village', 'not-yours', villageSaid)
    if (!plain(at('number'))) fault('number', 'missing')
    else if (!number) fault('number', 'bad-number', plain(at('number')))
    const name = nameOf(at('head'))
    const label = [villageSaid, number ?? plain(at('number')), name].filter(Boolean).join(' ')
    if (typeof village === 'string' || !number || faults.length) return { row, does: 'fault', label, faults }

    const key = `${village.id} ${number}`
    if (seen.has(key)) fault('number', 'twice', String(number))
    seen.add(key)
    const before = byKey.get(key)

    const group = plain(at('group')) || (before?.group ?? '')
    if ([...group].length > 30) fault('group', 'too-long', group)
    if ([...name].length > 50) fault('head', 'too-long', name)
    if (!name && !before) fault('head', 'missing')
    const phoneSaid = masked(plain(at('phone'))) ? '' : digitsOf(at('phone'))
    if (phoneSaid && !isPhone(phoneSaid)) fault('phone', 'bad-phone', phoneSaid)
    const peopleSaid = digitsOf(at('people')).replace(/[人口]+$/, '')
    const people = peopleSaid ? Number(peopleSaid) : (before?.people ?? null)
    if (people !== null && !(Number.isInteger(people) && people >= 1 && people <= 99))
      fault('people', 'bad-number', peopleSaid)
    const { codes, unknown } = codesIn(scheme.traits, 'household', at('traits'))
    if (unknown) fault('traits', 'unknown-trait', unknown)
    const traits = codes ?? before?.traits ?? []

    const liaisonSaid = nameOf(at('liaison'))
    const liaison = !nobody(liaisonSaid) ? liaisonFor(liaisonSaid, village.id) : undefined
    if (typeof liaison === 'string') fault('liaison', liaison, liaisonSaid)
    if (faults.length || typeof liaison === 'string') return { row, does: 'fault', label, faults }

    const head = before?.head
    const named = name && !masked(name) ? name : ''
    const other = named && (!head || nameOf(head.name) !== named)
    const calls = phoneSaid && head && !other && normalisePhone(head.phone) !== normalisePhone(phoneSaid)
    const tied = liaison && before?.liaison?.memberId !== liaison.id
    const differs =
      !before ||
      before.group !== group ||
      before.people !== people ||
      [...before.traits].sort().join() !== [...traits].sort().join()
    return {
      row,
      does: !before ? 'new' : differs || other || calls || tied ? 'change' : 'same',
      label,
      faults,
      ...(before && { id: before.id }),
      villageId: village.id,
      number,
      ...(differs && { set: { group, people, traits } }),
      ...(other && { head: { name: named, ...(phoneSaid && { phone: phoneSaid }) } }),
      ...(calls && head && { phone: { of: head.id, phone: phoneSaid } }),
      ...(tied && { liaison: { memberId: liaison.id, ...(before?.liaison && { ends: before.liaison.tieId }) } }),
    }
  })

  function liaisonFor(said: string, villageId: string): KnownLiaison | FaultCode {
    const here = (liaisonsAt.get(villageId) ?? []).filter(
      (l) => nameOf(l.name) === said || l.username === said.toLowerCase(),
    )
    if (here.length > 1) return 'ambiguous-liaison'
    return here[0] ?? 'unknown-liaison'
  }
}

/** 12, 012, 12号, 12户, and 12 as a spreadsheet's number. */
function numberIn(cell: Cell): number | undefined {
  const n = Number(/^(?:第)?(\d{1,6})(?:号|户|号户)?$/.exec(digitsOf(cell))?.[1])
  return Number.isInteger(n) && n > 0 ? n : undefined
}

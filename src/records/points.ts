/** What a filled form points to must be there: members of the role asked for, households in one's scope, units and places of the kind. */
import type { Doing } from '../access/command.ts'
import { heldOn } from '../access/held-on.ts'
import { dayOf } from '../kernel/calendar/day.ts'
import { type Fault, type Fields, type Filled, pointedTo } from './form.ts'

export type Points = {
  readonly faults: readonly Fault[]
  /** The household a record is about, with its village. */
  readonly household: { id: string; villageId: string } | null
  readonly placeId: string | null
}

/** Looks up everything these fields name. A fault says which field, at `path.code`. */
export async function checkPoints(d: Doing, fields: Fields, data: Filled['data'], path = 'fields'): Promise<Points> {
  const to = pointedTo(fields, data)
  const [members, posts] = await membersOf(d, to.members)
  const orgs = to.orgs.length
    ? await d.tx.selectFrom('orgs').select(['id', 'kind']).where('id', 'in', to.orgs).execute()
    : []
  const places = to.places.length
    ? await d.tx.selectFrom('places').select(['id', 'kind']).where('id', 'in', to.places).execute()
    : []
  const households = to.households.length
    ? await d.tx
        .selectFrom('households')
        .select(['id', 'village_id as villageId'])
        .where('id', 'in', to.households)
        .execute()
    : []
  const kindOfOrg = new Map(orgs.map((o) => [o.id, o.kind]))
  const kindOfPlace = new Map(places.map((p) => [p.id, p.kind]))
  const wrong = (code: string, id: string) => {
    const field = fields[code]
    const of = field?.of
    if (field?.type === 'org') return !fits(kindOfOrg.get(id), of)
    if (field?.type === 'place') return !fits(kindOfPlace.get(id), of)
    if (field?.type === 'household') return !households.some((h) => h.id === id)
    return !members.has(id) || (of !== undefined && !(posts.get(id) ?? []).some((role) => of.includes(role)))
  }
  const faults = Object.entries(fields).flatMap(([code, { type }]) => {
    const value = data[code]
    if (value === undefined || !pointing.has(type)) return []
    return [value].flat().some((id) => wrong(code, String(id)))
      ? [{ path: `${path}.${code}`, message: `record-no-${type === 'members' ? 'member' : type}` }]
      : []
  })
  return { faults, household: households[0] ?? null, placeId: places[0]?.id ?? null }
}

const pointing = new Set(['member', 'members', 'household', 'org', 'place'])
const fits = (kind: string | undefined, of: readonly string[] | undefined) =>
  kind !== undefined && (of === undefined || of.includes(kind))

async function membersOf(d: Doing, ids: readonly string[]) {
  const posts = new Map<string, string[]>()
  if (!ids.length) return [new Set<string>(), posts] as const
  const rows = await d.tx
    .selectFrom('members')
    .leftJoin('appointments', (j) =>
      j
        .onRef('appointments.jurisdiction_id', '=', 'members.jurisdiction_id')
        .onRef('appointments.member_id', '=', 'members.id')
        .on(heldOn(dayOf(d.at))),
    )
    .select(['members.id', 'appointments.role'])
    .where('members.id', 'in', [...ids])
    .execute()
  for (const { id, role } of rows) posts.set(id, [...(posts.get(id) ?? []), ...(role ? [role] : [])])
  return [new Set(rows.map((r) => r.id)), posts] as const
}

/** Stations, points, venues, boards: where something is, when it is open, whom to call. There for everybody to read. */
import { z } from 'zod'
import { command, type Doing, query } from '../access/command.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { Refusal } from '../kernel/errors.ts'
import { storable } from '../kernel/storable.ts'
import { keptBelow } from './kept.ts'

const line = (most: number) =>
  z
    .string()
    .overwrite(storable)
    .trim()
    .max(most)
    .nullable()
    .transform((text) => text || null)
const Details = z.object({
  kind: z.string().max(40),
  name: z.string().overwrite(storable).trim().min(1).max(60),
  orgId: z.uuid(),
  address: line(120),
  hours: line(120),
  phone: line(30),
})
export const AddPlace = Details
export const ChangePlace = Details.extend({ placeId: z.uuid() })
export const OnePlace = z.object({ placeId: z.uuid() })
export const PlaceFilter = z.object({ under: z.uuid().optional(), kind: z.string().max(40).optional() })
export const Place = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    name: z.string(),
    orgId: z.uuid(),
    address: z.string().nullable(),
    hours: z.string().nullable(),
    phone: z.string().nullable(),
  })
  .meta({ id: 'Place' })

const columns = [
  'places.id',
  'places.kind',
  'places.name',
  'org_id as orgId',
  'places.address',
  'hours',
  'places.phone',
] as const

/** Those open today, by unit. */
export const listPlaces = query(PlaceFilter, async (d, f) => {
  const rows = await d.tx
    .selectFrom('places')
    .innerJoin('orgs', (j) =>
      j.onRef('orgs.jurisdiction_id', '=', 'places.jurisdiction_id').onRef('orgs.id', '=', 'places.org_id'),
    )
    .select([...columns, 'orgs.chain'])
    .where('places.closed_on', 'is', null)
    .$if(!!f.kind, (q) => q.where('places.kind', '=', f.kind as string))
    .orderBy('orgs.position')
    .orderBy('places.name')
    .limit(5000)
    .execute()
  return {
    items: rows.filter((r) => !f.under || r.chain.includes(f.under)).map(({ chain: _, ...place }) => place),
  }
})

/** A kind that no running scheme has, or a unit not below one of the caller's, is refused. */
async function check(d: Doing, place: z.output<typeof Details>, before?: string) {
  if (place.kind !== before && !Object.hasOwn(d.house.scheme.placeKinds, place.kind))
    throw new Refusal('place.kind-unknown')
  await keptBelow(d, place.orgId)
}
const rowOf = ({ kind, name, orgId, address, hours, phone }: z.output<typeof Details>) => ({
  kind,
  name,
  org_id: orgId,
  address,
  hours,
  phone,
})

export const addPlace = command(AddPlace, async (d, place) => {
  await check(d, place)
  const id = d.newId()
  await d.tx
    .insertInto('places')
    .values({ jurisdiction_id: d.caller.jurisdictionId, id, ...rowOf(place) })
    .execute()
  return { id }
})

async function lockPlace(d: Doing, placeId: string) {
  const place = await d.tx
    .selectFrom('places')
    .selectAll()
    .where('id', '=', placeId)
    .where('closed_on', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!place) throw new Refusal('not-found')
  await keptBelow(d, place.org_id, 'not-found')
  return place
}

export const changePlace = command(ChangePlace, async (d, { placeId, ...place }) => {
  const before = await lockPlace(d, placeId)
  await check(d, place, before.kind)
  await d.tx.updateTable('places').set(rowOf(place)).where('id', '=', placeId).execute()
  return {}
})

/** Not there any more from today: what was written down about it keeps its name. */
export const closePlace = command(OnePlace, async (d, { placeId }) => {
  await lockPlace(d, placeId)
  await d.tx
    .updateTable('places')
    .set({ closed_on: dayOf(d.at) })
    .where('id', '=', placeId)
    .execute()
  return {}
})

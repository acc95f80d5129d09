/** A village and those who take its requests in hand. Remembered for seconds: places and posts change by the day. */
import type { House } from '../access/command.ts'
import { coversOn } from '../access/covers.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { Refusal } from '../kernel/errors.ts'
import type { Tx } from '../kernel/scope.ts'
import { allowed, peopleAt } from '../registry/people-at.ts'

export type Village = { readonly id: string; readonly chain: readonly string[]; readonly triage: readonly string[] }

const rememberMs = 10_000
const remembered = new WeakMap<House['db'], Map<string, { until: number; village: Village }>>()

/** The village a request is for, or `org.unknown`. Without a transaction at hand one is begun, when nothing is remembered. */
export async function villageFor(
  house: House,
  jurisdictionId: number,
  id: string,
  at: Date,
  tx?: Tx,
): Promise<Village> {
  const cache = remembered.get(house.db) ?? new Map<string, { until: number; village: Village }>()
  remembered.set(house.db, cache)
  const key = `${jurisdictionId}/${id}`
  const now = house.now().getTime()
  const known = cache.get(key)
  if (known && known.until > now) return known.village
  const read = (inside: Tx) => readVillage(house, inside, jurisdictionId, id, at)
  const village = await (tx ? read(tx) : house.db.transaction({ jurisdictionId }, read))
  // what an open transaction has only just written may be rolled back: it is not remembered
  if (!tx) cache.set(key, { until: now + rememberMs, village })
  return village
}

async function readVillage(house: House, tx: Tx, jurisdictionId: number, id: string, at: Date): Promise<Village> {
  const org = await tx
    .selectFrom('orgs')
    .select(['id', 'kind', 'chain', 'closed_on', 'merged_into'])
    .where('id', '=', id)
    .executeTakeFirst()
  // a draft begun before its village was joined to another is handed in to that one
  if (org?.merged_into) return readVillage(house, tx, jurisdictionId, org.merged_into, at)
  const scheme = house.schemes.of(jurisdictionId)
  if (!org || org.closed_on || !scheme.orgKinds[org.kind]?.homes) throw new Refusal('org.unknown')
  const people = await peopleAt(house, tx, jurisdictionId, id, at)
  const covers = await coversOn(tx, dayOf(at))
  const triage = allowed(scheme, people, ['case.triage']).flatMap(({ memberId }) => {
    const standIn = covers.get(memberId)?.by
    return standIn ? [memberId, standIn] : [memberId]
  })
  return { id: org.id, chain: org.chain, triage: [...new Set(triage)] }
}

/** From whom a complaint must be kept: worked out from the posts held on a day, for one caller or for all who would be told. */
import type { Tx } from '../kernel/scope.ts'
import type { Programme } from '../programme/model.ts'
import { heldOn } from './held-on.ts'

/**
 * Each member's recusal set: themselves, every org in the chains of their posts, and everyone who holds a leading post at one of these.
 * A case hidden from any of them is hidden from this member (docs/decisions/0011). Two reads, whatever the number of members.
 */
export async function recusalsOf(
  tx: Tx,
  scheme: Programme,
  memberIds: readonly string[],
  today: string,
): Promise<Map<string, string[]>> {
  const sets = new Map(memberIds.map((id) => [id, new Set([id])]))
  if (!memberIds.length) return new Map()
  const posts = await postsOn(tx, today)
    .where('appointments.member_id', 'in', [...memberIds])
    .execute()
  for (const { memberId, chain } of posts) for (const org of chain) sets.get(memberId)?.add(org)
  const orgs = [...new Set(posts.flatMap((p) => p.chain))]
  const leading = Object.keys(scheme.roles).filter((role) => scheme.roles[role]?.leads)
  const leaders =
    orgs.length && leading.length
      ? await postsOn(tx, today)
          .where('appointments.org_id', 'in', orgs)
          .where('appointments.role', 'in', leading)
          .execute()
      : []
  for (const set of sets.values()) for (const { memberId, orgId } of leaders) if (set.has(orgId)) set.add(memberId)
  return new Map([...sets].map(([id, set]) => [id, [...set]]))
}

/** Posts held on this day, each with its org and all above it. */
export const postsOn = (tx: Tx, today: string) =>
  tx
    .selectFrom('appointments')
    .innerJoin('orgs', (join) =>
      join
        .onRef('orgs.jurisdiction_id', '=', 'appointments.jurisdiction_id')
        .onRef('orgs.id', '=', 'appointments.org_id'),
    )
    .select(['appointments.member_id as memberId', 'appointments.org_id as orgId', 'orgs.kind', 'orgs.chain'])
    .where(heldOn(today))

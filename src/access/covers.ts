/** Absences as they stand on a day: read once a transaction, for whoever acts, is told, or is waited for. */
import type { Tx } from '../kernel/scope.ts'
import { type Covers, coversOf } from './absence.ts'
import { postsOn } from './recusal.ts'

const remembered = new WeakMap<Tx, { day: string; covers: Promise<Covers> }>()

/** Everyone away on this day, and who is there for them. One small read where nobody is. */
export function coversOn(tx: Tx, day: string): Promise<Covers> {
  const known = remembered.get(tx)
  if (known?.day === day) return known.covers
  const covers = read(tx, day)
  remembered.set(tx, { day, covers })
  return covers
}

async function read(tx: Tx, day: string): Promise<Covers> {
  const absences = await tx
    .selectFrom('absences')
    .select(['id', 'member_id as memberId', 'stand_in_id as standInId', 'starts_on as startsOn', 'ends_on as endsOn'])
    .where('ended_at', 'is', null)
    .where('starts_on', '<=', day)
    .where('ends_on', '>=', day)
    .execute()
  if (!absences.length) return new Map()
  const members = [...new Set(absences.flatMap((a) => [a.memberId, ...(a.standInId ? [a.standInId] : [])]))]
  return coversOf(absences, await heldBy(tx, day, members))
}

/** Posts of these members on a day; none of somebody no longer active. */
export const heldBy = (tx: Tx, day: string, members: readonly string[]) =>
  postsOn(tx, day)
    .innerJoin('members', (j) =>
      j
        .onRef('members.jurisdiction_id', '=', 'appointments.jurisdiction_id')
        .onRef('members.id', '=', 'appointments.member_id'),
    )
    .select('appointments.role')
    .where('members.active', '=', true)
    .where('appointments.member_id', 'in', [...members])
    .execute()

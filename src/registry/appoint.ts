/** Every appointment is made here: the three administrators stay apart, and each is written down. */
import type { DatabaseError } from 'pg'
import { type Origin, writeAudit } from '../access/audit.ts'
import type { House } from '../access/command.ts'
import { Refusal } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Tx } from '../kernel/scope.ts'
import { isOfficer } from '../programme/officers.ts'

export type Appointment = {
  readonly memberId: string
  readonly orgId: string
  readonly role: string
  readonly startsOn: string
  readonly endsOn?: string | null
  readonly isPublic?: boolean
}

/** Whether these roles may be one person's on the same day: an administrator holds that duty and no other post. */
export const mayBeHeldTogether = (roles: readonly string[]) => {
  const kinds = new Set(roles.map((role) => (isOfficer(role) ? role : 'other')))
  return kinds.size <= 1
}

/** Gives a member a post. Refused with `appointment.officers-apart`: said here in words, held by the database (migration 0007). */
export async function appoint(
  tx: Tx,
  house: House,
  jurisdictionId: number,
  a: Appointment,
  by: { origin: Origin; memberId?: string },
): Promise<string> {
  const held = await tx
    .selectFrom('members')
    .leftJoin('appointments', (j) =>
      j
        .onRef('appointments.jurisdiction_id', '=', 'members.jurisdiction_id')
        .onRef('appointments.member_id', '=', 'members.id')
        .on('starts_on', '<=', a.endsOn ?? 'infinity')
        .on((on) => on.or([on('ends_on', 'is', null), on('ends_on', '>=', a.startsOn)])),
    )
    .select(['members.name', 'appointments.role'])
    .where('members.id', '=', a.memberId)
    .execute()
  const apart = () => new Refusal('appointment.officers-apart', { member: held[0]?.name ?? '' })
  if (!mayBeHeldTogether([a.role, ...held.flatMap((h) => h.role ?? [])])) throw apart()
  const id = newId(house.now())
  try {
    await tx
      .insertInto('appointments')
      .values({
        jurisdiction_id: jurisdictionId,
        id,
        member_id: a.memberId,
        org_id: a.orgId,
        role: a.role,
        starts_on: a.startsOn,
        ends_on: a.endsOn ?? null,
        is_public: a.isPublic ?? false,
      })
      .execute()
  } catch (error) {
    // two made at the same moment: the database has seen both
    if ((error as DatabaseError).constraint === 'officers_apart') throw apart()
    throw error
  }
  await writeAudit(tx, house, jurisdictionId, by.origin, {
    kind: 'appointed',
    memberId: by.memberId,
    targetId: a.memberId,
    subject: a.role,
  })
  return id
}

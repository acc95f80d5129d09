/** Posts given and ended on screen: the role must belong to that kind of unit, the days must hold together, the three administrators stay apart. */
import type { DatabaseError } from 'pg'
import { type Origin, writeAudit } from '../access/audit.ts'
import type { MemberActor } from '../access/caller.ts'
import type { Doing } from '../access/command.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { Refusal } from '../kernel/errors.ts'
import { type Appointment, appoint } from './appoint.ts'

const byOf = (d: Doing, origin: Origin) => ({ origin, memberId: (d.caller.actor as MemberActor).memberId })

/** Refused with `appointment.own`, `appointment.days`, `org.unknown`, `org.closed`, `appointment.role-not-here`, `appointment.officers-apart`. */
export async function givePost(d: Doing, a: Appointment, origin: Origin): Promise<string> {
  const by = byOf(d, origin)
  if (a.memberId === by.memberId) throw new Refusal('appointment.own')
  if (a.endsOn && a.endsOn < a.startsOn) throw new Refusal('appointment.days')
  const org = await d.tx.selectFrom('orgs').select(['kind', 'closed_on']).where('id', '=', a.orgId).executeTakeFirst()
  if (!org) throw new Refusal('org.unknown')
  if (org.closed_on) throw new Refusal('org.closed')
  const member = await d.tx.selectFrom('members').select('id').where('id', '=', a.memberId).executeTakeFirst()
  if (!member) throw new Refusal('not-found')
  if (!d.house.scheme.roles[a.role]?.at.includes(org.kind)) throw new Refusal('appointment.role-not-here')
  return appoint(d.tx, d.house, d.caller.jurisdictionId, a, by)
}

/** The last day of a post. One that is over stays over: it is history. Refused with `appointment.days` too where two posts would meet that may not. */
export async function endPost(d: Doing, postId: string, endsOn: string, origin: Origin): Promise<{ memberId: string }> {
  const by = byOf(d, origin)
  const post = await d.tx.selectFrom('appointments').selectAll().where('id', '=', postId).forUpdate().executeTakeFirst()
  if (!post) throw new Refusal('not-found')
  if (post.member_id === by.memberId) throw new Refusal('appointment.own')
  if (endsOn < post.starts_on || (post.ends_on !== null && post.ends_on < dayOf(d.at)))
    throw new Refusal('appointment.days')
  try {
    await d.tx.updateTable('appointments').set({ ends_on: endsOn }).where('id', '=', postId).execute()
  } catch (error) {
    if ((error as DatabaseError).constraint === 'officers_apart') throw new Refusal('appointment.days')
    throw error
  }
  await writeAudit(d.tx, d.house, d.caller.jurisdictionId, origin, {
    kind: 'post-ended',
    memberId: by.memberId,
    targetId: post.member_id,
    subject: post.role,
  })
  return { memberId: post.member_id }
}

/** Looking at the desk as somebody else sees it, to help them: with their code, for a quarter of an hour, without writing (docs/decisions/0033). */
import { dayOf } from '../kernel/calendar/deadline.ts'
import { sameBytes } from '../kernel/crypto.ts'
import { Refusal } from '../kernel/errors.ts'
import { newId, newInt } from '../kernel/ids.ts'
import { isOfficer } from '../programme/officers.ts'
import { audit, type Origin, writeAudit } from './audit.ts'
import { findMemberActor, type MemberActor, type MemberCaller } from './caller.ts'
import type { House } from './command.ts'

const codeMinutes = 10
const lookMinutes = 15
const codeTries = 5

const inMinutes = (house: House, minutes: number) => new Date(house.now().getTime() + minutes * 60_000)
const digestOf = (house: House, jurisdictionId: number, memberId: string, code: string) =>
  house.keys.blindIndex(jurisdictionId, 'see-as', `${memberId}/${code}`)

/** Six digits for whoever one asks for help; a new one takes the place of the one before. */
export async function makeCode(house: House, { jurisdictionId, actor }: MemberCaller, from: Origin) {
  const { memberId } = actor
  const code = String(newInt(1_000_000)).padStart(6, '0')
  const until = inMinutes(house, codeMinutes)
  const digest = digestOf(house, jurisdictionId, memberId, code)
  await house.db.transaction({ jurisdictionId, memberId }, async (tx) => {
    await tx
      .insertInto('see_as_codes')
      .values({ jurisdiction_id: jurisdictionId, member_id: memberId, digest, until, tries: 0 })
      .onConflict((c) => c.columns(['jurisdiction_id', 'member_id']).doUpdateSet({ digest, until, tries: 0 }))
      .execute()
    await writeAudit(tx, house, jurisdictionId, from, { kind: 'see-as-code', memberId })
  })
  return { code, until: until.toISOString() }
}

export const dropCode = (house: House, { jurisdictionId, actor: { memberId } }: MemberCaller) =>
  house.db.transaction({ jurisdictionId, memberId }, (tx) =>
    tx.deleteFrom('see_as_codes').where('member_id', '=', memberId).execute(),
  )

/** Uses the code up; a wrong one is counted, also against other tries at the same moment, and the fifth ends it. */
async function takeCode(house: House, jurisdictionId: number, memberId: string, code: string): Promise<boolean> {
  const digest = digestOf(house, jurisdictionId, memberId, code)
  return house.db.transaction({ jurisdictionId, job: 'see-as' }, async (tx) => {
    const row = await tx
      .selectFrom('see_as_codes')
      .select(['digest', 'tries'])
      .where('member_id', '=', memberId)
      .where('until', '>', house.now())
      .where('tries', '<', codeTries)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return false
    if (sameBytes(row.digest, digest)) {
      await tx.deleteFrom('see_as_codes').where('member_id', '=', memberId).execute()
      return true
    }
    await tx
      .updateTable('see_as_codes')
      .set({ tries: row.tries + 1 })
      .where('member_id', '=', memberId)
      .execute()
    return false
  })
}

export type Looking = { readonly id: string; readonly memberId: string; readonly until: Date }

/** Begins it in this session. Refused with `see-as.not-this-person` (an administrator, oneself, nobody of the house) and `see-as.code-wrong`. */
export async function beginSeeAs(
  house: House,
  { jurisdictionId, actor }: MemberCaller,
  sessionId: string,
  input: { memberId: string; code: string; reason: string },
  from: Origin,
): Promise<{ until: string }> {
  const { memberId, code, reason } = input
  const other = await findMemberActor(
    house.db,
    house.schemes.of(jurisdictionId),
    jurisdictionId,
    memberId,
    dayOf(house.now()),
  )
  if (!other?.appointments.length || memberId === actor.memberId || other.appointments.some((p) => isOfficer(p.role)))
    throw new Refusal('see-as.not-this-person')
  const entry = { kind: 'see-as-begun', memberId: actor.memberId, targetId: memberId, note: reason } as const
  if (!(await takeCode(house, jurisdictionId, memberId, code))) {
    await audit(house, jurisdictionId, from, { ...entry, ok: false })
    throw new Refusal('see-as.code-wrong')
  }
  const at = house.now()
  const until = inMinutes(house, lookMinutes)
  await house.db.transaction({ jurisdictionId, memberId: actor.memberId }, async (tx) => {
    await tx
      .insertInto('see_as')
      .values({
        jurisdiction_id: jurisdictionId,
        id: newId(at),
        helper_id: actor.memberId,
        member_id: memberId,
        session_id: sessionId,
        reason,
        began_at: at,
        until,
      })
      .execute()
    await writeAudit(tx, house, jurisdictionId, from, entry)
  })
  return { until: until.toISOString() }
}

/** What this session looks through now. */
export const findLooking = (
  house: House,
  jurisdictionId: number,
  helperId: string,
  sessionId: string,
): Promise<Looking | undefined> =>
  house.db.transaction({ jurisdictionId, memberId: helperId }, (tx) =>
    tx
      .selectFrom('see_as')
      .select(['id', 'member_id as memberId', 'until'])
      .where('session_id', '=', sessionId)
      .where('helper_id', '=', helperId)
      .where('until', '>', house.now())
      .where('ended_at', 'is', null)
      .orderBy('began_at', 'desc')
      .limit(1)
      .executeTakeFirst(),
  )

/** The other's desk, with whatever is kept from either of the two left out. */
export const throughTheirEyes = (other: MemberActor, helper: MemberActor): MemberActor => ({
  ...other,
  recused: [...new Set([...other.recused, ...helper.recused])],
})

/** Ends what goes on between these two, whichever of them asks. */
export async function endSeeAs(house: House, jurisdictionId: number, memberId: string, from: Origin): Promise<number> {
  return house.db.transaction({ jurisdictionId, memberId }, async (tx) => {
    const ended = await tx
      .updateTable('see_as')
      .set({ ended_at: house.now() })
      .where('ended_at', 'is', null)
      .where('until', '>', house.now())
      .where((w) => w.or([w('helper_id', '=', memberId), w('member_id', '=', memberId)]))
      .returning(['helper_id', 'member_id'])
      .execute()
    for (const { helper_id, member_id } of ended)
      await writeAudit(tx, house, jurisdictionId, from, {
        kind: 'see-as-ended',
        memberId,
        targetId: memberId === helper_id ? member_id : helper_id,
      })
    return ended.length
  })
}

/** Who has looked through mine, newest first; what goes on comes first of all. */
export const looksThroughMine = (house: House, { jurisdictionId, actor: { memberId } }: MemberCaller) =>
  house.db.transaction({ jurisdictionId, memberId }, async (tx) => {
    const code = await tx
      .selectFrom('see_as_codes')
      .select('until')
      .where('member_id', '=', memberId)
      .where('until', '>', house.now())
      .where('tries', '<', codeTries)
      .executeTakeFirst()
    const rows = await tx
      .selectFrom('see_as')
      .innerJoin('members', (j) =>
        j.onRef('members.jurisdiction_id', '=', 'see_as.jurisdiction_id').onRef('members.id', '=', 'see_as.helper_id'),
      )
      .select(['see_as.id', 'members.name as helper', 'reason', 'began_at', 'ended_at', 'until', 'noted_at'])
      .where('see_as.member_id', '=', memberId)
      .orderBy('began_at', 'desc')
      .limit(20)
      .execute()
    const now = house.now()
    return {
      codeUntil: code?.until.toISOString() ?? null,
      looks: rows.map((r) => {
        const end = r.ended_at ?? r.until
        return {
          id: r.id,
          helper: r.helper,
          reason: r.reason,
          beganAt: r.began_at.toISOString(),
          endedAt: end.toISOString(),
          goesOn: end > now,
          noted: r.noted_at !== null,
        }
      }),
    }
  })

/** Taken note of: those that are over are not shown on top of the desk any more. */
export const noteLooks = (house: House, { jurisdictionId, actor: { memberId } }: MemberCaller) =>
  house.db.transaction({ jurisdictionId, memberId }, (tx) =>
    tx
      .updateTable('see_as')
      .set({ noted_at: house.now() })
      .where('member_id', '=', memberId)
      .where('noted_at', 'is', null)
      .where((w) => w.or([w('ended_at', 'is not', null), w('until', '<=', house.now())]))
      .execute(),
  )

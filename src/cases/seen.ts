/** Read and unread, each member's own: what came since one saw a case, from somebody else, is unread. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { MemberActor } from '../access/caller.ts'
import { command, type Doing, type House } from '../access/command.ts'
import type { Routes } from '../access/routes.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { alsoOpen, openMeanwhile } from '../kernel/scope.ts'
import { Id } from './model.ts'
import { openCase } from './store.ts'

const Seen = z.object({
  caseId: Id,
  version: z.number().int().min(0).describe('The version I was shown; 0 marks the case unread'),
})

/** Refused with `not-found` outside the caller's scope. */
export const noteSeen = command(Seen, async (d, { caseId, version }) => {
  const { memberId } = d.caller.actor as MemberActor
  const row = await openCase(d.tx, caseId)
  const seen = Math.min(version, row.version)
  if (seen === 0)
    await d.tx.deleteFrom('case_seen').where('member_id', '=', memberId).where('case_id', '=', caseId).execute()
  else
    await d.tx
      .insertInto('case_seen')
      .values({
        jurisdiction_id: row.jurisdiction_id,
        member_id: memberId,
        case_id: caseId,
        version: seen,
        seen_on: dayOf(d.at),
      })
      .onConflict((c) =>
        c
          .columns(['jurisdiction_id', 'member_id', 'case_id'])
          // two windows: the one that was shown more is right
          .doUpdateSet({ version: sql`greatest(case_seen.version, excluded.version)`, seen_on: dayOf(d.at) }),
      )
      .execute()
  return { unread: seen < row.version }
})

/** Which of these cases, read under their own policy just now, hold something from others that the caller has not seen. */
export const unreadAmong = (d: Doing, rows: readonly { id: string; version: number }[]): Promise<Set<string>> =>
  openMeanwhile(d.tx, async () => {
    if (!rows.length) return new Set<string>()
    const { memberId } = d.caller.actor as MemberActor
    await alsoOpen(d.tx, { cases: rows.map((r) => r.id) })
    const found = await sql<{ id: string }>`
      select c.id from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.version)}::int[]) as c (id, version)
      left join case_seen s on s.jurisdiction_id = ${d.caller.jurisdictionId} and s.member_id = ${memberId} and s.case_id = c.id
      left join case_events e on e.jurisdiction_id = ${d.caller.jurisdictionId} and e.case_id = c.id and e.seq = c.version
      where coalesce(s.version, 0) < c.version and e.member_id is distinct from ${memberId}::uuid`.execute(d.tx)
    return new Set(found.rows.map((r) => r.id))
  })

export function seenRoutes({ route }: Routes, house: House) {
  route({
    id: 'noteSeen',
    tag: 'desk',
    method: 'post',
    path: '/cases/{caseId}/seen',
    permission: 'case.read',
    summary: 'Marks a case read as far as I was shown it, or unread again.',
    input: Seen,
    output: z.object({ unread: z.boolean() }),
    refusals: ['not-found', 'input.invalid'],
    run: (caller, input) => noteSeen(house, caller, input),
  })
}

/** The call-back list: verdicts nobody gave in time, and those whose parts do not fit together. Never tried comes first. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { MemberActor } from '../access/caller.ts'
import { query } from '../access/command.ts'
import { Refusal } from '../kernel/errors.ts'
import { alsoOpen } from '../kernel/scope.ts'
import { maskedContacts } from './contact-store.ts'
import { cursorOf, readCursor } from './cursor.ts'
import { knownOrgs } from './known-orgs.ts'
import { caseColumns, factsOf } from './store.ts'
import { names, reading, summary } from './summary.ts'
import { orderedMay } from './view.ts'
import type { CallItem } from './views.ts'

export const CallFilter = z.object({
  cursor: z.string().max(220).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** A page ends at a number of attempts, an instant and an id. */
function readCallCursor(cursor: string | undefined) {
  if (!cursor) return undefined
  const [, calls, rest] = /^(\d{1,4})\.(.+)$/.exec(cursor) ?? []
  const after = readCursor(rest)
  if (!after) throw new Refusal('input.invalid', {}, [{ path: 'cursor', message: 'cursor' }])
  return { calls: Number(calls), ...after }
}

const since = sql<Date>`coalesce(due_at, verdict_at)`

/** Those to be called in my scope, also the ones I handled: I see why somebody else must call. */
export const listCalls = query(CallFilter, async (d, f) => {
  const { memberId } = d.caller.actor as MemberActor
  const after = readCallCursor(f.cursor)
  const now = d.house.now()
  let q = d.tx
    .selectFrom('cases')
    .select(caseColumns)
    .where((w) =>
      w.or([
        w.and([w('state', '=', 'answered'), w('due_at', '<', now)]),
        w.and([w('state', '=', 'closed'), w('doubt', 'is not', null), w('verdict_at', 'is not', null)]),
      ]),
    )
  if (after) q = q.where(sql<boolean>`(calls, ${since}, id) > (${after.calls}, ${after.at}, ${after.id}::uuid)`)
  const rows = await q
    .orderBy('calls')
    .orderBy(since)
    .orderBy('id')
    .limit(f.limit + 1)
    .execute()
  const shown = rows.slice(0, f.limit)
  const orgs = await knownOrgs(d.house, d.caller.jurisdictionId)
  const rules = reading(d)
  const people = await names(
    d,
    shown.map((r) => r.holder_member_id),
  )
  const residents = shown.flatMap((r) => (r.resident_id && !r.contact_erased_at ? [r.resident_id] : []))
  // their own policy let these cases be read: so may the contacts be, masked
  await alsoOpen(d.tx, { people: residents })
  const contacts = await maskedContacts(d, residents)
  const items = shown.map((row): CallItem => {
    const contact = contacts.get(row.resident_id ?? '')
    return {
      ...summary(d, row, orgs, people),
      why: row.state === 'closed' ? 'doubt' : 'overdue',
      calls: row.calls,
      name: contact?.name ?? null,
      phone: contact?.phone ?? null,
      mine: row.handlers.includes(memberId) || row.registrar_id === memberId,
      may: orderedMay(d, factsOf(row, orgs, rules)),
    }
  })
  const last = shown.at(-1)
  const at = last?.due_at ?? last?.verdict_at
  return {
    items,
    attempts: d.house.scheme.verdict.attempts,
    next: rows.length > f.limit && last && at ? `${last.calls}.${cursorOf(at, last.id)}` : null,
  }
})

/** What waits for me: what I hold, what I must approve, whom I should call, and what stands on the duty list. */
import { type Expression, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { unattended } from '../access/absence.ts'
import { type MemberActor, selves } from '../access/caller.ts'
import { type Doing, query } from '../access/command.ts'
import { coversOn } from '../access/covers.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import type { Permission } from '../programme/vocabulary.ts'
import { cursorOf, readCursor } from './cursor.ts'
import { onDutyList } from './duty-list.ts'
import { summaries } from './lists.ts'
import { bindingAt } from './petition/binding.ts'
import { orgsById } from './store.ts'
import { summaryColumns } from './summary.ts'
import type { CaseSummary, Waits } from './views.ts'

export const InboxFilter = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
type Wanted = { after: ReturnType<typeof readCursor>; limit: number }

/** Whoever handled it or wrote it down may never enter its verdict. */
const notMine = (memberId: string) =>
  sql<SqlBool>`(not handlers @> array[${memberId}]::uuid[] and registrar_id is distinct from ${memberId}::uuid)`

const orgsWith = (actor: MemberActor, permission: Permission) =>
  actor.appointments.filter((a) => a.may.includes(permission)).map((a) => a.orgId)

/** Earliest deadline first, the scheme's or the statute's, whichever binds. A doubtful verdict has no deadline: it waits since it was given. */
export const listInbox = query(InboxFilter, async (d, f) => {
  const actor = d.caller.actor as MemberActor
  const wanted = { after: readCursor(f.cursor), limit: f.limit + 1 }
  // two lists, each in the order of its own index, merged: one ordering by either date would use none
  const rows = [...(await withDeadline(d, actor, wanted)), ...(await doubtful(d, actor, wanted))].sort(
    (a, b) => a.sortedBy.getTime() - b.sortedBy.getTime() || (a.id < b.id ? -1 : 1),
  )
  const shown = rows.slice(0, f.limit)
  const last = shown.at(-1)
  const approves = orgsWith(actor, 'case.approve')
  const mayApprove = new Set(shown.filter((r) => approves.includes(r.approver_org_id ?? '')).map((r) => r.id))
  const items = (await summaries(d, shown)).map((item) => ({ ...item, waits: waitsFor(item, mayApprove) }))
  return { items, next: rows.length > f.limit && last ? cursorOf(last.sortedBy, last.id) : null }
})

function waitsFor(item: Pick<CaseSummary, 'id' | 'state' | 'onDutyList'>, mayApprove: ReadonlySet<string>): Waits {
  if (item.state === 'extension-asked' && mayApprove.has(item.id)) return 'approve'
  if (item.onDutyList) return 'duty'
  if (item.state === 'answered' || item.state === 'closed') return 'call'
  if (item.state === 'registered' || item.state === 'dispatched') return 'decide'
  return item.state === 'shelved' ? 'review' : 'act'
}

async function withDeadline(d: Doing, actor: MemberActor, { after, limit }: Wanted) {
  const now = d.house.now()
  const holds = [...new Set([...orgsWith(actor, 'case.triage'), ...orgsWith(actor, 'case.handle')])]
  const approves = orgsWith(actor, 'case.approve')
  const covers = await coversOn(d.tx, dayOf(now))
  // what somebody on leave has in hand waits for their office, if nobody stands in
  const left = [...covers.keys()].filter((id) => unattended(covers, id))
  const watched = await orgsBelow(d, orgsWith(actor, 'case.supervise'))
  let q = d.tx
    .selectFrom('cases')
    .select([...summaryColumns, bindingAt.as('binding_at')])
    .where('due_at', 'is not', null)
    .where((w) => {
      const any: Expression<SqlBool>[] = [w('holder_member_id', 'in', selves(actor))]
      if (holds.length)
        any.push(
          w.and([
            w('holder_org_id', 'in', holds),
            w('state', 'not in', ['answered', 'linked', 'waiting']),
            w.or([
              w('level', '!=', 'member'),
              w(bindingAt, '<', now),
              ...(left.length ? [w('holder_member_id', 'in', left)] : []),
            ]),
            w.or([w('state', '!=', 'shelved'), w(bindingAt, '<', now)]),
          ]),
        )
      if (approves.length)
        any.push(
          w.and([
            w('approver_org_id', 'in', approves),
            ...selves(actor).map((id) => w('asked_by', 'is distinct from', id)),
            w('state', '=', 'extension-asked'),
          ]),
        )
      // also where the office’s own desk is empty: whoever oversees it sees that nobody is there
      if (watched.length) any.push(w.and([sql<SqlBool>`holder_org_id = any(${sql.val(watched)}::uuid[])`, onDutyList]))
      if (orgsWith(actor, 'case.call').length)
        any.push(w.and([w('state', '=', 'answered'), w(bindingAt, '<', now), notMine(actor.memberId)]))
      return w.or(any)
    })
  if (after) q = q.where(sql<boolean>`(${bindingAt}, id) > (${after.at}, ${after.id}::uuid)`)
  const rows = await q.orderBy(bindingAt).orderBy('id').limit(limit).execute()
  return rows.map((r) => ({ ...r, sortedBy: r.binding_at as Date }))
}

/** Closed cases whose verdict’s parts do not fit together: somebody who never handled them calls and asks. */
async function doubtful(d: Doing, actor: MemberActor, { after, limit }: Wanted) {
  if (!orgsWith(actor, 'case.call').length) return []
  let q = d.tx
    .selectFrom('cases')
    .select([...summaryColumns, 'verdict_at'])
    .where('state', '=', 'closed')
    .where('doubt', 'is not', null)
    .where('verdict_at', 'is not', null)
    .where(notMine(actor.memberId))
  if (after) q = q.where(sql<boolean>`(verdict_at, id) > (${after.at}, ${after.id}::uuid)`)
  const rows = await q.orderBy('verdict_at').orderBy('id').limit(limit).execute()
  return rows.map((r) => ({ ...r, sortedBy: r.verdict_at as Date }))
}

/** These orgs and all below them. */
async function orgsBelow(d: Doing, orgs: readonly string[]): Promise<string[]> {
  if (!orgs.length) return []
  const all = await orgsById(d.tx)
  return [...all.values()].filter((o) => o.chain.some((id) => orgs.includes(id))).map((o) => o.id)
}

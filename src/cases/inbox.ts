/** What waits for me: what I hold, what I must approve, whom I should call, and what stands on the duty list. */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { unattended } from '../access/absence.ts'
import { type MemberActor, selves } from '../access/caller.ts'
import { type Doing, query } from '../access/command.ts'
import { coversOn } from '../access/covers.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import type { Permission } from '../programme/vocabulary.ts'
import { cursorOf, readCursor } from './cursor.ts'
import { onDutyList } from './duty-list.ts'
import { knownOrgs } from './known-orgs.ts'
import { summaries } from './lists.ts'
import { bindingAt } from './petition/binding.ts'
import { unreadAmong } from './seen.ts'

import { type SummaryRow, summaryColumns } from './summary.ts'
import type { CaseSummary, Waits } from './views.ts'
import { waits } from './vocabulary.ts'

export const InboxFilter = z.object({
  waits: z.enum(waits).optional().describe('Only what waits for this'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
type Condition = RawBuilder<SqlBool>

/** Whoever handled it or wrote it down may never enter its verdict. */
const notMine = (memberId: string) =>
  sql<SqlBool>`(not handlers @> array[${memberId}]::uuid[] and registrar_id is distinct from ${memberId}::uuid)`

const orgsWith = (actor: MemberActor, permission: Permission) =>
  actor.appointments.filter((a) => a.may.includes(permission)).map((a) => a.orgId)

/** Earliest deadline first, the scheme's or the statute's, whichever binds. A doubtful verdict has no deadline: it waits since it was given. */
export const listInbox = query(InboxFilter, async (d, f) => {
  const actor = d.caller.actor as MemberActor
  const after = readCursor(f.cursor)
  const approves = orgsWith(actor, 'case.approve')
  const lists = await listsFor(d, actor, approves)
  const rows = lists.length
    ? await merged(d, lists, { after, only: f.waits && isFor(f.waits, approves), limit: f.limit + 1 })
    : []
  const shown = rows.slice(0, f.limit)
  const last = shown.at(-1)
  const unread = await unreadAmong(d, shown)
  const mayApprove = new Set(shown.filter((r) => approves.includes(r.approver_org_id ?? '')).map((r) => r.id))
  const items = (await summaries(d, shown)).map((item) => ({
    ...item,
    waits: waitsFor(item, mayApprove),
    unread: unread.has(item.id),
  }))
  return { items, next: rows.length > f.limit && last ? cursorOf(last.sorted_by, last.id) : null }
})

function waitsFor(item: Pick<CaseSummary, 'id' | 'state' | 'onDutyList'>, mayApprove: ReadonlySet<string>): Waits {
  if (item.state === 'extension-asked' && mayApprove.has(item.id)) return 'approve'
  if (item.onDutyList) return 'duty'
  if (item.state === 'answered' || item.state === 'closed') return 'call'
  if (item.state === 'registered' || item.state === 'dispatched') return 'decide'
  return item.state === 'shelved' ? 'review' : 'act'
}

/** The same asked of rows. */
function isFor(wanted: Waits, approves: readonly string[]): Condition {
  const toApprove = sql<SqlBool>`(state = 'extension-asked' and approver_org_id = any(${approves}::uuid[]))`
  if (wanted === 'approve') return toApprove
  const neither = sql<SqlBool>`(${toApprove} is not true and ${onDutyList} is not true)`
  if (wanted === 'duty') return sql`(${toApprove} is not true and ${onDutyList})`
  if (wanted === 'call') return sql`(${neither} and state in ('answered', 'closed'))`
  if (wanted === 'decide') return sql`(${neither} and state in ('registered', 'dispatched'))`
  if (wanted === 'review') return sql`(${neither} and state = 'shelved')`
  return sql`(${neither} and state not in ('answered', 'closed', 'registered', 'dispatched', 'shelved'))`
}

/** One list among those merged: which rows, and what they are ordered by. Each stands in the order of an index of its own. */
type List = { where: Condition; by: RawBuilder<Date | null> }

async function listsFor(d: Doing, actor: MemberActor, approves: readonly string[]): Promise<List[]> {
  const now = d.house.now()
  const { memberId } = actor
  const holds = [...new Set([...orgsWith(actor, 'case.triage'), ...orgsWith(actor, 'case.handle')])]
  const watched = await orgsBelow(d, orgsWith(actor, 'case.supervise'))
  const covers = await coversOn(d.tx, dayOf(now))
  // what somebody on leave has in hand waits for their office, if nobody stands in
  const left = [...covers.keys()].filter((id) => unattended(covers, id))
  const calls = orgsWith(actor, 'case.call').length > 0
  const withDeadline = (where: Condition): List => ({ where: sql`due_at is not null and ${where}`, by: bindingAt })
  return [
    ...selves(actor).map((id) => withDeadline(sql`holder_member_id = ${id}`)),
    ...holds.map((org) =>
      withDeadline(sql`holder_org_id = ${org} and state not in ('answered', 'linked', 'waiting')
        and (level <> 'member' or ${bindingAt} < ${now} or holder_member_id = any(${left}::uuid[])) and (state <> 'shelved' or ${bindingAt} < ${now})`),
    ),
    ...approves.map((org) =>
      withDeadline(
        sql`state = 'extension-asked' and approver_org_id = ${org} and (asked_by is null or asked_by <> all(${selves(actor)}::uuid[]))`,
      ),
    ),
    // also where the office’s own desk is empty: whoever oversees it sees that nobody is there
    ...(watched.length ? [withDeadline(sql`${onDutyList} and holder_org_id = any(${watched}::uuid[])`)] : []),
    ...(calls
      ? [
          withDeadline(sql`state = 'answered' and ${bindingAt} < ${now} and ${notMine(memberId)}`),
          // closed cases whose verdict’s parts do not fit together: somebody who never handled them calls and asks
          {
            where: sql<SqlBool>`state = 'closed' and doubt is not null and verdict_at is not null and ${notMine(memberId)}`,
            by: sql<Date | null>`verdict_at`,
          },
        ]
      : []),
  ]
}

/**
 * The lists merged, each no longer than what is wanted of them together. One condition of many ORs would use none of their indexes: at a
 * million cases every look would read all that are open.
 */
async function merged(
  d: Doing,
  lists: readonly List[],
  { after, only, limit }: { after: ReturnType<typeof readCursor>; only: Condition | undefined; limit: number },
) {
  const parts = lists.map(
    ({ where, by }) => sql`(select id, ${by} as sorted_by from cases where ${where}
      ${only ? sql`and ${only}` : sql``} ${after ? sql`and (${by}, id) > (${after.at}, ${after.id}::uuid)` : sql``}
      order by ${by}, id limit ${limit})`,
  )
  const { rows } = await sql<SummaryRow & { sorted_by: Date }>`
    select ${sql.join(summaryColumns.map((c) => sql.ref(`cases.${c}`)))}, mine.sorted_by
    from (select distinct id, sorted_by from (${sql.join(parts, sql` union all `)}) lists order by sorted_by, id limit ${limit}) mine
    join cases on cases.id = mine.id
    order by mine.sorted_by, mine.id`.execute(d.tx)
  return rows
}

/** These orgs and all below them. */
async function orgsBelow(d: Doing, orgs: readonly string[]): Promise<string[]> {
  if (!orgs.length) return []
  const all = await knownOrgs(d.house, d.caller.jurisdictionId)
  return [...all.values()].filter((o) => o.chain.some((id) => orgs.includes(id))).map((o) => o.id)
}

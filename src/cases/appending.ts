/** What a decided step writes into the log: its facts, where the case went, and until when. */
import type { Actor } from '../access/caller.ts'
import type { Json } from '../kernel/canonical.ts'
import type { Decision } from './decide.ts'
import type { Text } from './log.ts'
import type { Appending, CaseRow, Chains } from './store.ts'

/** Whoever acts as holder, lead or from above handles or supervises, and may never enter the verdict. */
const handles = new Set(['holder', 'lead', 'approver', 'head', 'above'])

export type Taken = {
  readonly actor: Actor
  /** In whose place the actor took it: they are on leave. */
  readonly standsInFor?: string | undefined
  readonly orgId: string | null
  readonly at: Date
  readonly data?: Record<string, Json>
  readonly texts?: readonly Text[]
  readonly row?: Appending['row']
  readonly seenBy?: readonly string[]
}

/** The event of a decision. Its data says where the case stands afterwards, so that the row can be checked against the log. */
export function appending(
  row: CaseRow,
  { action, step, after, moved }: Decision,
  orgs: Chains,
  taken: Taken,
): Appending {
  const due = after.dueAt?.toISOString() ?? null
  const told = after.promisedAt?.toISOString() ?? null
  const statute = after.statutory?.dueAt.toISOString() ?? null
  return {
    type: action,
    audience: step.audience,
    actor: taken.actor,
    orgId: taken.orgId,
    at: taken.at,
    data: {
      ...taken.data,
      ...(taken.standsInFor && { standsInFor: taken.standsInFor }),
      from: row.state,
      to: after.state,
      level: after.level,
      ...(moved && { holder: after.holderOrgId }),
      ...((moved || due !== (row.due_at?.toISOString() ?? null)) && { due }),
      ...(statute !== (row.statutory_due_at?.toISOString() ?? null) && { statute }),
      ...(told !== (row.promised_at?.toISOString() ?? null) && { told }),
    },
    texts: taken.texts ?? [],
    after,
    ...(taken.row && { row: taken.row }),
    seenBy: [...(after.holderOrgId ? (orgs.get(after.holderOrgId)?.chain ?? []) : []), ...(taken.seenBy ?? [])],
    // neither who acted nor in whose place may judge it later
    handlers:
      handles.has(step.who[0] ?? '') && taken.actor.kind === 'member'
        ? [taken.actor.memberId, ...(taken.standsInFor ? [taken.standsInFor] : [])]
        : [],
  }
}

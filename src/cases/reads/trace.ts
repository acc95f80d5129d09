/** The trace of a look: who, when, for which post, which parts of the case. One insert, in the transaction of the look itself. */
import { sql } from 'kysely'
import { type MemberActor, scopeOf } from '../../access/caller.ts'
import type { Doing } from '../../access/command.ts'
import type { Tx } from '../../kernel/scope.ts'
import type { CaseRow } from '../store.ts'

export const readKinds = ['view', 'file', 'print', 'export'] as const
export type ReadKind = (typeof readKinds)[number]
/** The parts of a case a look can show. */
export const parts = ['words', 'story', 'comments', 'answer', 'contact-masked', 'files'] as const
export type Part = (typeof parts)[number]

/** What of a case its trace is made of. */
export const tracedColumns = [
  'id',
  'jurisdiction_id',
  'state',
  'village_id',
  'holder_org_id',
  'lead_org_id',
  'holder_member_id',
  'registrar_id',
  'handlers',
  'hidden_from',
] as const
export type TracedCase = Pick<CaseRow, (typeof tracedColumns)[number]>

/**
 * Traces a look of the caller's at these cases, all in one insert. They must have been opened in this transaction.
 * Residents and jobs leave none: a resident follows their own request. Who helps by looking through another's eyes leaves their own, said
 * to be that: in a transaction beside, for theirs cannot write, and done before anything is shown.
 */
export async function traceReads(
  d: Doing,
  cases: readonly TracedCase[],
  look: { kind: ReadKind; fields: readonly Part[]; fileId?: string },
): Promise<void> {
  const { actor, helper } = d.caller
  if (actor.kind !== 'member' || cases.length === 0) return
  if (!helper) return writeReads(d.tx, d, actor, cases, look)
  const scope = { ...scopeOf(d.caller), readOnly: false, cases: cases.map((c) => c.id) }
  await d.house.db.aside(scope, (tx) => writeReads(tx, d, actor, cases, look))
}

async function writeReads(
  tx: Tx,
  d: Doing,
  actor: MemberActor,
  cases: readonly TracedCase[],
  look: { kind: ReadKind; fields: readonly Part[]; fileId?: string },
): Promise<void> {
  const { helper } = d.caller
  await tx
    .insertInto('case_reads')
    .values(
      cases.map((c) => ({
        jurisdiction_id: c.jurisdiction_id,
        id: d.newId(),
        at: d.at,
        member_id: (helper ?? actor).memberId,
        seen_as: helper ? actor.memberId : null,
        org_id: helper ? null : postFor(actor, c),
        case_id: c.id,
        kind: look.kind,
        fields: [...look.fields],
        file_id: look.fileId ?? null,
        state: c.state,
        concerned: !helper && (concerns(actor, c) || everHad(c.id, actor)),
        hidden_from: c.hidden_from,
      })),
    )
    .execute()
}

/** The post a member reads this case for: at the org that has it, else the one that dispatched it, else their first that reads. */
export function postFor(actor: MemberActor, c: Pick<TracedCase, 'holder_org_id' | 'lead_org_id' | 'village_id'>) {
  const posts = actor.appointments.filter((a) => a.may.includes('case.read')).map((a) => a.orgId)
  return [c.holder_org_id, c.lead_org_id, c.village_id].find((org) => org && posts.includes(org)) ?? posts[0] ?? null
}

/** Whether the case is the reader's concern by what its row says: they or their org hold, dispatched or wrote it, or it is of their village. */
export function concerns(actor: MemberActor, c: TracedCase): boolean {
  if ([c.holder_member_id, c.registrar_id, ...c.handlers].includes(actor.memberId)) return true
  return actor.appointments.some((a) => [c.holder_org_id, c.lead_org_id, c.village_id].includes(a.orgId))
}

/** Otherwise its log says: an org of theirs once took a step, or was once given it. */
const everHad = (caseId: string, actor: MemberActor) => {
  const orgs = actor.appointments.map((a) => a.orgId)
  return sql<boolean>`exists (select from case_events e where e.case_id = ${caseId}
    and (e.org_id = any (${orgs}::uuid[]) or e.data ->> 'holder' = any (${orgs}::text[])))`
}

/** Walks every case of a jurisdiction against its log, and stops at the first row that is wrong. Reads only, a few cases at a time. */
import { sql } from 'kysely'
import type { House } from '../access/command.ts'
import type { Json } from '../kernel/canonical.ts'
import { alsoOpen, type Tx } from '../kernel/scope.ts'
import type { EventHead } from './log.ts'
import {
  type CaseHead,
  type Fault,
  faultOf,
  type Kept,
  type KeptText,
  type LoggedEvent,
  wordsGone,
} from './verify-case.ts'

export type Verified = {
  readonly cases: number
  readonly events: number
  readonly texts: number
  /** Words the log knows of that were removed on purpose. */
  readonly gone: number
  readonly fault?: Fault & { readonly caseId: string; readonly number: string }
}

const batch = 100
const before = '00000000-0000-0000-0000-000000000000'

/** Verifies one jurisdiction, in the order its cases were registered. `tell` hears the counts after each batch. */
export async function verifyLog(
  house: House,
  jurisdictionId: number,
  tell: (sum: Verified) => void = () => {},
): Promise<Verified> {
  let sum: Verified = { cases: 0, events: 0, texts: 0, gone: 0 }
  const seen = await house.db.transaction({ jurisdictionId }, (tx) => tx.selectFrom('orgs').select('id').execute())
  const scope = { jurisdictionId, seen: seen.map((o) => o.id) }
  for (let after = before; ; ) {
    // one snapshot a batch: a step taken meanwhile shows in all of its rows or in none
    const kept = await house.db.transaction(scope, async (tx) => {
      await sql`set transaction isolation level repeatable read, read only`.execute(tx)
      return readBatch(tx, jurisdictionId, after)
    })
    for (const one of kept) {
      const fault = faultOf(one)
      if (fault)
        return {
          ...sum,
          fault: { ...fault, caseId: one.caseId, number: one.row?.number ?? one.receiptNumber ?? one.caseId },
        }
      sum = {
        cases: sum.cases + 1,
        events: sum.events + one.events.length,
        texts: sum.texts + one.texts.length,
        gone: sum.gone + wordsGone(one),
      }
    }
    tell(sum)
    const last = kept.at(-1)
    if (!last) return sum
    after = last.caseId
  }
}

/** The next cases by id, known by their receipt or by their row: so that neither can be taken away unseen. */
async function readBatch(tx: Tx, jurisdictionId: number, after: string): Promise<Kept[]> {
  const receipts = await tx
    .selectFrom('case_receipts')
    .select(['case_id', 'number'])
    .where('case_id', '>', after)
    .orderBy('case_id')
    .limit(batch)
    .execute()
  const upTo = receipts.length === batch ? receipts.at(-1)?.case_id : undefined
  const others = await tx
    .selectFrom('cases')
    .select('id')
    .where('id', '>', after)
    .$if(upTo !== undefined, (q) => q.where('id', '<=', upTo as string))
    .orderBy('id')
    .limit(batch)
    .execute()
  const ids = [...new Set([...receipts.map((r) => r.case_id), ...others.map((c) => c.id)])].sort().slice(0, batch)
  if (!ids.length) return []
  await alsoOpen(tx, { cases: ids })
  const rows = await readRows(tx, ids)
  const events = await readEvents(tx, ids)
  const texts = await readTexts(tx, ids)
  const numbers = new Map(receipts.map((r) => [r.case_id, r.number]))
  return ids.map((caseId) => ({
    jurisdictionId,
    caseId,
    row: rows.get(caseId),
    receiptNumber: numbers.get(caseId),
    events: events.get(caseId) ?? [],
    texts: texts.get(caseId) ?? [],
  }))
}

async function readRows(tx: Tx, ids: string[]): Promise<Map<string, CaseHead>> {
  const rows = await tx
    .selectFrom('cases')
    .select(['id', 'number', 'version', 'head', 'state', 'level', 'holder_org_id as holderOrgId', 'due_at as dueAt'])
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  return new Map(rows.map((r) => [r.id, r]))
}

async function readEvents(tx: Tx, ids: string[]): Promise<Map<string, LoggedEvent[]>> {
  const rows = await tx
    .selectFrom('case_events')
    .select([
      'case_id',
      'seq',
      'type',
      'audience',
      'at',
      'actor_kind',
      'member_id',
      'org_id',
      'data',
      'prev',
      'hash',
      sql<boolean>`at = date_trunc('milliseconds', at)`.as('whole'),
    ])
    .where('case_id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('case_id')
    .orderBy('seq')
    .execute()
  return Map.groupBy(
    rows.map((r) => ({
      caseId: r.case_id,
      seq: r.seq,
      type: r.type,
      audience: r.audience as EventHead['audience'],
      at: r.at,
      actorKind: r.actor_kind as EventHead['actorKind'],
      memberId: r.member_id,
      orgId: r.org_id,
      data: r.data as Json,
      prev: r.prev,
      hash: r.hash,
      whole: r.whole,
    })),
    (e) => e.caseId,
  )
}

async function readTexts(tx: Tx, ids: string[]): Promise<Map<string, KeptText[]>> {
  const rows = await tx
    .selectFrom('case_texts')
    .select(['case_id', 'seq', 'field', 'body', 'salt'])
    .where('case_id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('seq')
    .orderBy('field')
    .execute()
  return Map.groupBy(rows, (t) => t.case_id)
}

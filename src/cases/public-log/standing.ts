/** Where a request stands in the public log, computed when it is asked: from the rows as they are now, not from what was once found. */
import { z } from 'zod'
import { command } from '../../access/command.ts'
import type { Json } from '../../kernel/canonical.ts'
import { Refusal } from '../../kernel/errors.ts'
import { alsoOpen } from '../../kernel/scope.ts'
import { type EventHead, eventText } from '../log.ts'
import { Id } from '../model.ts'
import { checkReceipt, holds } from './check.ts'
import { leafOf } from './leaf.ts'
import { proveLeaf } from './proof.ts'
import type { ReceiptFile } from './receipt.ts'

/** `waiting`: not in the log yet. `broken`: it is not there as it was registered. */
export const standings = ['waiting', 'standing', 'broken'] as const
export type Standing = { readonly state: (typeof standings)[number]; readonly receipt: ReceiptFile }

/** A request its reader has opened by code: its receipt with proof, checked. */
export const standingOf = command(z.object({ caseId: Id }), async (d, { caseId }): Promise<Standing> => {
  await alsoOpen(d.tx, { cases: [caseId] })
  const [kept, first, texts] = await Promise.all([
    d.tx
      .selectFrom('case_receipts')
      .select(['number', 'created_at', 'event_hash'])
      .where('case_id', '=', caseId)
      .executeTakeFirst(),
    d.tx.selectFrom('case_events').selectAll().where('case_id', '=', caseId).where('seq', '=', 1).executeTakeFirst(),
    d.tx
      .selectFrom('case_texts')
      .select(['field', 'body', 'salt'])
      .where('case_id', '=', caseId)
      .where('seq', '=', 1)
      .orderBy('field', 'desc')
      .execute(),
  ])
  if (!kept || !first) throw new Refusal('not-found')
  const head: EventHead = {
    jurisdictionId: first.jurisdiction_id,
    caseId,
    seq: first.seq,
    type: first.type,
    audience: first.audience as EventHead['audience'],
    at: first.at,
    actorKind: first.actor_kind as EventHead['actorKind'],
    memberId: first.member_id,
    orgId: first.org_id,
  }
  const leaf = leafOf(kept.event_hash ?? first.hash)
  const proof = await proveLeaf(d.tx, leaf)
  const receipt: ReceiptFile = {
    number: kept.number,
    registeredAt: kept.created_at.toISOString(),
    leaf: leaf.toString('hex'),
    event: eventText(head, first.data as Json),
    words: texts.map((t) => ({ field: t.field, salt: t.salt.toString('hex'), body: t.body })),
    ...(proof && {
      proof: {
        index: proof.index,
        path: proof.path.map((step) => step.toString('hex')),
        head: proof.head,
        key: proof.head.key.spki.toString('base64'),
      },
    }),
  }
  const answers = checkReceipt(receipt).filter((a) => proof || a.check !== 'proof')
  return { state: !holds(answers) ? 'broken' : proof ? 'standing' : 'waiting', receipt }
})

/** Whether a leaf someone was given is the one this request has. */
export const hasLeaf = command(z.object({ caseId: Id, leaf: z.string() }), async (d, { caseId, leaf }) => {
  const row = await d.tx
    .selectFrom('case_receipts')
    .select('event_hash')
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  return row?.event_hash ? leafOf(row.event_hash).toString('hex') === leaf : false
})

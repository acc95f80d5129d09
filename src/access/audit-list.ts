/** The audit trail read: one statement for page and export, bounded by key. Only a transaction of the `audit` scope sees a row. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../kernel/scope.ts'
import { auditKinds } from './vocabulary.ts'

const Instant = z.iso.datetime({ offset: true })
/** What the trail may be narrowed to. */
export const AuditFilter = z.object({
  from: Instant.optional().describe('From this instant on'),
  to: Instant.optional().describe('Before this instant'),
  kind: z.enum(auditKinds).optional(),
  person: z.uuid().optional().describe('Who did it, or to whom it was done'),
  ok: z.enum(['true', 'false']).optional(),
})
export type AuditFilter = z.output<typeof AuditFilter>

export const AuditRow = z
  .object({
    id: z.uuid(),
    at: z.iso.datetime(),
    kind: z.enum(auditKinds),
    ok: z.boolean(),
    who: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    target: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    subject: z.string().nullable(),
    note: z.string().nullable(),
    address: z.string().nullable(),
    requestId: z.uuid().nullable(),
  })
  .meta({ id: 'AuditRow' })
export type AuditRow = z.output<typeof AuditRow>

const filtered = (tx: Tx, f: AuditFilter) =>
  tx
    .selectFrom('audit')
    .$if(!!f.from, (q) => q.where('at', '>=', new Date(f.from as string)))
    .$if(!!f.to, (q) => q.where('at', '<', new Date(f.to as string)))
    .$if(!!f.kind, (q) => q.where('kind', '=', f.kind as string))
    .$if(!!f.ok, (q) => q.where('ok', '=', f.ok === 'true'))
    .$if(!!f.person, (q) =>
      q.where((w) => w.or([w('audit.member_id', '=', f.person as string), w('target_id', '=', f.person as string)])),
    )

export async function countAudit(tx: Tx, f: AuditFilter): Promise<number> {
  const { n } = await filtered(tx, f)
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Newest first, at most `limit`, after the row a page ended with. Names are read beside: the trail itself holds none. */
export async function listAudit(
  tx: Tx,
  f: AuditFilter,
  after: { at: Date; id: string } | undefined,
  limit: number,
): Promise<(AuditRow & { readonly instant: Date })[]> {
  const rows = await filtered(tx, f)
    .leftJoin('members as doer', (j) =>
      j.onRef('doer.jurisdiction_id', '=', 'audit.jurisdiction_id').onRef('doer.id', '=', 'audit.member_id'),
    )
    .leftJoin('members as other', (j) =>
      j.onRef('other.jurisdiction_id', '=', 'audit.jurisdiction_id').onRef('other.id', '=', 'audit.target_id'),
    )
    .select([
      'audit.id',
      'at',
      'kind',
      'ok',
      'audit.member_id',
      'doer.name as doer',
      'target_id',
      'other.name as other',
    ])
    .select(['subject', 'note', 'address', 'request_id'])
    .$if(!!after, (q) => q.where(sql<boolean>`(at, audit.id) < (${after?.at}, ${after?.id}::uuid)`))
    .orderBy('at', 'desc')
    .orderBy('audit.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((r) => ({
    id: r.id,
    at: r.at.toISOString(),
    instant: r.at,
    kind: r.kind as AuditRow['kind'],
    ok: r.ok,
    who: r.member_id ? { id: r.member_id, name: r.doer ?? '' } : null,
    target: r.target_id ? { id: r.target_id, name: r.other ?? '' } : null,
    subject: r.subject,
    note: r.note,
    address: r.address,
    requestId: r.request_id,
  }))
}

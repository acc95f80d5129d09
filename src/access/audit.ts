/** The audit trail: written by everyone, read by the audit administrator, removed by the sweep alone and only when its time is over. */
import type { Context } from 'hono'
import { sql } from 'kysely'
import { addressOf } from '../kernel/http/address.ts'
import { requestIdOf } from '../kernel/http/request-id.ts'
import { newId } from '../kernel/ids.ts'
import type { Tx } from '../kernel/scope.ts'
import type { House } from './command.ts'
import type { AuditKind } from './vocabulary.ts'

/** From where: the operator at the command line has neither. */
export type Origin = { readonly address?: string; readonly requestId?: string }
export type AuditEntry = {
  readonly kind: AuditKind
  readonly ok?: boolean
  /** Who did it; left out for a name nobody has and for the operator. */
  readonly memberId?: string | undefined
  readonly targetId?: string | undefined
  /** A code, never words: a role, a route, a count. */
  readonly subject?: string | undefined
  /** The reason an administrator gave. */
  readonly note?: string | undefined
}

export const originOf = (ctx: Context, house: House): Origin => ({
  address: addressOf(ctx, house.config.LIANXIN_PROXIES),
  requestId: requestIdOf(ctx, house.now()),
})

/** Writes it within the transaction of what was done: both stand, or neither. */
export const writeAudit = (
  tx: Tx,
  house: Pick<House, 'now' | 'schemes'>,
  jurisdictionId: number,
  from: Origin,
  entry: AuditEntry,
) => writeAudits(tx, house, jurisdictionId, from, [entry])

/** Many at once, of a list imported. */
export async function writeAudits(
  tx: Tx,
  house: Pick<House, 'now' | 'schemes'>,
  jurisdictionId: number,
  from: Origin,
  entries: readonly AuditEntry[],
) {
  const at = house.now()
  const months = house.schemes.of(jurisdictionId).audit.keepMonths
  await tx
    .insertInto('audit')
    .values(
      entries.map((entry) => ({
        jurisdiction_id: jurisdictionId,
        id: newId(at),
        at,
        kind: entry.kind,
        ok: entry.ok ?? true,
        member_id: entry.memberId ?? null,
        target_id: entry.targetId ?? null,
        subject: entry.subject ?? null,
        note: entry.note ?? null,
        address: from.address ?? null,
        request_id: from.requestId ?? null,
        keep_until: sql<Date>`${at}::timestamptz + make_interval(months => ${months})`,
      })),
    )
    .execute()
}

/** Writes it by itself, for what the sign-in library has done in a transaction of its own. */
export const audit = (house: House, jurisdictionId: number, from: Origin, entry: AuditEntry) =>
  house.db.transaction({ jurisdictionId }, (tx) => writeAudit(tx, house, jurisdictionId, from, entry))

const batch = 5000

/** Removes what its own row says may go, and writes down how much that was. Younger rows are not even seen here. */
export async function sweepAudit(house: House, jurisdictionId: number): Promise<number> {
  let removed = 0
  for (;;) {
    const rows = await house.db.transaction({ jurisdictionId, job: 'sweep' }, async (tx) => {
      const due = tx.selectFrom('audit').select('id').limit(batch)
      const { numDeletedRows } = await tx.deleteFrom('audit').where('id', 'in', due).executeTakeFirstOrThrow()
      if (numDeletedRows)
        await writeAudit(tx, house, jurisdictionId, {}, { kind: 'audit-swept', subject: String(numDeletedRows) })
      return Number(numDeletedRows)
    })
    removed += rows
    if (rows < batch) return removed
  }
}

/** Who stands at an org today, for handing over and for telling. Remembered for half a minute: posts change by the day. */
import type { Kernel } from '../kernel/app.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import type { Tx } from '../kernel/scope.ts'
import type { Programme } from '../programme/model.ts'
import type { Permission } from '../programme/vocabulary.ts'

type Standing = { memberId: string; name: string; orgId: string; role: string }
const remembered = new WeakMap<Kernel['db'], Map<string, { until: number; rows: Standing[] }>>()

/** Members holding a post at this org at that instant. */
export async function peopleAt(
  kernel: Pick<Kernel, 'db'>,
  tx: Tx,
  jurisdictionId: number,
  orgId: string,
  at: Date,
): Promise<Standing[]> {
  const cache = remembered.get(kernel.db) ?? new Map<string, { until: number; rows: Standing[] }>()
  remembered.set(kernel.db, cache)
  const today = dayOf(at)
  const key = `${jurisdictionId}/${orgId}/${today}`
  const known = cache.get(key)
  if (known && known.until > at.getTime()) return known.rows
  const rows = await tx
    .selectFrom('appointments')
    .innerJoin('members', (j) =>
      j
        .onRef('members.jurisdiction_id', '=', 'appointments.jurisdiction_id')
        .onRef('members.id', '=', 'appointments.member_id'),
    )
    .select(['members.id as memberId', 'members.name', 'appointments.org_id as orgId', 'appointments.role'])
    .where('appointments.org_id', '=', orgId)
    .where('members.active', '=', true)
    .where('appointments.starts_on', '<=', today)
    .where((w) => w.or([w('appointments.ends_on', 'is', null), w('appointments.ends_on', '>=', today)]))
    .execute()
  if (cache.size > 5000) cache.clear()
  cache.set(key, { until: at.getTime() + 30_000, rows })
  return rows
}

/** Those of them whose role holds one of these permissions. */
export const allowed = (scheme: Programme, rows: Standing[], permissions: readonly Permission[]) =>
  rows.filter((r) => scheme.roles[r.role]?.may.some((p) => permissions.includes(p)))

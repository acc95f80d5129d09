/** Who stands at an org on a day, for handing over and for telling. An org's posts are remembered for half a minute. */
import type { Kernel } from '../kernel/app.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import type { Tx } from '../kernel/scope.ts'
import type { Programme } from '../programme/model.ts'
import type { Permission } from '../programme/vocabulary.ts'

type Standing = { memberId: string; name: string; orgId: string; role: string }
type Post = Standing & { startsOn: string; endsOn: string | null }
const remembered = new WeakMap<Kernel['db'], Map<string, { until: number; posts: Post[] }>>()

/** Members holding a post at this org at that instant. */
export async function peopleAt(
  kernel: Pick<Kernel, 'db' | 'now'>,
  tx: Tx,
  jurisdictionId: number,
  orgId: string,
  at: Date,
): Promise<Standing[]> {
  const today = dayOf(at)
  const posts = await postsAt(kernel, tx, jurisdictionId, orgId)
  return posts.filter((p) => p.startsOn <= today && (p.endsOn === null || p.endsOn >= today))
}

/** Every post there ever was at this org, by members still active. */
async function postsAt(
  kernel: Pick<Kernel, 'db' | 'now'>,
  tx: Tx,
  jurisdictionId: number,
  orgId: string,
): Promise<Post[]> {
  const cache = remembered.get(kernel.db) ?? new Map<string, { until: number; posts: Post[] }>()
  remembered.set(kernel.db, cache)
  const key = `${jurisdictionId}/${orgId}`
  const known = cache.get(key)
  const now = kernel.now().getTime()
  if (known && known.until > now) return known.posts
  const posts = await tx
    .selectFrom('appointments')
    .innerJoin('members', (j) =>
      j
        .onRef('members.jurisdiction_id', '=', 'appointments.jurisdiction_id')
        .onRef('members.id', '=', 'appointments.member_id'),
    )
    .select([
      'members.id as memberId',
      'members.name',
      'appointments.org_id as orgId',
      'appointments.role',
      'starts_on as startsOn',
      'ends_on as endsOn',
    ])
    .where('appointments.org_id', '=', orgId)
    .where('members.active', '=', true)
    .execute()
  if (cache.size > 5000) cache.clear()
  cache.set(key, { until: now + 30_000, posts })
  return posts
}

/** Those of them whose role holds one of these permissions. */
export const allowed = (scheme: Programme, rows: Standing[], permissions: readonly Permission[]) =>
  rows.filter((r) => scheme.roles[r.role]?.may.some((p) => permissions.includes(p)))

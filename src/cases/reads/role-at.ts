/** Which role a member had at an org on a day, in the reader's language: posts end, and an old look was another's duty. */
import type { Doing } from '../../access/command.ts'
import { dayOf } from '../../kernel/calendar/deadline.ts'

/** Reads the posts of these members once; the answer is null where a post cannot be told. */
export async function roleAt(d: Doing, memberIds: readonly (string | null)[]) {
  const ids = [...new Set(memberIds.filter((id) => id !== null))]
  const posts = ids.length
    ? await d.tx
        .selectFrom('appointments')
        .select(['member_id', 'org_id', 'role', 'starts_on', 'ends_on'])
        .where('member_id', 'in', ids)
        .orderBy('starts_on', 'desc')
        .execute()
    : []
  return (memberId: string | null, orgId: string | null, at: Date): string | null => {
    const day = dayOf(at)
    const theirs = posts.filter((p) => p.member_id === memberId && (!orgId || p.org_id === orgId))
    const held = theirs.find((p) => p.starts_on <= day && (p.ends_on === null || p.ends_on >= day)) ?? theirs[0]
    return held ? (d.house.scheme.roles[held.role]?.name[d.caller.language] ?? null) : null
  }
}

/** One of the invented county's people, as they act today. */
import { findMemberActor, type MemberCaller } from '../access/caller.ts'
import type { House } from '../access/command.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import type { Placed } from '../registry/setup.ts'

export async function memberOf(
  house: House,
  jurisdictionId: number,
  { members }: Placed,
  slug: string,
): Promise<MemberCaller> {
  const memberId = found(members, slug)
  const actor = await findMemberActor(
    house.db,
    house.schemes.of(jurisdictionId),
    jurisdictionId,
    memberId,
    dayOf(house.now()),
  )
  if (!actor) throw new Error(`demo: no member ${slug}`)
  return { jurisdictionId, actor, language: 'zh-CN' }
}

export function found<V>(map: ReadonlyMap<string, V>, slug: string): V {
  const value = map.get(slug)
  if (!value) throw new Error(`demo: no ${slug}`)
  return value
}

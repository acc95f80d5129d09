/** The roster of one unit as it is kept, to be put right one row at a time: the unit itself, its households with their heads masked, its members of today. */
import { z } from 'zod'
import { query } from '../access/command.ts'
import { holdersOn } from '../access/held-on.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { standings } from './import/model.ts'
import { keptBelow } from './kept.ts'
import { openPeople } from './open-people.ts'
import { maskName } from './people.ts'
import { organisations } from './traits.ts'

const traits = z.array(z.string())
export const OneUnit = z.object({ orgId: z.uuid() })
export const RosterOf = z
  .object({
    unit: z.object({ traits, organisation: z.enum(organisations), jointWith: z.uuid().nullable() }),
    households: z.array(
      z.object({
        id: z.uuid(),
        number: z.number().int(),
        group: z.string(),
        head: z.string().nullable().describe('Masked'),
        traits,
      }),
    ),
    members: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        roles: z.array(z.string()),
        traits,
        standing: z.enum(standings),
        awayAt: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'RosterOf' })
type Roster = z.output<typeof RosterOf>

/** Of a unit the caller keeps; no village has more households than are shown. */
export const rosterOf = query(OneUnit, async (d, { orgId }): Promise<Roster> => {
  const org = await keptBelow(d, orgId, 'not-found')
  const households = await d.tx
    .selectFrom('households')
    .select(['id', 'number', 'village_group as group', 'head_id', 'traits'])
    .where('village_id', '=', orgId)
    .orderBy('number')
    .limit(5000)
    .execute()
  const heads = await openPeople(
    d,
    households.flatMap((h) => h.head_id ?? []),
  )
  const posts = await holdersOn(d.tx, dayOf(d.at))
    .select(['members.id', 'members.name', 'role', 'members.traits', 'standing', 'away_at as awayAt'])
    .where('org_id', '=', orgId)
    .orderBy('members.name')
    .orderBy('members.id')
    .execute()
  return {
    unit: {
      traits: org.traits,
      organisation: org.organisation as Roster['unit']['organisation'],
      jointWith: org.joint_with,
    },
    households: households.map(({ head_id, ...h }) => {
      const name = heads.get(head_id ?? '')?.name
      return { ...h, head: name ? maskName(name) : null }
    }),
    members: [...Map.groupBy(posts, (p) => p.id).values()].flatMap(([first, ...others]) => {
      if (!first) return []
      const { role, ...member } = first
      const standing = member.standing as Roster['members'][number]['standing']
      return [{ ...member, standing, roles: [role, ...others.map((o) => o.role)] }]
    }),
  }
})

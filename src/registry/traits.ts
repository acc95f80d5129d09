/** What a unit, a household or a member is known to be where the scheme asks for it; whether a unit has an organisation; who is away or attached. */
import { z } from 'zod'
import { command, type Doing, query } from '../access/command.ts'
import { heldOn } from '../access/held-on.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { Refusal } from '../kernel/errors.ts'
import { storable } from '../kernel/storable.ts'
import type { Programme } from '../programme/model.ts'
import { standings } from './import/model.ts'
import { keeps, keptBelow } from './kept.ts'
import { noteUnit } from './units.ts'

const Traits = z.array(z.string().max(40)).max(20)
export const organisations = ['own', 'joint', 'none'] as const
export const SetUnit = z.object({
  orgId: z.uuid(),
  traits: Traits,
  organisation: z.enum(organisations).describe('Its own, one it shares with another unit, or none yet'),
  jointWith: z.uuid().nullable().describe('The unit it shares one with'),
})
export const SetHousehold = z.object({ householdId: z.uuid(), traits: Traits })
export const SetMember = z.object({
  memberId: z.uuid(),
  traits: Traits,
  standing: z.enum(standings),
  awayAt: z
    .string()
    .overwrite(storable)
    .trim()
    .max(60)
    .nullable()
    .transform((text) => text || null),
})

/** Refused with `trait.unknown`: a running scheme names them, and of whom. */
function checked(
  scheme: Programme,
  of: Programme['traits'][string]['of'],
  traits: readonly string[],
  before: readonly string[],
) {
  const unknown = traits.find(
    (code) => !(Object.hasOwn(scheme.traits, code) && scheme.traits[code]?.of === of) && !before.includes(code),
  )
  if (unknown) throw new Refusal('trait.unknown', { trait: unknown })
  return [...new Set(traits)]
}

/** Refused with `org.joint-with` where the other unit is not there, is itself, or has none of its own. */
export const setUnit = command(SetUnit, async (d, { orgId, organisation, jointWith, ...input }) => {
  const before = await keptBelow(d, orgId, 'not-found')
  const traits = checked(d.house.scheme, 'org', input.traits, before.traits)
  if (organisation === 'joint') {
    const other = await d.tx
      .selectFrom('orgs')
      .select(['organisation'])
      .where('id', '=', jointWith ?? orgId)
      .where('id', '!=', orgId)
      .where('closed_on', 'is', null)
      .executeTakeFirst()
    if (other?.organisation !== 'own') throw new Refusal('org.joint-with')
  }
  const now = { traits, organisation, joint_with: organisation === 'joint' ? jointWith : null }
  await d.tx.updateTable('orgs').set(now).where('id', '=', orgId).execute()
  const { traits: t, organisation: o, joint_with: j } = before
  await noteUnit(d, orgId, 'changed', { from: { traits: t, organisation: o, joint_with: j }, to: now })
  return {}
})

/** Units without an organisation of their own or a shared one, below those the caller keeps. */
export const listWithout = query(z.object({}), async (d) => {
  const rows = await d.tx
    .selectFrom('orgs')
    .select(['id', 'name', 'name_en as nameEn', 'kind', 'chain', 'parent_id as parentId'])
    .where('organisation', '=', 'none')
    .where('closed_on', 'is', null)
    .orderBy('position')
    .execute()
  return { items: rows.filter((o) => keeps(d.caller.actor, o.chain)).map(({ chain: _, ...org }) => org) }
})

export const setHousehold = command(SetHousehold, async (d, { householdId, traits }) => {
  const row = await d.tx
    .selectFrom('households')
    .innerJoin('orgs', (j) =>
      j.onRef('orgs.jurisdiction_id', '=', 'households.jurisdiction_id').onRef('orgs.id', '=', 'households.village_id'),
    )
    .select(['households.traits', 'orgs.chain'])
    .where('households.id', '=', householdId)
    .executeTakeFirst()
  if (!row || !keeps(d.caller.actor, row.chain)) throw new Refusal('not-found')
  const set = { traits: checked(d.house.scheme, 'household', traits, row.traits) }
  await d.tx.updateTable('households').set(set).where('id', '=', householdId).execute()
  return {}
})

/** Of a member with a post below the caller's units. */
export const setMember = command(SetMember, async (d, { memberId, traits, standing, awayAt }) => {
  const member = await d.tx.selectFrom('members').select('traits').where('id', '=', memberId).executeTakeFirst()
  if (!member || !(await standsBelow(d, memberId))) throw new Refusal('not-found')
  await d.tx
    .updateTable('members')
    .set({
      traits: checked(d.house.scheme, 'member', traits, member.traits),
      standing,
      away_at: standing === 'away' ? awayAt : null,
    })
    .where('id', '=', memberId)
    .execute()
  return {}
})

async function standsBelow(d: Doing, memberId: string): Promise<boolean> {
  const posts = await d.tx
    .selectFrom('appointments')
    .innerJoin('orgs', (j) =>
      j.onRef('orgs.jurisdiction_id', '=', 'appointments.jurisdiction_id').onRef('orgs.id', '=', 'appointments.org_id'),
    )
    .select('orgs.chain')
    .where('member_id', '=', memberId)
    .where(heldOn(dayOf(d.at)))
    .execute()
  return posts.some((p) => keeps(d.caller.actor, p.chain))
}

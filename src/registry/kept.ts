/** Whose roster the caller keeps: their units with all below them. */
import type { Actor } from '../access/caller.ts'
import type { Doing } from '../access/command.ts'
import { Refusal } from '../kernel/errors.ts'

export const keptBy = (actor: Actor): string[] =>
  actor.kind === 'member'
    ? actor.appointments.filter((a) => a.may.includes('roster.manage') && a.scope === 'subtree').map((a) => a.orgId)
    : []
export const keeps = (actor: Actor, chain: readonly string[]) => {
  const units = keptBy(actor)
  return chain.some((id) => units.includes(id))
}

/** The open unit, when it stands below one of those the caller keeps. Refused with `org.unknown`, or as `missing` says, and `org.closed`. */
export async function keptBelow(d: Doing, orgId: string, missing: 'org.unknown' | 'not-found' = 'org.unknown') {
  const org = await d.tx.selectFrom('orgs').selectAll().where('id', '=', orgId).executeTakeFirst()
  if (!org || !keeps(d.caller.actor, org.chain)) throw new Refusal(missing)
  if (org.closed_on) throw new Refusal('org.closed')
  return org
}

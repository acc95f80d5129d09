/** Who may stand on each side of a kind of tie, and which ties stand: SQL, and only SQL. */
import { sql } from 'kysely'
import type { Doing } from '../access/command.ts'
import { holdersOn } from '../access/held-on.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { Refusal } from '../kernel/errors.ts'
import { runsOn } from '../programme/running.ts'
import type { Side, TieKind } from '../programme/ties.ts'
import { sideOf } from '../programme/ties.ts'
import { fits } from './fits.ts'
import type { Node, Standing } from './model.ts'

/** The units whose ties the caller looks after, each with all below it. */
export const managed = (d: Doing): string[] =>
  d.caller.actor.kind === 'member'
    ? d.caller.actor.appointments
        .filter((a) => a.may.includes('ties.manage') && a.scope === 'subtree')
        .map((a) => a.orgId)
    : []

/** Refused with `tie.kind-unknown` where no running scheme has it. */
export function kindOf(d: Doing, code: string): TieKind {
  const kinds = d.house.scheme.tieKinds
  // asked for by name from outside: a name every object has is no kind
  const kind = Object.hasOwn(kinds, code) ? kinds[code] : undefined
  if (!kind) throw new Refusal('tie.kind-unknown')
  return kind
}

/** The scheme that asks for this kind today. */
export function schemeOf(d: Doing, code: string): string {
  const running = d.house.schemes.all(d.caller.jurisdictionId).filter(runsOn(dayOf(d.at)))
  return running.find((r) => r.scheme.tieKinds[code])?.code ?? d.house.scheme.programme
}

/** Below one of the caller's units, and where one is named below that one too. Only these ids, where some are given. */
export type Where = { readonly under?: string | undefined; readonly ids?: readonly string[] }
const inside = (chain: readonly string[], units: readonly string[], under?: string) =>
  chain.some((id) => units.includes(id)) && (!under || chain.includes(under))

async function membersIn(d: Doing, { under, ids }: Where): Promise<Node[]> {
  const units = managed(d)
  const rows = await holdersOn(d.tx, dayOf(d.at))
    .innerJoin('orgs', (j) =>
      j.onRef('orgs.jurisdiction_id', '=', 'appointments.jurisdiction_id').onRef('orgs.id', '=', 'appointments.org_id'),
    )
    .select([
      'members.id',
      'members.traits',
      'members.standing',
      'appointments.role',
      'orgs.id as org_id',
      'orgs.chain',
    ])
    .$if(!!ids, (q) => q.where('members.id', 'in', [...(ids ?? []), nobody]))
    .orderBy('members.slug')
    .orderBy('appointments.starts_on')
    .execute()
  const nodes = new Map<string, Node & { words: string[] }>()
  for (const r of rows) {
    if (!inside(r.chain, units, under)) continue
    const known = nodes.get(r.id)
    if (known) known.words.push(r.role)
    else
      nodes.set(r.id, {
        of: 'member',
        id: r.id,
        orgId: r.org_id,
        chain: r.chain,
        traits: r.traits,
        words: [r.role],
        away: r.standing === 'away',
      })
  }
  return [...nodes.values()]
}
/** No id of anybody: an empty list would be no SQL. */
const nobody = '00000000-0000-0000-0000-000000000000'

async function orgsIn(d: Doing, { under, ids }: Where): Promise<Node[]> {
  const units = managed(d)
  const rows = await d.tx
    .selectFrom('orgs')
    .select(['id', 'kind', 'chain', 'traits'])
    .where('closed_on', 'is', null)
    .$if(!!ids, (q) => q.where('id', 'in', [...(ids ?? []), nobody]))
    .orderBy('position')
    .orderBy('slug')
    .execute()
  return rows
    .filter((o) => inside(o.chain, units, under))
    .map((o) => ({ of: 'org', id: o.id, orgId: o.id, chain: o.chain, traits: o.traits, words: [o.kind] }))
}

async function householdsIn(d: Doing, { under, ids }: Where): Promise<Node[]> {
  const units = managed(d)
  const rows = await d.tx
    .selectFrom('households')
    .innerJoin('orgs', (j) =>
      j.onRef('orgs.jurisdiction_id', '=', 'households.jurisdiction_id').onRef('orgs.id', '=', 'households.village_id'),
    )
    .select(['households.id', 'households.village_id', 'households.village_group', 'households.traits', 'orgs.chain'])
    .$if(!!ids, (q) => q.where('households.id', 'in', [...(ids ?? []), nobody]))
    .orderBy('orgs.position')
    .orderBy('households.number')
    .execute()
  return rows
    .filter((h) => inside(h.chain, units, under))
    .map((h) => ({
      of: 'household',
      id: h.id,
      orgId: h.village_id,
      chain: h.chain,
      traits: h.traits,
      words: [],
      group: h.village_group,
    }))
}

const readers = { member: membersIn, org: orgsIn, household: householdsIn }
/** All on this side within the caller's scope, fitting or not. */
export const standing = (d: Doing, side: Side, where: Where = {}): Promise<Node[]> => readers[sideOf(side)](d, where)
/** Those who fit. */
export const fitting = async (d: Doing, side: Side, where: Where = {}): Promise<Node[]> =>
  (await standing(d, side, where)).filter((node) => fits(side, node))

/** The ties of a kind that stand today, as far as the caller sees them. */
export const tiesOf = (d: Doing, kind: string): Promise<Standing[]> =>
  d.tx
    .selectFrom('ties')
    .select([
      sql<string>`coalesce(member_id, org_id)`.as('fromId'),
      sql<string>`coalesce(household_id, to_member_id, to_org_id)`.as('toId'),
    ])
    .where('kind', '=', kind)
    .where('ends_on', 'is', null)
    .execute()

/** Two at once see one another's ties: the number each may have holds. */
export const lockKind = (d: Doing, kind: string) =>
  sql`select pg_advisory_xact_lock(hashtext(${`lianxin.tie ${kind}`}), ${d.caller.jurisdictionId})`.execute(d.tx)

/** Who is calling, and what the database shows them: worked out once, when the session is read. */
import type { Language } from '../kernel/app.ts'
import type { Database } from '../kernel/database.ts'
import type { Scope } from '../kernel/scope.ts'
import type { Programme } from '../programme/model.ts'
import { type Level, levels, type Permission } from '../programme/vocabulary.ts'
import { stoodInForBy } from './absence.ts'
import { coversOn, heldBy } from './covers.ts'
import { heldOn } from './held-on.ts'
import { recusalsOf } from './recusal.ts'

export type Reach = Level | 'office'
const reaches: readonly Reach[] = ['member', 'office', ...levels.filter((l) => l !== 'member')]
/** Where roles of this kind stand. */
export function reachOf({ orgKinds, roles }: Pick<Programme, 'orgKinds' | 'roles'>, role: string): Reach {
  const { at = [], scope } = roles[role] ?? {}
  const kinds = scope === 'subtree' ? at.flatMap((kind) => orgKinds[kind] ?? []) : []
  return widest(kinds.map((kind) => (kind.handles ? 'office' : kind.level)))
}
const widest = (of: readonly Reach[]): Reach => reaches.findLast((r) => of.includes(r)) ?? 'member'

/** A post held today: what it allows, at which org, how far down. */
export type Post = {
  readonly orgId: string
  readonly role: string
  readonly may: readonly Permission[]
  readonly scope: 'own' | 'subtree' | 'none'
  /** How far a post of this role sees: the level it stands at, or an office that is dispatched to. */
  readonly reach?: Reach
  /** Whose post it is, where it is not the member's own: they are on leave. */
  readonly standsInFor?: string
}
export type MemberActor = {
  readonly kind: 'member'
  readonly memberId: string
  readonly appointments: readonly Post[]
  /** Themselves, the orgs above their posts and those who lead these: what is kept from one of them is kept from this member. */
  readonly recused: readonly string[]
}
export type ResidentActor = {
  readonly kind: 'resident' /** The request opened by its number and code. */
  readonly caseId?: string
}
export type Actor = MemberActor | ResidentActor | { readonly kind: 'system' }

export type Caller = {
  readonly jurisdictionId: number
  readonly actor: Actor
  readonly language: Language
  /** Set by imports and the demo: when the step really happened. */
  readonly at?: Date
  /** Who really looks, where somebody is helped: `actor` is then whose desk it is, and nothing is written. */
  readonly helper?: MemberActor
}
export type MemberCaller = Caller & { readonly actor: MemberActor }

export const may = (actor: Actor, permission: Permission) =>
  actor.kind === 'member' && actor.appointments.some((a) => a.may.includes(permission))

/** Oneself and those one stands in for. */
export const selves = (actor: Pick<MemberActor, 'memberId' | 'appointments'>): string[] => [
  ...new Set([actor.memberId, ...actor.appointments.flatMap((a) => a.standsInFor ?? [])]),
]

/** The row-level scope of a caller: orgs whose cases they may read with everything below, and themselves. */
export function scopeOf(caller: Caller): Scope {
  const { jurisdictionId, actor } = caller
  if (actor.kind === 'resident') return { jurisdictionId, seen: [], ...(actor.caseId && { cases: [actor.caseId] }) }
  if (actor.kind === 'system') return { jurisdictionId, seen: [] }
  const orgs = actor.appointments
    .filter((a) => a.scope === 'subtree' && a.may.includes('case.read'))
    .map((a) => a.orgId)
  const work = actor.appointments
    .filter((a) => a.scope === 'subtree' && a.may.includes('work.read'))
    .map((a) => a.orgId)
  // and what is theirs alone, or of those they stand in for
  const own = actor.appointments.filter((a) => a.may.includes('case.read')).map((a) => a.standsInFor ?? actor.memberId)
  return {
    jurisdictionId,
    memberId: actor.memberId,
    reach: widest(actor.appointments.flatMap((a) => a.reach ?? [])),
    seen: [...new Set([...orgs, ...own])],
    work: [...new Set([...work, ...selves(actor)])],
    recused: actor.recused,
    ...(caller.helper && { readOnly: true }),
  }
}

/** Who looks: what is traced and marked names them, never the one whose desk it is. */
export const lookerOf = (caller: Caller): string | undefined =>
  caller.helper?.memberId ?? (caller.actor.kind === 'member' ? caller.actor.memberId : undefined)

/**
 * The member with the posts held on this day, and those of whom they stand in for: with these come all recusals of the absent one, beside
 * their own. Undefined when there is no active member of that id.
 */
export async function findMemberActor(
  db: Database,
  scheme: Programme,
  jurisdictionId: number,
  memberId: string,
  today: string,
): Promise<MemberActor | undefined> {
  const { rows, lent, recusals } = await db.transaction({ jurisdictionId }, async (tx) => {
    const absent = stoodInForBy(await coversOn(tx, today), memberId).map((c) => c.memberId)
    return {
      rows: await tx
        .selectFrom('members')
        .leftJoin('appointments', (join) =>
          join
            .onRef('appointments.jurisdiction_id', '=', 'members.jurisdiction_id')
            .onRef('appointments.member_id', '=', 'members.id')
            .on(heldOn(today)),
        )
        .select(['members.id', 'appointments.org_id as orgId', 'appointments.role'])
        .where('members.id', '=', memberId)
        .where('members.active', '=', true)
        .execute(),
      lent: absent.length ? await heldBy(tx, today, absent) : [],
      recusals: await recusalsOf(tx, scheme, [memberId, ...absent], today),
    }
  })
  if (rows.length === 0) return undefined
  const post = (orgId: string | null, role: string | null): Post[] => {
    const rules = role ? scheme.roles[role] : undefined
    return orgId && role && rules
      ? [{ orgId, role, may: rules.may, scope: rules.scope, reach: reachOf(scheme, role) }]
      : []
  }
  const appointments = [
    ...rows.flatMap(({ orgId, role }) => post(orgId, role)),
    ...lent.flatMap((p) => post(p.orgId, p.role).map((one) => ({ ...one, standsInFor: p.memberId }))),
  ]
  return { kind: 'member', memberId, appointments, recused: [...new Set([...recusals.values()].flat())] }
}

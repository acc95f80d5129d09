/** What each row of a branch's roster would do: as a list of people with posts, without accounts, and whether they are here, away or attached. Pure. */
import type { Programme } from '../../programme/model.ts'
import { nameOf, plain, standingIn } from './cells.ts'
import { codesIn } from './codes-in.ts'
import type { Columns } from './columns.ts'
import type { Cell, Fault, FaultCode, MemberField, Standing } from './model.ts'
import { type KnownPerson, type PersonRow, planPeople } from './people-plan.ts'
import type { KnownUnit } from './units-plan.ts'

export type KnownMember = KnownPerson & {
  readonly standing: Standing
  readonly awayAt: string | null
  readonly traits: readonly string[]
}
export type MemberRow = PersonRow & {
  readonly set?: { readonly standing: Standing; readonly awayAt: string | null; readonly traits: readonly string[] }
}

type Role = Programme['roles'][string]
/** A roster says who belongs to a branch; whoever comes to rule at a desk by a post is given it by the system administrator. */
export const byRoster = (role: Role | undefined) =>
  !!role &&
  (role.scope === 'own' || (role.scope === 'none' && role.may.every((p) => p === 'self' || p === 'work.write')))

export function planMembers(
  scheme: Pick<Programme, 'roles' | 'traits'>,
  rows: readonly { row: number; cells: readonly Cell[] }[],
  columns: Columns,
  known: {
    readonly units: readonly KnownUnit[]
    readonly people: readonly KnownMember[]
    readonly keeps: (unitId: string) => boolean
  },
  about: { today: string; self: string },
): MemberRow[] {
  const byId = new Map(known.people.map((p) => [p.id, p]))
  const { standing: _s, awayAt: _a, traits: _t, ...posts } = columns
  const first = new Set<string>()
  return planPeople(scheme, rows, posts, known, about).map((plan, i): MemberRow => {
    const at = (field: MemberField) => rows[i]?.cells[columns[field] ?? -1] ?? null
    const faults: Fault[] = [...plan.faults]
    const fault = (field: MemberField, code: FaultCode, value = '') =>
      void faults.push({ field, code, value: value.slice(0, 20) })
    const before = plan.person && 'id' in plan.person ? byId.get(plan.person.id) : undefined
    const role = plan.post?.role ?? before?.posts.find((p) => p.id === plan.held?.id)?.role
    if (plan.post && !known.keeps(plan.post.orgId)) fault('unit', 'not-yours', nameOf(at('unit')))
    const ours = !before || before.posts.some((p) => known.keeps(p.orgId))
    if ((plan.post || plan.held) && !byRoster(scheme.roles[role ?? '']))
      fault('role', 'not-by-roster', plain(at('role')))

    const said = plain(at('standing'))
    const standing = said ? standingIn(said) : (before?.standing ?? 'here')
    if (!standing) fault('standing', 'unknown-standing', said)
    const { codes, unknown } = codesIn(scheme.traits, 'member', at('traits'))
    if (unknown) fault('traits', 'unknown-trait', unknown)
    const where = nameOf(at('awayAt')).slice(0, 60) || (before?.awayAt ?? null)
    if (faults.length || !standing) return { ...plan, does: 'fault', faults }

    const key = before?.id ?? (plan.person && 'row' in plan.person ? `row ${plan.person.row}` : '')
    // the same person in two rows, for two posts: the first says how they stand
    if (first.has(key)) return plan
    first.add(key)
    const set = {
      standing,
      awayAt: standing === 'away' ? where : null,
      traits: codes ?? before?.traits ?? [],
    }
    const differs =
      !before ||
      set.standing !== before.standing ||
      set.awayAt !== before.awayAt ||
      [...set.traits].sort().join() !== [...before.traits].sort().join()
    // somebody of another place, given a post here: what is known of them is for others to change
    const { phone, ...rest } = plan
    if (!ours) return { ...rest, does: plan.does === 'change' ? 'same' : plan.does }
    return {
      ...rest,
      ...(phone && { phone }),
      does: plan.does === 'same' && differs ? 'change' : plan.does,
      ...(differs && { set }),
    }
  })
}

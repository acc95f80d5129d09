/** Who calls: nobody, and each role of either county; with what none of them may ever read. */
import type { MemberActor } from '../../src/access/caller.ts'
import { everyMember, member, type Role } from '../access-expectations.ts'
import { signIn, userNameOf, withAccounts } from '../server.ts'
import { countyToken, type PlaceName, placeNames, type Side, tokenOf, type World } from './places.ts'

/** The places of their own county each role sees; the admin sees messages and sign-ins, no case. */
const sees = (role: Role | undefined): readonly PlaceName[] => {
  if (role === undefined || role === 'liaison') return ['a1']
  if (role.endsWith('-admin')) return []
  if (role.startsWith('county-')) return placeNames
  return role.startsWith('town-') ? ['a1', 'a1x', 'a1h', 'a2'] : ['a1', 'a1x']
}
/** Those they do not see; of the ones everybody at the county sees, never the hidden one: it may be shown again from there. */
export const foreignPlaces = (role: Role | undefined): PlaceName[] => {
  const foreign = placeNames.filter((p) => !sees(role).includes(p))
  return foreign.length ? foreign : placeNames.filter((p) => p !== 'a1h')
}

export type Caller = {
  name: string
  /** Whose county answers them: nobody is answered by the first. */
  side: Side
  role?: Role
  actor?: MemberActor
  cookies?: string
  /** Files they have uploaded and not yet used. */
  files: string[]
  /** Texts, phones and ids that are not theirs to read. */
  hidden: { texts: string[]; ids: ReadonlySet<string>; numbers: ReadonlySet<string> }
}

/** A name to sign in with that no caller needs. */
export const spare = { username: 'b2-liaison', password: 'Qinghe-2026' }

export async function openCallers(world: World): Promise<{ all: Caller[]; renew(caller: Caller): Promise<void> }> {
  const all: Caller[] = [{ name: 'nobody', side: 'home', files: [], hidden: hiddenFrom(world, 'home', undefined) }]
  const renew = async (caller: Caller) => {
    if (!caller.role) return
    // the security administrator may have locked them
    await world.owner.query('update auth.standing set locked_at = null')
    caller.cookies = await signIn(world.server, userNameOf(world.counties[caller.side], member[caller.role]))
  }
  await withAccounts(world.server, world.counties.home, [spare.username])
  for (const side of ['home', 'abroad'] as const) {
    await withAccounts(world.server, world.counties[side], Object.values(member))
    for (const role of everyMember) {
      const { actor } = world.counties[side].as(member[role])
      const caller: Caller = {
        name: `${role} ${side}`,
        side,
        role,
        actor,
        files: [],
        hidden: hiddenFrom(world, side, role),
      }
      await renew(caller)
      all.push(caller)
    }
  }
  return { all, renew }
}

/** What this role, or somebody without one, must never read. */
export function hiddenFrom(world: World, side: Side, role: Role | undefined): Caller['hidden'] {
  const other = side === 'home' ? 'abroad' : 'home'
  const own = placeNames.filter((p) => !sees(role).includes(p)).map((p) => world.places[side][p])
  const foreign = Object.values(world.places[other])
  const abroad = world.counties[other]
  return {
    texts: [
      countyToken(other),
      ...placeNames.map((p) => tokenOf(other, p)),
      ...[...own, ...foreign].flatMap((p) => [p.token, p.phone]),
    ],
    ids: new Set([
      ...foreign.flatMap((p) => p.ids),
      ...abroad.members.flatMap((m) => [abroad.member(m.slug), abroad.org(m.org)]),
      // households and their heads are shared by the two liaisons' places
      ...own.flatMap((p) => [p.caseId, p.fileId]),
    ]),
    // the admin reads which messages went out, by number
    numbers: new Set([...foreign, ...(role === 'system-admin' ? [] : own)].map((p) => p.number)),
  }
}

/** Fifty people with a desk: they sign in as anybody does. */
import { createAccount, hashPassword } from '../../src/access/auth.ts'
import type { Open } from '../../src/house.ts'
import { jurisdictionId, type Place } from '../county/place.ts'

export const password = 'Shiyan-Xian-2026'
export type Desk = { username: string; role: 'secretary' | 'clerk' | 'officer' | 'county' }

/** Thirty secretaries, ten town clerks, eight officers of departments, two of the county, spread over the towns. */
function whoSits(place: Place): (Desk & { memberId: string })[] {
  const towns = place.towns
  const of = <T>(list: readonly T[], n: number): T => list[n % list.length] as T
  return [
    ...Array.from({ length: 30 }, (_, n) => ({
      role: 'secretary' as const,
      memberId: of(of(towns, n).villages, n).secretary,
    })),
    ...Array.from({ length: 10 }, (_, n) => ({ role: 'clerk' as const, memberId: of(towns, n).clerk })),
    ...Array.from({ length: 8 }, (_, n) => ({
      role: 'officer' as const,
      memberId: of(of(towns, n).departments, n).officer,
    })),
    { role: 'county' as const, memberId: place.officer },
    { role: 'county' as const, memberId: place.supervisor },
  ].map((who, n) => ({ ...who, username: `${who.role}-${n}` }))
}

/** Makes their accounts: one hash for all, as hashing is slow on purpose. */
export async function makeAccounts({ house, auth }: Open, place: Place): Promise<Desk[]> {
  const passwordHash = await hashPassword(auth, password)
  const desks = whoSits(place)
  for (const { username, memberId } of desks) {
    const id = await createAccount(auth, {
      username,
      name: username,
      passwordHash,
      jurisdictionId,
      memberId,
      password: 'demo',
    })
    await house.db.transaction({ jurisdictionId }, (tx) =>
      tx.updateTable('members').set({ account_id: id }).where('id', '=', memberId).execute(),
    )
  }
  return desks.map(({ username, role }) => ({ username, role }))
}

/** Who is away on a day, and whether somebody stands in for them: worked out from absences and posts. Pure. */
import { isOfficer } from '../programme/officers.ts'

export type Absence = {
  readonly id: string
  readonly memberId: string
  readonly standInId: string | null
  readonly startsOn: string
  readonly endsOn: string
}
/** A post with its org and all above it, lowest first. */
export type HeldPost = {
  readonly memberId: string
  readonly orgId: string
  readonly role: string
  readonly chain: readonly string[]
}
/** Somebody away: until when, and who is there for them; nobody where the one entered is away too, or may not. */
export type Cover = Absence & { readonly by: string | null }
export type Covers = ReadonlyMap<string, Cover>

/**
 * Why one may not stand in for another, if so. The three administrators stay apart in this way too. Everyone else needs a post at the org, or at
 * the one directly above, of every post the absent one holds: nobody gets rights where they have nothing to do.
 */
export function unfit(absent: readonly HeldPost[], standIn: readonly HeldPost[]): 'officer' | 'elsewhere' | undefined {
  if ([...absent, ...standIn].some((p) => isOfficer(p.role))) return 'officer'
  const orgs = standIn.map((p) => p.orgId)
  const near = (post: HeldPost) => post.chain.slice(0, 2).some((org) => orgs.includes(org))
  return absent.length > 0 && absent.every(near) ? undefined : 'elsewhere'
}

/** Everyone away, given the absences and posts of one day. A chain is not followed: a stand-in who is away stands in for nobody. */
export function coversOf(absences: readonly Absence[], posts: readonly HeldPost[]): Covers {
  const away = new Set(absences.map((a) => a.memberId))
  const of = (memberId: string) => posts.filter((p) => p.memberId === memberId)
  const present = (a: Absence) =>
    a.standInId && !away.has(a.standInId) && !unfit(of(a.memberId), of(a.standInId)) ? a.standInId : null
  return new Map(absences.map((a) => [a.memberId, { ...a, by: present(a) }]))
}

/** Those this member stands in for. */
export const stoodInForBy = (covers: Covers, memberId: string): Cover[] =>
  [...covers.values()].filter((c) => c.by === memberId)

/** Away, and nobody is there for them. */
export const unattended = (covers: Covers, memberId: string) => covers.get(memberId)?.by === null

/** Who sees a row once units have moved: those it belongs to or has been with, and all above them now. Pure (docs/decisions/0032). */
import type { ChainsOf } from '../../registry/tree.ts'

/**
 * `own` are the orgs the row belongs to or has been with, as far as it says so itself. Beside them count the lowest orgs of `seen`: one that is
 * there without anything below it was given the case. Whoever saw it only for standing above one of these sees it no more, unless still above.
 */
export function seenAfter(
  seen: readonly string[],
  own: readonly (string | null)[],
  before: ChainsOf,
  after: ChainsOf,
): string[] {
  const orgs = seen.filter((id) => before.has(id))
  const above = new Set(orgs.flatMap((id) => before.get(id)?.slice(1) ?? []))
  const given = orgs.filter((id) => !above.has(id))
  const base = [...own.filter((id) => id !== null), ...given]
  const members = seen.filter((id) => !before.has(id))
  return [...new Set([...base.flatMap((id) => after.get(id) ?? []), ...members])]
}

/** Of a recusal set what is lost with these chains: the orgs no longer above, and who leads them. */
export const lostAbove = (
  before: readonly string[],
  after: readonly string[],
  leaders: ReadonlyMap<string, readonly string[]>,
): string[] => {
  const gone = before.filter((id) => !after.includes(id))
  return [...new Set([...gone, ...gone.flatMap((id) => leaders.get(id) ?? [])])]
}

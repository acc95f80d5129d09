/** The orgs of my posts and all below them, my own first: what a list may be narrowed to. */
import { useMe, useOrgs } from '../queries.ts'

export function useMyOrgs() {
  const posts = useMe().data?.posts ?? []
  const orgs = useOrgs().data ?? []
  const own = new Set(posts.map((p) => p.org.id))
  const below = orgs.filter((o) => !own.has(o.id) && o.chain.some((id) => own.has(id)))
  return [...orgs.filter((o) => own.has(o.id)), ...below]
}

/** Names of orgs and members by id, and the departments one may hand to, in the reader's language. */
import { useMembers, useOrgs } from '../queries.ts'
import { useName } from '../texts.ts'

export type Member = NonNullable<ReturnType<typeof useMembers>['data']>[number]

export function useOrgName() {
  const { data: orgs = [] } = useOrgs()
  const name = useName()
  return (id: unknown) => name(orgs.find((o) => o.id === id))
}

export function useMemberName() {
  const { data: members = [] } = useMembers()
  return (id: unknown) => members.find((m) => m.id === id)?.name ?? ''
}

/** The departments this holder may dispatch to, to choose from: its own first, then those of the orgs below. */
export function useDepartments(holderId: string | undefined) {
  const { data: orgs = [] } = useOrgs()
  const name = useName()
  return orgs
    .filter((o) => o.handles && o.chain.includes(holderId ?? ''))
    .sort((a, b) => Number(b.parentId === holderId) - Number(a.parentId === holderId))
    .map((o) => ({ value: o.id, label: name(o) }))
}

/** Names of orgs and members by id, in the reader's language. */
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

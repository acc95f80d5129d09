/** One unit's roster as it is kept, and one row of it put right. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, call } from '../api.ts'
import type { components } from '../api-types.gen.ts'

export type Roster = components['schemas']['RosterOf']
/** What is put right: the unit itself, one household or one member. */
export type Row =
  | { readonly of: 'org'; readonly id: string; readonly label: string; readonly now: Roster['unit'] }
  | {
      readonly of: 'household'
      readonly id: string
      readonly label: string
      readonly now: Roster['households'][number]
    }
  | { readonly of: 'member'; readonly id: string; readonly label: string; readonly now: Roster['members'][number] }
export type Typed = {
  readonly traits: string[]
  readonly organisation: Roster['unit']['organisation']
  readonly jointWith: string | null
  readonly standing: Roster['members'][number]['standing']
  readonly awayAt: string
}

export const useRoster = (orgId: string | undefined) =>
  useQuery({
    queryKey: ['roster', orgId],
    queryFn: () => call(api.GET('/orgs/{orgId}/roster', { params: { path: { orgId: orgId ?? '' } } })),
    enabled: !!orgId,
  })

/** Afterwards what stands there is read anew, and which units have no organisation. */
export function useSave({ of, id }: Row) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ traits, organisation, jointWith, standing, awayAt }: Typed) =>
      call<object>(
        of === 'org'
          ? api.POST('/orgs/{orgId}/traits', {
              params: { path: { orgId: id } },
              body: { traits, organisation, jointWith },
            })
          : of === 'household'
            ? api.POST('/households/{householdId}/traits', {
                params: { path: { householdId: id } },
                body: { traits },
              })
            : api.POST('/members/{memberId}/standing', {
                params: { path: { memberId: id } },
                body: { traits, standing, awayAt },
              }),
      ),
    onSuccess: () =>
      Promise.all([['roster'], ['units-without']].map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
}

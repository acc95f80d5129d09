/** What somebody holds in person, and handing it over. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, call } from '../api.ts'

const key = (memberId: string | undefined) => ['hand-over', memberId ?? '']

export const useHoldings = (memberId: string | undefined) =>
  useQuery({
    queryKey: key(memberId),
    queryFn: () => call(api.GET('/members/{memberId}/hand-over', { params: { path: { memberId: memberId ?? '' } } })),
    enabled: memberId !== undefined,
  })
export type Holdings = NonNullable<ReturnType<typeof useHoldings>['data']>
export type Group = Holdings['groups'][number]
export type Taking = { kind: Group['kind']; orgId: string; toId: string }

export function useHandOver() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ memberId, takings }: { memberId: string; takings: Taking[] }) =>
      call(api.POST('/members/{memberId}/hand-over', { params: { path: { memberId } }, body: { takings } })),
    onSuccess: () => client.invalidateQueries(),
  })
}
export type HandedOver = NonNullable<ReturnType<typeof useHandOver>['data']>

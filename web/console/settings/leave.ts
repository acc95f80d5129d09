/** Leave as the desk reads and enters it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, call } from '../api.ts'

const keys = { mine: ['absences', 'mine'], office: ['absences', 'office'] } as const

export const useMyLeave = () =>
  useQuery({ queryKey: keys.mine, queryFn: () => call(api.GET('/absences/mine')), staleTime: 60_000 })
export const useOfficeLeave = () =>
  useQuery({ queryKey: keys.office, queryFn: () => call(api.GET('/absences/office')) })
export type Leave = NonNullable<ReturnType<typeof useMyLeave>['data']>['mine'][number]

type Days = { memberId?: string; startsOn: string; endsOn: string }
/** Who may stand in on these days; asked only when the days are whole. */
export const useStandIns = (days: Days) =>
  useQuery({
    queryKey: ['absences', 'stand-ins', days],
    queryFn: async () => (await call(api.GET('/absences/stand-ins', { params: { query: days } }))).items,
    enabled: days.startsOn !== '' && days.endsOn >= days.startsOn,
  })

/** After entering or ending, what I may do has changed as well, and with it every list. */
function useAfter() {
  const client = useQueryClient()
  return () => client.invalidateQueries()
}
export function useEnterLeave() {
  const after = useAfter()
  return useMutation({
    mutationFn: (leave: Days & { standInId?: string }) => call(api.POST('/absences', { body: leave })),
    onSuccess: after,
  })
}
export function useEndLeave() {
  const after = useAfter()
  return useMutation({
    mutationFn: (absenceId: string) =>
      call(api.POST('/absences/{absenceId}/end', { params: { path: { absenceId } }, body: {} })),
    onSuccess: after,
  })
}

/** What the triage screen reads beside the case itself. */
import { useQuery } from '@tanstack/react-query'
import { api, call } from '../api.ts'

export const useNeighbours = (caseId: string) =>
  useQuery({
    // under the case, so that a step taken on it asks again
    queryKey: ['case', caseId, 'neighbours'],
    queryFn: () => call(api.GET('/cases/{caseId}/neighbours', { params: { path: { caseId } } })),
    enabled: !!caseId,
  })
export type Neighbour = NonNullable<ReturnType<typeof useNeighbours>['data']>['alike'][number]

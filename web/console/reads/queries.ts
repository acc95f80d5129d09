/** What the desk reads of who has read what. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, call } from '../api.ts'

export const useCaseReads = (caseId: string, enabled: boolean) =>
  useInfiniteQuery({
    queryKey: ['case-reads', caseId],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: { next: string | null }) => last.next ?? undefined,
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/cases/{caseId}/reads', {
          params: { path: { caseId }, query: pageParam ? { cursor: pageParam } : {} },
        }),
      ),
    enabled,
  })

export const useUnusualReading = (days: number) =>
  useQuery({
    queryKey: ['unusual-reading', days],
    queryFn: () => call(api.GET('/reads/unusual', { params: { query: { days } } })),
  })

export function useNoteReading() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { finding: string; note: string }) => call(api.POST('/reads/unusual/notes', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['unusual-reading'] }),
  })
}

/** Prepared words as the desk reads and writes them. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, call } from '../api.ts'

const key = ['templates']
export const useTemplates = () =>
  useQuery({ queryKey: key, queryFn: () => call(api.GET('/templates')), staleTime: 5 * 60_000 })
export type Template = NonNullable<ReturnType<typeof useTemplates>['data']>['items'][number]
export type Draft = Omit<Template, 'id' | 'version' | 'changedAt' | 'mayEdit'> & { id?: string; version?: number }

export function useSaveTemplate() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, version, ...body }: Draft) =>
      id && version
        ? call(
            api.POST('/templates/{templateId}', { params: { path: { templateId: id } }, body: { ...body, version } }),
          )
        : call(api.POST('/templates', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  })
}
export function useArchiveTemplate() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (templateId: string) =>
      call(api.POST('/templates/{templateId}/archive', { params: { path: { templateId } }, body: {} })),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  })
}

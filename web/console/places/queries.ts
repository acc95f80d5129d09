/** Places, and what the schemes call them. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, call } from '../api.ts'
import type { components } from '../api-types.gen.ts'

export type Place = components['schemas']['Place']
export const usePlaces = ({ under, kind }: { under?: string | undefined; kind?: string | undefined }) =>
  useQuery({
    queryKey: ['places', under ?? '', kind ?? ''],
    queryFn: async () =>
      (await call(api.GET('/places', { params: { query: { ...(under && { under }), ...(kind && { kind }) } } }))).items,
  })
export const useRosterWords = () =>
  useQuery({ queryKey: ['roster-words'], queryFn: () => call(api.GET('/roster-words')), staleTime: 10 * 60_000 })
export const useUnitsWithout = () =>
  useQuery({
    queryKey: ['units-without'],
    queryFn: async () => (await call(api.GET('/units-without-organisation'))).items,
  })

export function usePlaceChange<In, Out>(run: (input: In) => Promise<Out>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess: () => client.invalidateQueries({ queryKey: ['places'] }),
  })
}

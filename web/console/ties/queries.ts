/** Ties, gaps, proposals and cards: what the pages read and do. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, call } from '../api.ts'
import type { components } from '../api-types.gen.ts'
import { pages } from '../queries.ts'

export type Party = components['schemas']['TieParty']
export type Tie = components['schemas']['Tie']
export type Gaps = components['schemas']['TieGaps']
export type Proposal = components['schemas']['TieProposal']

const key = ['ties']
export const useTieKinds = () =>
  useQuery({
    queryKey: [...key, 'kinds'],
    queryFn: async () => (await call(api.GET('/tie-kinds'))).items,
    staleTime: 10 * 60_000,
  })
export type TieKind = NonNullable<ReturnType<typeof useTieKinds>['data']>[number]

type Where = { kind: string; under?: string | undefined }
const asked = ({ kind, under }: Where) => ({ kind, ...(under && { under }) })
export const useGaps = (where: Where) =>
  useQuery({
    queryKey: [...key, 'gaps', where],
    queryFn: () => call(api.GET('/ties/gaps', { params: { query: asked(where) } })),
  })
export const useTies = (where: Where & { past: boolean }) =>
  useInfiniteQuery({
    ...pages,
    queryKey: [...key, 'list', where],
    queryFn: ({ pageParam }) => {
      const query = {
        ...asked(where),
        ...(where.past && { past: 'true' as const }),
        ...(pageParam && { after: pageParam }),
      }
      return call(api.GET('/ties', { params: { query } }))
    },
  })
export type Lacking = { kind: string; toId?: string; fromId?: string }
export const useCandidates = ({ kind, toId, fromId }: Lacking, enabled = true) =>
  useQuery({
    queryKey: [...key, 'candidates', kind, toId, fromId],
    queryFn: async () => {
      const query = { kind, ...(toId && { toId }), ...(fromId && { fromId }) }
      return (await call(api.GET('/ties/candidates', { params: { query } }))).items
    },
    enabled,
  })
/** Worked out anew each time it is asked for: somebody else may have filled a gap. */
export const useProposal = (where: Where) =>
  useQuery({
    queryKey: [...key, 'proposal', where],
    queryFn: () => call(api.GET('/ties/proposal', { params: { query: asked(where) } })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })

/** After a change everything about ties and cards is read anew, and the households with their liaison. */
export function useTieChange<In, Out>(run: (input: In) => Promise<Out>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess: () =>
      Promise.all([key, ['cards'], ['households']].map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
}

export const useCards = (where: Where) =>
  useInfiniteQuery({
    ...pages,
    queryKey: ['cards', where],
    queryFn: ({ pageParam }) =>
      call(api.GET('/cards', { params: { query: { ...asked(where), ...(pageParam && { after: pageParam }) } } })),
  })

/** What the system administrator reads and does: units, people, lists to import; and looking at a desk to help. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, call, uploadForm } from '../api.ts'
import type { components } from '../api-types.gen.ts'
import { keys, pages } from '../queries.ts'

export type Unit = components['schemas']['Unit']
export type Person = components['schemas']['Person']
export type Post = Person['posts'][number]
export type ImportPreview = components['schemas']['ImportPreview']
export type List = 'units' | 'people' | 'households' | 'members'
/** Where the administrator's lists are, and where a roster's are. */
const doorOf = (list: List) => (list === 'units' || list === 'people' ? '/imports' : '/rosters')

export const useUnits = () =>
  useQuery({ queryKey: ['units'], queryFn: async () => (await call(api.GET('/units'))).items })
export const useUnit = (orgId: string) =>
  useQuery({
    queryKey: ['units', orgId],
    queryFn: () => call(api.GET('/units/{orgId}', { params: { path: { orgId } } })),
  })
export const useRoles = () =>
  useQuery({
    queryKey: ['roles'],
    queryFn: async () => (await call(api.GET('/roles'))).items,
    staleTime: 30 * 60_000,
  })
export type Role = NonNullable<ReturnType<typeof useRoles>['data']>[number]

export type PeopleSearch = { q?: string; org?: string }
export const usePeople = (search: PeopleSearch) =>
  useInfiniteQuery({
    ...pages,
    queryKey: ['people', search],
    queryFn: ({ pageParam }) =>
      call(api.GET('/people', { params: { query: { ...search, ...(pageParam && { cursor: pageParam }) } } })),
  })
export const usePerson = (memberId: string) =>
  useQuery({
    queryKey: ['people', memberId],
    queryFn: () => call(api.GET('/people/{memberId}', { params: { path: { memberId } } })),
  })

/** After a change the trees, the people and the orgs every other page chooses from are read anew. */
export function useChange<In, Out>(run: (input: In) => Promise<Out>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess: () =>
      Promise.all(
        [['units'], ['people'], keys.orgs, ['members'], ['households'], ['ties'], ['cards']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  })
}

export type Carry = 'move' | 'join'
/** What would go along. */
export const useCarried = (kind: Carry, orgId: string, targetId: string | undefined) =>
  useQuery({
    queryKey: ['units', orgId, kind, targetId],
    queryFn: () => {
      const params = { path: { orgId }, query: { targetId: targetId ?? '' } }
      return call(
        kind === 'move' ? api.GET('/units/{orgId}/move', { params }) : api.GET('/units/{orgId}/join', { params }),
      )
    },
    enabled: !!targetId,
    staleTime: 0,
  })
export const useCarry = (kind: Carry) =>
  useChange(({ orgId, ...body }: { orgId: string; targetId: string; token: string }) => {
    const given = { params: { path: { orgId } }, body }
    return call<object>(
      kind === 'move' ? api.POST('/units/{orgId}/move', given) : api.POST('/units/{orgId}/join', given),
    )
  })

export type Layout = { sheet?: number; headerRow?: number; columns?: Record<string, number> }
const formOf = (file: File, layout: Layout, token?: string) => {
  const form = new FormData()
  // the words before the file: they are known when it comes in
  form.set('layout', JSON.stringify(layout))
  if (token) form.set('token', token)
  form.set('file', file)
  return form
}
export const useImportPreview = () =>
  useMutation({
    mutationFn: ({ list, file, layout }: { list: List; file: File; layout: Layout }) =>
      uploadForm<ImportPreview>(`${doorOf(list)}/${list}/preview`, formOf(file, layout)),
  })
type Imported = { counts: ImportPreview['counts']; accounts: { name: string; username: string; password: string }[] }
export const useImport = () =>
  useChange(({ list, file, layout, token }: { list: List; file: File; layout: Layout; token: string }) =>
    uploadForm<Imported>(`${doorOf(list)}/${list}`, formOf(file, layout, token)),
  )

export const useHelpers = () =>
  useQuery({ queryKey: ['me', 'see-as'], queryFn: () => call(api.GET('/me/see-as')), refetchInterval: 30_000 })
/** What one does about it; who I am and who looks are read anew. */
export function useHelperStep<Out>(run: () => Promise<Out>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: run, onSuccess: () => client.invalidateQueries({ queryKey: keys.me }) })
}

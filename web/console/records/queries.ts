/** What the desk reads and writes of records; whatever is written, every list of records follows. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, call, type Paths } from '../api.ts'
import type { components } from '../api-types.gen.ts'
import { pages } from '../queries.ts'
import type { RecordFilter } from './filter.ts'

type Schemas = components['schemas']
export type RecordKind = Schemas['RecordKind']
export type RecordField = Schemas['RecordField']
export type RecordItem = Schemas['RecordItem']
export type RecordView = Schemas['RecordView']
export type FollowUp = Schemas['FollowUp']
export type Pot = Schemas['Pot']
export type FieldValue = RecordView['fields'][string]
type RecordQuery = NonNullable<Paths['/records']['get']['parameters']['query']>

const key = ['records']
const still = { staleTime: 10 * 60_000 }

export const useKinds = () =>
  useQuery({
    queryKey: ['record-kinds'],
    queryFn: async () => (await call(api.GET('/record-kinds'))).items,
    ...still,
  })
export const useLedgers = () =>
  useQuery({ queryKey: ['ledgers'], queryFn: async () => (await call(api.GET('/ledgers'))).items, ...still })
export const usePots = (year: string | undefined) =>
  useQuery({
    queryKey: [...key, 'pots', year ?? ''],
    queryFn: () => call(api.GET('/pots', { params: { query: year ? { year: Number(year) } : {} } })),
    placeholderData: keepPreviousData,
  })
export const useRecords = (filter: RecordFilter) =>
  useInfiniteQuery({
    ...pages,
    queryKey: [...key, 'list', filter],
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/records', {
          params: { query: { ...(filter as RecordQuery), limit: 50, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    placeholderData: keepPreviousData,
  })
export const useRecordCount = (filter: RecordFilter) =>
  useQuery({
    queryKey: [...key, 'count', filter],
    queryFn: async () => (await call(api.GET('/records/count', { params: { query: filter as RecordQuery } }))).n,
    placeholderData: keepPreviousData,
  })
export const useRecord = (recordId: string | undefined) =>
  useQuery({
    queryKey: [...key, 'one', recordId],
    queryFn: () => call(api.GET('/records/{recordId}', { params: { path: { recordId: recordId ?? '' } } })),
    enabled: !!recordId,
  })
export const useFollowUps = (whose: 'mine' | 'all', state: 'open' | 'done') =>
  useInfiniteQuery({
    ...pages,
    queryKey: [...key, 'follow-ups', whose, state],
    queryFn: ({ pageParam }) =>
      call(api.GET('/follow-ups', { params: { query: { whose, state, ...(pageParam && { cursor: pageParam }) } } })),
  })
export const useRecordMembers = (query: { name: string; role: string[]; org: string | undefined }) =>
  useQuery({
    queryKey: ['record-members', query],
    queryFn: async () =>
      (
        await call(
          api.GET('/record-members', {
            params: {
              query: {
                ...(query.name && { name: query.name }),
                ...(query.role.length > 0 && { role: query.role }),
                ...(query.org && { org: query.org }),
              },
            },
          }),
        )
      ).items,
    placeholderData: keepPreviousData,
    ...still,
  })
export const usePlaces = (kind: string[], enabled: boolean) =>
  useQuery({
    queryKey: ['record-places', kind],
    queryFn: async () =>
      (await call(api.GET('/record-places', { params: { query: kind.length > 0 ? { kind } : {} } }))).items,
    enabled,
    ...still,
  })

type Body<P extends keyof Paths> = Paths[P] extends {
  post: { requestBody?: { content: { 'application/json': infer B } } }
}
  ? B
  : never
/** Writes, and has every list of records read again. */
function useWriting<Input, Reply>(write: (input: Input) => Promise<Reply>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: write, onSuccess: () => client.invalidateQueries({ queryKey: key }) })
}
export const useWrite = () => useWriting((body: Body<'/records'>) => call(api.POST('/records', { body })))
export const useCorrect = (recordId: string) =>
  useWriting((body: Body<'/records/{recordId}/correct'>) =>
    call(api.POST('/records/{recordId}/correct', { params: { path: { recordId } }, body })),
  )
export const useWithdraw = (recordId: string) =>
  useWriting((body: Body<'/records/{recordId}/withdraw'>) =>
    call(api.POST('/records/{recordId}/withdraw', { params: { path: { recordId } }, body })),
  )
export const useStep = (recordId: string) =>
  useWriting((body: Body<'/records/{recordId}/steps'>) =>
    call(api.POST('/records/{recordId}/steps', { params: { path: { recordId } }, body })),
  )
export const usePromise = (recordId: string) =>
  useWriting((body: Body<'/records/{recordId}/follow-ups'>) =>
    call(api.POST('/records/{recordId}/follow-ups', { params: { path: { recordId } }, body })),
  )
export const useFinish = () =>
  useWriting(({ followUpId, words }: { followUpId: string; words: string }) =>
    call(api.POST('/follow-ups/{followUpId}/finish', { params: { path: { followUpId } }, body: { words } })),
  )

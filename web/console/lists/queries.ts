/** What lists read and write beside their rows: counts, saved views, previews and runs of one step on many, the lists of the week. */
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, type CaseQuery, call } from '../api.ts'
import type { components } from '../api-types.gen.ts'
import type { CaseFilter } from '../cases/filter.ts'
import { pages } from '../queries.ts'

export type SavedView = components['schemas']['SavedView']
export type BulkPreviewed = components['schemas']['BulkPreviewed']
export type BulkDone = components['schemas']['BulkDone']
export type BulkRow = BulkDone['rows'][number]
export type ProblemItem = components['schemas']['ProblemItem']
export type SupervisionItem = components['schemas']['SupervisionItem']

export const useCount = (filter: CaseFilter) =>
  useQuery({
    // read again with the list itself, after every step
    queryKey: ['cases', 'count', filter],
    queryFn: async () => (await call(api.GET('/cases/count', { params: { query: filter as CaseQuery } }))).n,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })

const viewsKey = ['case-views']
export const useViews = () =>
  useQuery({
    queryKey: viewsKey,
    queryFn: async () => (await call(api.GET('/case-views'))).items,
    staleTime: 5 * 60_000,
  })

type Kept = Pick<SavedView, 'name' | 'filter' | 'columns'> & { org?: string }
/** Saving, changing and removing views; the menu follows. */
export function useKeepViews() {
  const client = useQueryClient()
  const after = <T>(done: Promise<T>) =>
    done.then(async (reply) => {
      await client.invalidateQueries({ queryKey: viewsKey })
      return reply
    })
  return {
    save: (view: Kept) => after(call(api.POST('/case-views', { body: view }))),
    change: (viewId: string, view: Kept) =>
      after(call(api.POST('/case-views/{viewId}', { params: { path: { viewId } }, body: view }))),
    remove: (viewId: string) =>
      after(call(api.POST('/case-views/{viewId}/remove', { params: { path: { viewId } }, body: {} as never }))),
  }
}

const worked = (org: string | undefined, after: string | undefined) => ({
  ...(org && { org }),
  ...(after && { after }),
})
export const useProblems = (org: string | undefined) =>
  useInfiniteQuery({
    ...pages,
    queryKey: ['cases', 'problems', org ?? ''],
    queryFn: ({ pageParam }) => call(api.GET('/problem-list', { params: { query: worked(org, pageParam) } })),
    placeholderData: keepPreviousData,
    // each reading is traced: not again with every glance at the window
    refetchOnWindowFocus: false,
  })
export const useSupervision = (org: string | undefined) =>
  useInfiniteQuery({
    ...pages,
    queryKey: ['cases', 'supervision', org ?? ''],
    queryFn: ({ pageParam }) => call(api.GET('/supervision-list', { params: { query: worked(org, pageParam) } })),
    placeholderData: keepPreviousData,
  })

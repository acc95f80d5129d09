/** Keys and hooks over the client: what the desk reads, and how long it stays fresh. */
import {
  keepPreviousData,
  QueryClient,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { api, type CaseQuery, call, type FiguresQuery, type InboxItem, type OverviewQuery, Problem } from './api.ts'
import type { CaseFilter } from './cases/filter.ts'
import { isCount, isList } from './live/concerned.ts'
import { withChains } from './parts/chains.ts'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: true,
      // what the server refused stays refused; only a lost line is tried again
      retry: (times, error) => !(error instanceof Problem && error.status !== 0 && error.status < 500) && times < 2,
    },
  },
})

const minute = 60_000
export const keys = {
  me: ['me'],
  mySecurity: ['me', 'security'],
  options: ['session-options'],
  programme: ['programme'],
  orgs: ['orgs'],
  members: (org?: string) => ['members', org ?? ''],
  households: (village: string) => ['households', village],
  notices: ['notices'],
  inbox: ['inbox'],
  calls: ['calls'],
  calendar: ['calendar'],
  cases: (filter: CaseFilter) => ['cases', filter],
  case: (caseId: string) => ['case', caseId],
  weekly: (week?: string, org?: string) => ['weekly', week ?? '', org ?? ''],
  overview: (query: OverviewQuery) => ['overview', query],
  boundaries: ['boundaries'],
  figures: (query: FiguresQuery) => ['figures', query],
  appeals: (which: string) => ['appeals', which],
  outbox: ['outbox'],
  handbook: ['handbook'],
} as const

export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: () => call(api.GET('/me')),
  staleTime: 30_000,
  refetchInterval: minute,
})
export const useMe = () => useQuery(meQuery)
/** My password’s age, second factor and sessions, and the rules in force. */
export const useMySecurity = () => useQuery({ queryKey: keys.mySecurity, queryFn: () => call(api.GET('/me/security')) })
/** Whether one of my posts allows this. */
export function useMay() {
  const me = useMe()
  return (permission: string) => me.data?.may.includes(permission) ?? false
}
export const useOptions = () =>
  useQuery({ queryKey: keys.options, queryFn: () => call(api.GET('/session/options')), staleTime: 10 * minute })

// the scheme and the org tree change with a new file or a new post, not during a morning
const still = { staleTime: 30 * minute }
export const useProgramme = () =>
  useQuery({ queryKey: keys.programme, queryFn: () => call(api.GET('/programme')), ...still })
export const useOrgs = () =>
  useQuery({ queryKey: keys.orgs, queryFn: async () => withChains((await call(api.GET('/orgs'))).items), ...still })
export const useMembers = (org?: string, enabled = true) =>
  useQuery({
    queryKey: keys.members(org),
    queryFn: async () => (await call(api.GET('/members', { params: { query: org ? { org } : {} } }))).items,
    // who is on leave changes with the day
    staleTime: 5 * minute,
    enabled,
  })
export const useHouseholds = (village: string | undefined) =>
  useQuery({
    queryKey: keys.households(village ?? ''),
    queryFn: async () => (await call(api.GET('/households', { params: { query: { village: village ?? '' } } }))).items,
    enabled: !!village,
    ...still,
  })

export const useCase = (caseId: string) =>
  useQuery({
    queryKey: keys.case(caseId),
    queryFn: () => call(api.GET('/cases/{caseId}', { params: { path: { caseId } } })),
    enabled: !!caseId,
  })
/** A list read page by page, by the cursor each page ends with. */
export const pages = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last: { next: string | null }) => last.next ?? undefined,
}
export const useHandbook = () =>
  useInfiniteQuery({
    ...pages,
    queryKey: keys.handbook,
    queryFn: ({ pageParam }) =>
      call(api.GET('/handbook', { params: { query: pageParam ? { cursor: pageParam } : {} } })),
  })
export const useInbox = (waits?: InboxItem['waits']) => {
  const may = useMay()
  return useInfiniteQuery({
    ...pages,
    queryKey: [...keys.inbox, waits ?? ''],
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/inbox', {
          params: { query: { limit: 100, ...(waits && { waits }), ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    refetchInterval: minute / 2,
    enabled: may('case.read'),
  })
}
/** Whom to call about the answer they were given. */
export const useCalls = () =>
  useInfiniteQuery({
    ...pages,
    queryKey: keys.calls,
    queryFn: ({ pageParam }) => call(api.GET('/calls', { params: { query: pageParam ? { cursor: pageParam } : {} } })),
    refetchInterval: minute,
  })
/** Which years of working days are known. */
export const useCalendar = () =>
  useQuery({ queryKey: keys.calendar, queryFn: () => call(api.GET('/calendar')), staleTime: 10 * minute })
export const useCases = (filter: CaseFilter) =>
  useInfiniteQuery({
    ...pages,
    queryKey: keys.cases(filter),
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/cases', {
          params: { query: { ...(filter as CaseQuery), limit: 50, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    placeholderData: keepPreviousData,
  })
export const useNotices = (enabled: boolean) =>
  useInfiniteQuery({
    ...pages,
    queryKey: keys.notices,
    queryFn: ({ pageParam }) =>
      call(api.GET('/notices', { params: { query: pageParam ? { cursor: pageParam } : {} } })),
    enabled,
  })
export const useOutbox = () =>
  useInfiniteQuery({
    ...pages,
    queryKey: keys.outbox,
    queryFn: ({ pageParam }) => call(api.GET('/outbox', { params: { query: pageParam ? { cursor: pageParam } : {} } })),
  })
export const useWeekly = (week?: string, org?: string) =>
  useQuery({
    queryKey: keys.weekly(week, org),
    queryFn: () => call(api.GET('/weekly-list', { params: { query: { ...(week && { week }), ...(org && { org }) } } })),
    placeholderData: keepPreviousData,
  })
export const useOverview = (query: OverviewQuery) =>
  useQuery({
    queryKey: keys.overview(query),
    queryFn: () => call(api.GET('/overview', { params: { query } })),
    placeholderData: keepPreviousData,
  })
/** Outlines change once in years: they are read once a visit. */
export const useBoundaries = () =>
  useQuery({
    queryKey: keys.boundaries,
    queryFn: () => call(api.GET('/boundaries')),
    staleTime: Number.POSITIVE_INFINITY,
  })
export const useFigures = (query: FiguresQuery) =>
  useQuery({
    queryKey: keys.figures(query),
    queryFn: () => call(api.GET('/figures', { params: { query } })),
    placeholderData: keepPreviousData,
  })
export const useAppeals = (which: 'open' | 'approved') =>
  useQuery({
    queryKey: keys.appeals(which),
    queryFn: () => call(api.GET('/figures/appeals', { params: { query: { which } } })),
    placeholderData: keepPreviousData,
  })

/** How much waits for me and how much of it is late, from the inbox itself: no second count that could differ. */
export function useWaiting() {
  const inbox = useInbox()
  const items = inbox.data?.pages.flatMap((p) => p.items) ?? []
  return { n: items.length, late: items.filter((i) => i.colour === 'late').length, more: inbox.hasNextPage }
}

/** Marks notices read, some or all; the bell follows. */
export function useReadNotices() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (which: { ids?: string[]; all?: boolean }) => call(api.POST('/notices/read', { body: which })),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.notices }),
        client.invalidateQueries({ queryKey: keys.me }),
      ]),
  })
}

/** After a marking: the lists are read again; what one may not see any more is forgotten here too. */
export async function afterMark(caseId: string, visible: boolean) {
  if (!visible) queryClient.removeQueries({ queryKey: keys.case(caseId) })
  await queryClient.invalidateQueries()
}

/** After a step: the case itself is shown from the reply, and every list that may hold it is read again. */
export async function afterStep(view: { id: string }) {
  queryClient.setQueryData(keys.case(view.id), view)
  await queryClient.invalidateQueries({ predicate: ({ queryKey }) => isList(queryKey) || isCount(queryKey) })
}

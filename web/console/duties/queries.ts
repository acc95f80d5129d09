/** What the desk reads of duties. Progress moves while one looks: a page is read again every minute. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, call } from '../api.ts'
import type { components } from '../api-types.gen.ts'

export type Duty = components['schemas']['DutyView']
export type DutyRecord = components['schemas']['DutyRecord']
export type Tally = components['schemas']['DutyTally']
export type DutyKey = Pick<Duty, 'programme' | 'version' | 'duty' | 'period' | 'subjectId'>

const minute = 60_000
const fresh = { refetchInterval: minute }

export const useMyDuties = () =>
  useQuery({ queryKey: ['duties', 'mine'], queryFn: () => call(api.GET('/duties/mine')), ...fresh })
const orgQuery = (org: string | undefined) => ({ params: { query: org ? { org } : {} } })
export const useBranch = (org: string | undefined) =>
  useQuery({
    queryKey: ['duties', 'branch', org ?? ''],
    queryFn: () => call(api.GET('/duties/branch', orgQuery(org))),
    placeholderData: keepPreviousData,
    ...fresh,
  })
export const useCoverage = (org: string | undefined) =>
  useQuery({
    queryKey: ['duties', 'coverage', org ?? ''],
    queryFn: () => call(api.GET('/duties/coverage', orgQuery(org))),
    placeholderData: keepPreviousData,
    ...fresh,
  })
export type Coverage = NonNullable<ReturnType<typeof useCoverage>['data']>

export const keyOf = ({ programme, version, duty, period, subjectId }: DutyKey): DutyKey => ({
  programme,
  version,
  duty,
  period,
  subjectId,
})
export const useBehind = (key: DutyKey | undefined) =>
  useQuery({
    queryKey: ['duties', 'behind', key],
    queryFn: () => call(api.GET('/duties/behind-number', { params: { query: key as DutyKey } })),
    enabled: !!key,
  })
export type Below = Omit<DutyKey, 'subjectId'> & { org: string; standing?: Duty['standing'] }
export const useBelow = (which: Below) =>
  useQuery({
    queryKey: ['duties', 'below', which],
    queryFn: () => call(api.GET('/duties/below', { params: { query: which } })),
  })
export type WhichTest = { programme: string; version: number; test: string; org: string }
export const useMissing = (which: WhichTest) =>
  useQuery({
    queryKey: ['duties', 'missing', which],
    queryFn: () => call(api.GET('/duties/missing', { params: { query: which } })),
  })

const feed = ['duties', 'calendar']
export const useFeed = () => useQuery({ queryKey: feed, queryFn: () => call(api.GET('/duties/calendar')) })
export function useChangeFeed() {
  const client = useQueryClient()
  const onSuccess = () => client.invalidateQueries({ queryKey: feed })
  return {
    make: useMutation({ mutationFn: () => call(api.POST('/duties/calendar', { body: {} })), onSuccess }),
    end: useMutation({ mutationFn: () => call(api.POST('/duties/calendar/end', { body: {} })), onSuccess }),
  }
}

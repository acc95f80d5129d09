/** What the administrators read and do. */
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Measure } from '../../../src/access/vocabulary.ts'
import { api, call } from '../api.ts'
import type { components } from '../api-types.gen.ts'
import { pages } from '../queries.ts'
import { type AccountSearch, type AuditSearch, auditQuery } from './search.ts'

export type Account = components['schemas']['Account']
export type AuditRow = components['schemas']['AuditRow']

export const useAudit = (search: AuditSearch) =>
  useInfiniteQuery({
    ...pages,
    queryKey: ['audit', search],
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/audit', { params: { query: { ...auditQuery(search), ...(pageParam && { cursor: pageParam }) } } }),
      ),
  })
export const useAccounts = (search: AccountSearch) =>
  useInfiniteQuery({
    ...pages,
    queryKey: ['accounts', search],
    queryFn: ({ pageParam }) =>
      call(api.GET('/accounts', { params: { query: { ...search, ...(pageParam && { cursor: pageParam }) } } })),
  })

/** A measure on an account; the list is read again. */
export function useMeasure() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ measure, memberId, reason }: { measure: Measure; memberId: string; reason: string }) => {
      const given = { params: { path: { memberId } }, body: { reason } }
      return call<object>(
        measure === 'lock'
          ? api.POST('/accounts/{memberId}/lock', given)
          : measure === 'unlock'
            ? api.POST('/accounts/{memberId}/unlock', given)
            : measure === 'end-sessions'
              ? api.POST('/accounts/{memberId}/end-sessions', given)
              : api.POST('/accounts/{memberId}/reset-second-factor', given),
      )
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['accounts'] }),
  })
}

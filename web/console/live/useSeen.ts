/** A case shown is read as far as it was shown; it can be marked unread again, and stays so until it is opened anew. */
import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { api, type CaseView, call, type InboxItem } from '../api.ts'
import { keys } from '../queries.ts'

type Page = { items: InboxItem[]; next: string | null }

export function useSeen({ id, version }: Pick<CaseView, 'id' | 'version'>) {
  const client = useQueryClient()
  const left = useRef(false)
  const note = (upTo: number) => {
    // shown at once; the server's answer comes with the next look at the inbox
    client.setQueriesData<InfiniteData<Page>>(
      { queryKey: keys.inbox },
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((p) => ({
            ...p,
            items: p.items.map((i) => (i.id === id ? { ...i, unread: upTo === 0 } : i)),
          })),
        },
    )
    return call(api.POST('/cases/{caseId}/seen', { params: { path: { caseId: id } }, body: { version: upTo } })).then(
      () => true,
      () => false,
    )
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once for each version shown
  useEffect(() => {
    if (!left.current) void note(version)
  }, [id, version])
  return {
    markUnread: () => {
      left.current = true
      return note(0)
    },
  }
}

/** A list read page by page: on its way, failed, empty, or its rows; and the way to more of them. */
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { useT } from '../texts.ts'

/** What is needed of a query to show it. */
export type Read<Page> = {
  data: { pages: Page[] } | undefined
  isPending: boolean
  isError: boolean
  error: unknown
  refetch: () => unknown
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
}
type Props<Item> = { read: Read<{ items: Item[] }>; none: ReactNode; children: (items: Item[]) => ReactNode }

export function Paged<Item>({ read, none, children }: Props<Item>) {
  const t = useT()
  const items = read.data?.pages.flatMap((p) => p.items) ?? []
  return (
    <>
      {read.isPending ? (
        <Loading />
      ) : read.isError ? (
        <Failed error={read.error} retry={() => void read.refetch()} />
      ) : items.length === 0 ? (
        none
      ) : (
        children(items)
      )}
      {read.hasNextPage && (
        <p className="more">
          <Button onClick={() => read.fetchNextPage()} loading={read.isFetchingNextPage}>
            {t('desk.more')}
          </Button>
        </p>
      )}
    </>
  )
}

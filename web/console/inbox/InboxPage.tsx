/** What waits for me, earliest deadline first; from 1,200 px with the case beside the list. */
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense } from 'react'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useWide } from '../parts/useWide.ts'
import { useInbox, useWaiting } from '../queries.ts'
import { useT } from '../texts.ts'
import { TriageLink } from '../triage/TriageLink.tsx'
import { groupByWaits } from './groups.ts'
import { InboxList } from './InboxList.tsx'

const CasePage = lazy(() => import('../case/CasePage.tsx').then((m) => ({ default: m.CasePage })))
const route = getRouteApi('/desk/inbox')

export function InboxPage() {
  const t = useT()
  const wide = useWide()
  const inbox = useInbox()
  const waiting = useWaiting()
  const items = inbox.data?.pages.flatMap((p) => p.items) ?? []
  const groups = groupByWaits(items)
  const chosen = route.useSearch().case
  // on a wide screen the first case is open at once: one glance, no click
  const open = wide ? (chosen ?? groups[0]?.items[0]?.id) : undefined
  return (
    <div className={wide ? 'inbox with-pane' : 'inbox'}>
      <Page
        title={t('desk.inbox')}
        actions={<TriageLink />}
        note={
          items.length > 0 &&
          t(waiting.late ? 'desk.waiting' : 'desk.waiting-none-late', { n: waiting.n, late: waiting.late })
        }
      >
        {inbox.isPending ? (
          <Loading />
        ) : inbox.isError && items.length === 0 ? (
          <Failed error={inbox.error} retry={() => void inbox.refetch()} />
        ) : items.length === 0 ? (
          <Empty title={t('desk.inbox.none')} how={t('desk.inbox.how')} />
        ) : (
          <InboxList groups={groups} open={open} wide={wide} />
        )}
        {inbox.hasNextPage && (
          <p className="more">
            <Button onClick={() => inbox.fetchNextPage()} loading={inbox.isFetchingNextPage}>
              {t('desk.more')}
            </Button>
          </p>
        )}
      </Page>
      {open && (
        <section className="pane" aria-label={t('desk.pane')}>
          <Suspense fallback={<Loading />}>
            <CasePage key={open} caseId={open} embedded />
          </Suspense>
        </section>
      )}
    </div>
  )
}

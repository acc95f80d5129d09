/** What waits for me, earliest deadline first; from 1,200 px with the case beside the list. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense, useRef, useState } from 'react'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useWide } from '../parts/useWide.ts'
import { useInbox, useWaiting } from '../queries.ts'
import { useT } from '../texts.ts'
import { TriageLink } from '../triage/TriageLink.tsx'
import { useHeld } from './held.ts'
import { InboxList } from './InboxList.tsx'
import { InboxNews } from './InboxNews.tsx'
import { useWorking } from './useWorking.ts'
import './inbox.css'

const CasePage = lazy(() => import('../case/CasePage.tsx').then((m) => ({ default: m.CasePage })))
const route = getRouteApi('/desk/inbox')

export function InboxPage() {
  const t = useT()
  const wide = useWide()
  const { case: chosen, waits } = route.useSearch()
  const inbox = useInbox(waits)
  const waiting = useWaiting()
  const list = useRef<HTMLDivElement>(null)
  const items = inbox.data?.pages.flatMap((p) => p.items) ?? []
  const [first, setFirst] = useState<{ of: string; id: string }>()
  // on a wide screen the first case is open at once: one glance, no click. It stays open when another becomes the first
  const of = waits ?? ''
  const opened = first?.of === of ? first.id : undefined
  const open = wide ? (chosen ?? opened) : undefined
  const { rows, news, gone, show } = useHeld(items, of, open, useWorking(list))
  if (!opened && rows[0]) setFirst({ of, id: rows[0].id })
  return (
    <div className={wide ? 'inbox with-pane' : 'inbox'}>
      <Page
        title={t('desk.inbox')}
        actions={<TriageLink />}
        note={
          waiting.n > 0 &&
          t(waiting.late ? 'desk.waiting' : 'desk.waiting-none-late', { n: waiting.n, late: waiting.late })
        }
      >
        {waits && (
          <p className="inbox-only">
            {t('live.only', { what: t(`words.waits.${waits}`) })}{' '}
            <Link to="/inbox" search={{}}>
              {t('live.all')}
            </Link>
          </p>
        )}
        <InboxNews news={news} gone={gone} onShow={show} />
        {inbox.isPending ? (
          <Loading />
        ) : inbox.isError && items.length === 0 ? (
          <Failed error={inbox.error} retry={() => void inbox.refetch()} />
        ) : rows.length === 0 ? (
          <Empty title={t('desk.inbox.none')} how={t('desk.inbox.how')} />
        ) : (
          <InboxList rows={rows} open={open} wide={wide} more={inbox.hasNextPage} alone={!!waits} list={list} />
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

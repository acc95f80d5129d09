/** The drawer of notices, newest first; reading one opens its case. */
import { useNavigate } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { timeText } from '../case/when.ts'
import { behindWords } from '../duties/words.ts'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { useMe, useNotices, useReadNotices } from '../queries.ts'
import { useSpeech } from '../texts.ts'
import { noticeWords } from './notice-words.ts'

export function Notices({ open, close }: { open: boolean; close: () => void }) {
  const { t, language } = useSpeech()
  const unread = useMe().data?.unread ?? 0
  const notices = useNotices(open)
  const read = useReadNotices()
  const navigate = useNavigate()
  const items = notices.data?.pages.flatMap((p) => p.items) ?? []
  return (
    <Drawer
      title={t('desk.notices')}
      open={open}
      onClose={close}
      size={Math.min(420, window.innerWidth)}
      extra={unread > 0 && <Button onClick={() => read.mutate({ all: true })}>{t('desk.notices.read-all')}</Button>}
      styles={{ body: { padding: 0 } }}
    >
      {notices.isPending ? (
        <Loading rows={4} />
      ) : notices.isError ? (
        <Failed error={notices.error} retry={() => void notices.refetch()} />
      ) : items.length === 0 ? (
        <Empty title={t('desk.notices.none')} how={t('desk.notices.how')} />
      ) : (
        <ul className="notices">
          {items.map((n) => (
            <li key={n.id} className={n.readAt ? 'read' : 'unread'}>
              <button
                type="button"
                onClick={() => {
                  if (!n.readAt) read.mutate({ ids: [n.id] })
                  close()
                  if (n.caseId) void navigate({ to: '/cases/$caseId', params: { caseId: n.caseId } })
                  else void navigate({ to: '/duties' })
                }}
              >
                <span>
                  {!n.readAt && <span className="hidden">{t('desk.notices.unread')} </span>}
                  {n.about
                    ? behindWords(t, language, n.about)
                    : t('desk.notices.line', { number: n.number ?? '', did: noticeWords(t, n.kind) })}
                </span>
                <time dateTime={n.at}>{timeText(language, n.at)}</time>
              </button>
            </li>
          ))}
          {notices.hasNextPage && (
            <li className="more">
              <Button onClick={() => notices.fetchNextPage()}>{t('desk.more')}</Button>
            </li>
          )}
        </ul>
      )}
    </Drawer>
  )
}

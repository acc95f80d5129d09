/** What the system wrote to residents, and whether it went out. */
import { Button } from 'antd'
import { timeText } from '../case/when.ts'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useOutbox } from '../queries.ts'
import { useSpeech } from '../texts.ts'

export function OutboxPage() {
  const { t, language } = useSpeech()
  const outbox = useOutbox()
  const items = outbox.data?.pages.flatMap((p) => p.items) ?? []
  const standing = (m: (typeof items)[number]) =>
    m.sentAt
      ? { tone: 'in-time', words: t('desk.outbox.sent', { at: timeText(language, m.sentAt) }) }
      : m.failedAt
        ? { tone: 'late', words: t('desk.outbox.failed', { n: m.tries }) }
        : { tone: 'elsewhere', words: t('desk.outbox.waiting') }
  return (
    <Page title={t('desk.outbox')} note={t('desk.outbox.note')}>
      {outbox.isPending ? (
        <Loading />
      ) : outbox.isError ? (
        <Failed error={outbox.error} retry={() => void outbox.refetch()} />
      ) : items.length === 0 ? (
        <Empty title={t('desk.outbox.none')} how={t('desk.outbox.how')} />
      ) : (
        <ul className="rows messages">
          {items.map((m) => {
            const { tone, words } = standing(m)
            return (
              <li key={m.id} className="row">
                <span className="row-words">{m.text}</span>
                <span className="row-facts">
                  <span>{t('desk.outbox.written', { at: timeText(language, m.createdAt) })}</span>
                  <span className={`tag tag-${tone}`}>{words}</span>
                  {m.lastError && <span className="wrong">{m.lastError}</span>}
                </span>
              </li>
            )
          })}
        </ul>
      )}
      {outbox.hasNextPage && (
        <p className="more">
          <Button onClick={() => outbox.fetchNextPage()} loading={outbox.isFetchingNextPage}>
            {t('desk.more')}
          </Button>
        </p>
      )}
    </Page>
  )
}

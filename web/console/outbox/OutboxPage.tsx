/** What the system wrote to residents, and whether it went out. */
import { timeText } from '../case/when.ts'
import { Paged } from '../lists/Paged.tsx'
import { Empty } from '../parts/Empty.tsx'
import { Page } from '../parts/Page.tsx'
import { useOutbox } from '../queries.ts'
import { useSpeech } from '../texts.ts'

type Message = NonNullable<ReturnType<typeof useOutbox>['data']>['pages'][number]['items'][number]

export function OutboxPage() {
  const { t, language } = useSpeech()
  const outbox = useOutbox()
  const standing = (m: Message) =>
    m.sentAt
      ? { tone: 'in-time', words: t('desk.outbox.sent', { at: timeText(language, m.sentAt) }) }
      : m.failedAt
        ? { tone: 'late', words: t('desk.outbox.failed', { n: m.tries }) }
        : { tone: 'elsewhere', words: t('desk.outbox.waiting') }
  return (
    <Page title={t('desk.outbox')} note={t('desk.outbox.note')}>
      <Paged read={outbox} none={<Empty title={t('desk.outbox.none')} how={t('desk.outbox.how')} />}>
        {(items) => (
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
      </Paged>
    </Page>
  )
}

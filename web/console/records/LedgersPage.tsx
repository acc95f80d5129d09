/** The ledgers: none is kept by hand, each is made of records. */
import { Link } from '@tanstack/react-router'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useSpeech } from '../texts.ts'
import { useLedgers } from './queries.ts'
import { RecordTabs } from './RecordTabs.tsx'
import './records.css'

export function LedgersPage() {
  const { t, language } = useSpeech()
  const { data, isPending, error, refetch } = useLedgers()
  return (
    <Page title={t('records.ledgers')} note={t('records.ledgers.note')} className="record-page">
      <RecordTabs />
      {isPending && <Loading />}
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {data?.length === 0 && <Empty title={t('records.ledgers.none')} how={t('records.ledgers.none-how')} />}
      <ul className="record-list">
        {data?.map((l) => (
          <li key={l.code}>
            <Link to="/ledgers/$code" params={{ code: l.code }} className="record-row">
              <span className="record-row-said">{l.name[language]}</span>
              <span className="record-row-facts">
                <span>{l.about?.[language] ?? l.kinds.map((k) => k.name[language]).join(t('records.and'))}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  )
}

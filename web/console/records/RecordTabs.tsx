/** Where records lead: the list, what was promised, the ledgers, the handbook, the money. */
import { Link } from '@tanstack/react-router'
import { useMay } from '../queries.ts'
import { useT } from '../texts.ts'
import { useLedgers } from './queries.ts'
import './records.css'

const here = { className: 'current', 'aria-current': 'page' } as const

export function RecordTabs() {
  const t = useT()
  const may = useMay()
  const ledgers = useLedgers().data ?? []
  return (
    <nav className="record-tabs" aria-label={t('records.tabs')}>
      <Link to="/records" activeProps={here} activeOptions={{ exact: true, includeSearch: false }}>
        {t('records.title')}
      </Link>
      <Link to="/follow-ups" activeProps={here} activeOptions={{ includeSearch: false }}>
        {t('records.follow-ups')}
      </Link>
      {ledgers.length > 0 && (
        <Link to="/ledgers" activeProps={here}>
          {t('records.ledgers')}
        </Link>
      )}
      {may('case.register') && (
        <Link to="/handbook" activeProps={here}>
          {t('case.handbook.title')}
        </Link>
      )}
      {may('work.read') && (
        <Link to="/pots" activeProps={here} activeOptions={{ includeSearch: false }}>
          {t('records.pots')}
        </Link>
      )}
    </nav>
  )
}

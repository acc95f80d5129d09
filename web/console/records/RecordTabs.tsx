/** Where records lead: the list, what was promised, the ledgers, the handbook, the money. */
import { Link } from '@tanstack/react-router'
import { Tabs, tab, tabAlone } from '../parts/Tabs.tsx'
import { useMay } from '../queries.ts'
import { useT } from '../texts.ts'
import { useLedgers } from './queries.ts'
import './records.css'

export function RecordTabs() {
  const t = useT()
  const may = useMay()
  const ledgers = useLedgers().data ?? []
  return (
    <Tabs label={t('records.tabs')}>
      <Link to="/records" {...tabAlone}>
        {t('records.title')}
      </Link>
      <Link to="/follow-ups" {...tab}>
        {t('records.follow-ups')}
      </Link>
      {ledgers.length > 0 && (
        <Link to="/ledgers" {...tab}>
          {t('records.ledgers')}
        </Link>
      )}
      {may('case.register') && (
        <Link to="/handbook" {...tab}>
          {t('case.handbook.title')}
        </Link>
      )}
      {may('work.read') && (
        <Link to="/pots" {...tab}>
          {t('records.pots')}
        </Link>
      )}
    </Tabs>
  )
}

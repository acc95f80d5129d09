/** The schemes that run here: what each promises, what is not set yet, and every version there was. For everybody to read. */

import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { DutyTabs } from '../duties/DutyTabs.tsx'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useMay } from '../queries.ts'
import { useT } from '../texts.ts'
import './programme.css'
import { useSchemes } from './queries.ts'
import { SchemeCard } from './SchemeCard.tsx'
import { Versions } from './Versions.tsx'

export function ProgrammePage() {
  const t = useT()
  const schemes = useSchemes()
  const keeps = useMay()('programme.manage')
  return (
    <Page
      title={t('programme.title')}
      note={t('programme.note')}
      className="programme"
      actions={
        <>
          <Button onClick={() => window.print()}>{t('programme.print')}</Button>
          {keeps && (
            <>
              <Link to="/programme/new" className="button-link">
                {t('programme.new')}
              </Link>
              <Link to="/programme/change" className="button-link first">
                {t('programme.change')}
              </Link>
            </>
          )}
        </>
      }
    >
      <DutyTabs />
      {schemes.isPending ? (
        <Loading />
      ) : schemes.isError ? (
        <Failed error={schemes.error} retry={() => void schemes.refetch()} />
      ) : (
        <>
          {schemes.data.items.length === 0 && (
            <Empty title={t('programme.none.title')} how={t(keeps ? 'programme.none.how' : 'programme.none.read')} />
          )}
          {schemes.data.items
            .filter(({ state }) => state === 'running' || state === 'coming')
            .map((one) => (
              <SchemeCard key={`${one.code}/${one.version}`} line={one} keeps={keeps} />
            ))}
          {schemes.data.shipped.leads && (
            <p className="muted">{t('programme.shipped', { title: schemes.data.shipped.title })}</p>
          )}
          {schemes.data.items.length > 0 && <Versions of={schemes.data.items} />}
        </>
      )}
    </Page>
  )
}

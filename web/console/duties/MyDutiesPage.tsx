/** My duties, what presses first on top. */
import { useState } from 'react'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useT } from '../texts.ts'
import { BehindDrawer } from './BehindDrawer.tsx'
import { CalendarCard } from './CalendarCard.tsx'
import { DutyCard } from './DutyCard.tsx'
import { DutyTabs } from './DutyTabs.tsx'
import './duties.css'
import { NoScheme } from './NoScheme.tsx'
import { type Duty, keyOf, useMyDuties } from './queries.ts'

export function MyDutiesPage() {
  const t = useT()
  const { data, error, refetch } = useMyDuties()
  const [shown, setShown] = useState<Duty>()
  return (
    <Page title={t('duties.mine')} note={t('duties.mine.note')}>
      <DutyTabs />
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data &&
        data.items.length === 0 &&
        (data.running ? <Empty title={t('duties.mine.none')} how={t('duties.mine.none-how')} /> : <NoScheme />)}
      {data && data.items.length > 0 && (
        <>
          <div className="duty-cards">
            {data.items.map((d) => (
              <DutyCard key={`${d.programme}/${d.version}/${d.duty}/${d.period}`} duty={d} open={() => setShown(d)} />
            ))}
          </div>
          <CalendarCard />
        </>
      )}
      <BehindDrawer of={shown && keyOf(shown)} close={() => setShown(undefined)} />
    </Page>
  )
}

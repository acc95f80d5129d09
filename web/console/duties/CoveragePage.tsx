/** The tree of units: each duty as a bar a unit, which opens the next level and who stands behind it; and what is left out. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useSpeech } from '../texts.ts'
import { BelowDrawer } from './BelowDrawer.tsx'
import { DutyTabs } from './DutyTabs.tsx'
import { DutyTree } from './DutyTree.tsx'
import './duties.css'
import { MissingDrawer } from './MissingDrawer.tsx'
import { NoScheme } from './NoScheme.tsx'
import { type Below, useCoverage, type WhichTest } from './queries.ts'
import { TestList } from './TestList.tsx'

const route = getRouteApi('/desk/coverage')

export function CoveragePage() {
  const { t } = useSpeech()
  const navigate = useNavigate()
  const { org, duty } = route.useSearch()
  const { data, error, refetch } = useCoverage(org)
  const [below, setBelow] = useState<Below>()
  const [missing, setMissing] = useState<WhichTest>()
  const nothing = data && data.duties.length === 0 && data.tests.length === 0
  const chosen = data?.duties.filter((d) => !duty || `${d.programme}.${d.duty}` === duty) ?? []
  const names = new Map(data?.duties.map((d) => [`${d.programme}.${d.duty}`, d.name]))
  return (
    <Page
      title={data ? `${t('duties.coverage')} · ${data.org.name}` : t('duties.coverage')}
      note={t('duties.coverage.note')}
      actions={
        <>
          {data?.above && (
            <Link to="/coverage" search={{ org: data.above.id, ...(duty && { duty }) }}>
              {t('duties.coverage.up', { unit: data.above.name })}
            </Link>
          )}
          {names.size > 1 && (
            <Select
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              value={duty && names.has(duty) ? duty : undefined}
              onChange={(value) =>
                void navigate({
                  to: '/coverage',
                  search: { ...(org && { org }), ...(value && { duty: value }) },
                  replace: true,
                })
              }
              options={[...names].map(([value, label]) => ({ value, label }))}
              placeholder={t('duties.coverage.choose')}
              aria-label={t('duties.coverage.choose')}
              className="filter-select"
              popupMatchSelectWidth={false}
            />
          )}
          <Button onClick={() => window.print()}>{t('duties.print')}</Button>
        </>
      }
    >
      <DutyTabs />
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {nothing &&
        (data.running ? <Empty title={t('duties.coverage.none')} how={t('duties.coverage.none-how')} /> : <NoScheme />)}
      {data && chosen.length > 0 && (
        <section className="coverage" aria-label={t('duties.coverage.duties')}>
          {chosen.map((d) => (
            <DutyTree
              key={`${d.programme}/${d.version}/${d.duty}/${d.period}`}
              duty={d}
              tree={data}
              open={setBelow}
              only={duty}
            />
          ))}
        </section>
      )}
      {data && !duty && data.tests.length > 0 && <TestList tree={data} open={setMissing} />}
      {below && <BelowDrawer which={below} close={() => setBelow(undefined)} />}
      {missing && <MissingDrawer which={missing} close={() => setMissing(undefined)} />}
    </Page>
  )
}

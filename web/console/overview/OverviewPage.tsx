/** The whole picture of my scope, for a county or a town: where cases stand, where they are stuck, and what the rates say. Each number opens what it counts. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { states } from '../../../src/cases/vocabulary.ts'
import type { Overview } from '../api.ts'
import { dayAhead } from '../case/when.ts'
import type { CaseFilter } from '../cases/filter.ts'
import { OverviewTabs } from '../figures/OverviewTabs.tsx'
import { PeriodChoice } from '../figures/PeriodChoice.tsx'
import { readPeriod, spanOf } from '../figures/period.ts'
import { OrgChoice } from '../lists/OrgChoice.tsx'
import { drop } from '../parts/drop.ts'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useMyOrgs } from '../parts/useMyOrgs.ts'
import { useScheme } from '../parts/useScheme.ts'
import { useMay, useOverview } from '../queries.ts'
import { useName, useT } from '../texts.ts'
import { Ages } from './Ages.tsx'
import { type BarRow, Bars } from './Bars.tsx'
import { opensWithin } from './opens.ts'
import { Rates } from './Rates.tsx'
import { Stuck } from './Stuck.tsx'
import { Totals } from './Totals.tsx'
import { Villages } from './Villages.tsx'
import './overview.css'

const route = getRouteApi('/desk/overview')
type Search = { under?: string; period?: string; from?: string; to?: string }

export function OverviewPage() {
  const t = useT()
  const may = useMay()
  const navigate = useNavigate()
  const search = route.useSearch()
  const { under } = search
  const period = readPeriod(search.period)
  const span = spanOf(period, dayAhead(0), search)
  const overview = useOverview({ ...span, ...(under && { under }) })
  const orgs = useMyOrgs().filter((o) => o.level !== null && !o.handles)
  const go = (next: { [K in keyof Search]: string | undefined }) =>
    void navigate({ to: '/overview', search: drop({ ...search, ...next }), replace: true, resetScroll: false })
  const actions = (
    <>
      {may('work.read') && <Link to="/records">{t('records.title')}</Link>}
      {may('reads.review') && <Link to="/reads">{t('reads.open-link')}</Link>}
      <PeriodChoice period={period} span={span} choose={go} />
      <OrgChoice
        orgs={orgs}
        org={under}
        choose={(org) => go({ under: org })}
        label={t('overview.under')}
        all={t('overview.all')}
      />
      <Button onClick={() => window.print()}>{t('desk.print')}</Button>
    </>
  )
  return (
    <Page title={t('desk.overview')} note={t('overview.note')} actions={actions} className="overview">
      <OverviewTabs under={under} />
      {overview.data ? (
        <Shown of={overview.data} under={under} span={span} search={drop(search)} />
      ) : overview.isError ? (
        <Failed error={overview.error} retry={() => void overview.refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

type ShownProps = {
  of: Overview
  under: string | undefined
  span: { from: string; to: string }
  search: Record<string, string>
}

function Shown({ of, under, span, search }: ShownProps) {
  const t = useT()
  const name = useName()
  const { word } = useScheme()
  const opens = opensWithin(under)
  const columns = [t('overview.open'), t('overview.late')]
  if (of.open.n === 0 && of.period.registered === 0 && of.period.ended === 0)
    return <Empty title={t('overview.empty')} how={t('overview.empty.how')} />
  return (
    <>
      <Totals of={of} opens={opens} />
      <Rates span={span} under={under} search={search} />
      <div className="charts">
        <Villages of={of} opens={opens} />
        <Stuck of={of.stuck} opens={opens} />
        <Ages of={of.ages} opens={opens} />
        <Bars
          title={t('overview.holders')}
          columns={columns}
          rows={of.holders.map((r) => bar(r.org.id, name(r.org), r, (which) => opens.holder(r.org.id, which)))}
        />
        <Bars
          title={t('overview.states')}
          columns={columns}
          rows={states.flatMap((state) => {
            const row = of.states.find((r) => r.state === state)
            return row ? [bar(state, t(`words.state.${state}`), row, (which) => opens.state(state, which))] : []
          })}
        />
        <Bars
          title={t('overview.categories')}
          columns={columns}
          rows={of.categories.map((r) =>
            bar(r.category ?? '-', r.category ? word('categories', r.category) : t('desk.unsorted'), r, (which) =>
              opens.category(r.category, which),
            ),
          )}
        />
      </div>
    </>
  )
}

const bar = (
  key: string,
  label: string,
  { n, late }: { n: number; late: number },
  filter: (which: 'all' | 'late') => CaseFilter,
): BarRow => ({ key, label, n, filter: filter('all'), late: { n: late, filter: filter('late') } })

/** The whole picture of my scope: each number says of how many, and opens what it counts. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Select } from 'antd'
import { states } from '../../../src/cases/vocabulary.ts'
import { OverviewTabs } from '../figures/OverviewTabs.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useMyOrgs } from '../parts/useMyOrgs.ts'
import { useScheme } from '../parts/useScheme.ts'
import { useMay, useOverview } from '../queries.ts'
import { useName, useT } from '../texts.ts'
import { Bars } from './Bars.tsx'
import { Totals } from './Totals.tsx'

const route = getRouteApi('/desk/overview')
export function OverviewPage() {
  const t = useT()
  const may = useMay()
  const name = useName()
  const { word } = useScheme()
  const navigate = useNavigate()
  const { under } = route.useSearch()
  const overview = useOverview(under)
  const orgs = useMyOrgs().filter((o) => o.level !== null && !o.handles)
  const within = under ? { under } : {}
  const chooser = orgs.length > 1 && (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={under}
      onChange={(value: string | undefined) =>
        void navigate({ to: '/overview', search: value ? { under: value } : {}, replace: true })
      }
      options={orgs.map((o) => ({ value: o.id, label: name(o) }))}
      placeholder={t('desk.overview.all')}
      aria-label={t('desk.overview.under')}
      className="filter-select"
      popupMatchSelectWidth={false}
    />
  )
  const actions = (
    <>
      {may('reads.review') && <Link to="/reads">{t('reads.open-link')}</Link>}
      {chooser}
    </>
  )
  const data = overview.data
  return (
    <Page title={t('desk.overview')} note={t('desk.overview.note')} actions={actions}>
      <OverviewTabs under={under} />
      {!data ? (
        overview.isError ? (
          <Failed error={overview.error} retry={() => void overview.refetch()} />
        ) : (
          <Loading />
        )
      ) : (
        <>
          <Totals of={data.totals} closed={data.byState.find((r) => r.state === 'closed')?.n ?? 0} within={within} />
          <div className="charts">
            <Bars
              title={t('desk.overview.by-state')}
              columns={[t('desk.overview.cases'), t('desk.overview.late')]}
              rows={states.flatMap((state) => {
                const row = data.byState.find((r) => r.state === state)
                return row
                  ? [
                      {
                        key: state,
                        label: t(`words.state.${state}`),
                        n: row.n,
                        part: row.late,
                        filter: { ...within, state },
                      },
                    ]
                  : []
              })}
            />
            <Bars
              title={t('desk.overview.by-holder')}
              columns={[t('desk.overview.held'), t('desk.overview.late')]}
              rows={data.byHolder.map((r) => ({
                key: r.org.id,
                label: name(r.org),
                n: r.n,
                part: r.late,
                filter: { ...within, org: r.org.id, open: 'true' },
              }))}
            />
            <Bars
              title={t('desk.overview.by-village')}
              columns={[t('desk.overview.cases'), t('desk.overview.open')]}
              quiet
              rows={data.byVillage.map((r) => ({
                key: r.village.id,
                label: name(r.village),
                n: r.n,
                part: r.open,
                filter: { ...within, village: r.village.id },
              }))}
            />
            <Bars
              title={t('desk.overview.by-category')}
              columns={[t('desk.overview.cases'), t('desk.overview.open')]}
              quiet
              rows={data.byCategory.map((r) => ({
                key: r.category ?? '-',
                label: r.category ? word('categories', r.category) : t('desk.unsorted'),
                n: r.n,
                part: r.open,
                filter: r.category ? { ...within, category: r.category } : undefined,
              }))}
            />
          </div>
        </>
      )}
    </Page>
  )
}

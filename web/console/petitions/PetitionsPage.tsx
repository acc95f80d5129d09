/** The year's petitions in figures, counted from what was recorded, and the register to carry over into the state petition system. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Select } from 'antd'
import { opinionOutcomes, owedClocks, petitionKinds, petitionRoads } from '../../../src/cases/vocabulary.ts'
import { api, call } from '../api.ts'
import { dayText } from '../case/when.ts'
import { OverviewTabs } from '../figures/OverviewTabs.tsx'
import { Bars } from '../overview/Bars.tsx'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useScheme } from '../parts/useScheme.ts'
import { useMay } from '../queries.ts'
import { useName, useSpeech } from '../texts.ts'
import { KeptTable } from './KeptTable.tsx'

const totals = ['all', 'persons', 'repeat', 'group', 'grave', 'extended', 'reviews', 'reReviews', 'withdrawn'] as const
const thisYear = new Date().getFullYear()

const route = getRouteApi('/desk/petitions')
export function PetitionsPage() {
  const { t, language } = useSpeech()
  const name = useName()
  const may = useMay()
  const { word } = useScheme()
  const navigate = useNavigate()
  const year = Number(route.useSearch().year ?? thisYear)
  const { data, error, refetch } = useQuery({
    queryKey: ['petition-year', year],
    queryFn: () => call(api.GET('/petitions/year', { params: { query: { year } } })),
  })
  const register = (format: string) => `/api/v1/petitions/export?from=${year}-01-01&to=${year}-12-31&format=${format}`
  const actions = (
    <>
      <Select
        value={year}
        onChange={(value: number) =>
          void navigate({ to: '/petitions', search: { year: String(value) }, replace: true })
        }
        options={[0, 1, 2, 3, 4].map((n) => ({ value: thisYear - n, label: String(thisYear - n) }))}
        aria-label={t('petition.page.year')}
      />
      {may('case.petition') && (
        <>
          <a href={register('csv')} download>
            {t('petition.page.export-csv')}
          </a>
          <a href={register('json')} download>
            {t('petition.page.export-json')}
          </a>
        </>
      )}
    </>
  )
  if (!data)
    return (
      <Page title={t('petition.page')} actions={actions}>
        <OverviewTabs />
        {error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />}
      </Page>
    )
  const note = t('petition.page.note', { year, n: data.totals.all, last: dayText(language, data.last) })
  const bars = (counts: Record<string, number>, order: readonly string[], say: (key: string) => string) =>
    order.flatMap((key) => (counts[key] ? [{ key, label: say(key), n: counts[key], filter: undefined }] : []))
  const columns = [t('petition.page.n')] as const
  return (
    <Page title={t('petition.page')} note={note} actions={actions}>
      <OverviewTabs />
      {data.totals.all === 0 ? (
        <Empty title={t('petition.page.none')} how={t('petition.page.none-how')} />
      ) : (
        <>
          <ul className="totals">
            {totals.map((which) => (
              <li key={which}>
                <div className="total">
                  <span className="total-name">{t(`petition.page.total.${which}`)}</span>
                  <span className="total-n">{data.totals[which]}</span>
                </div>
              </li>
            ))}
          </ul>
          <p>
            <Link to="/cases" search={{ petition: 'true' }}>
              {t('petition.page.list')}
            </Link>
          </p>
          <KeptTable rows={owedClocks.map((clock) => ({ clock, ...data.clocks[clock] }))} />
          <div className="charts">
            <Bars
              title={t('petition.page.by-kind')}
              columns={columns}
              rows={bars(data.byKind, [...petitionKinds, 'none'], (k) => t(`petition.kind.${k}`))}
            />
            <Bars
              title={t('petition.page.by-road')}
              columns={columns}
              rows={bars(data.byRoad, [...petitionRoads, 'none'], (k) => t(`petition.road.${k}`))}
            />
            <Bars
              title={t('petition.page.by-outcome')}
              columns={columns}
              rows={bars(data.byOutcome, [...opinionOutcomes, 'none'], (k) => t(`petition.outcome.${k}`))}
            />
            <Bars
              title={t('petition.page.by-category')}
              columns={columns}
              rows={bars(
                data.byCategory,
                Object.keys(data.byCategory),
                (k) => word('categories', k) || t('desk.unsorted'),
              )}
            />
            <Bars
              title={t('petition.page.by-village')}
              columns={columns}
              rows={data.byVillage.map((r) => ({
                key: r.village.id,
                label: name(r.village),
                n: r.n,
                filter: { petition: 'true', village: r.village.id },
              }))}
            />
          </div>
        </>
      )}
    </Page>
  )
}

/** The three rates of a period: each with base, reach, interval and what is left out; outcomes apart; units by name. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { type Formula, groupings, rates } from '../../../src/assessment/vocabulary.ts'
import type { Figures, FiguresQuery } from '../api.ts'
import { dayAhead } from '../case/when.ts'
import { OrgChoice } from '../lists/OrgChoice.tsx'
import { drop } from '../parts/drop.ts'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useMyOrgs } from '../parts/useMyOrgs.ts'
import { useFigures } from '../queries.ts'
import { useT } from '../texts.ts'
import { Fates } from './Fates.tsx'
import { FigureCard } from './FigureCard.tsx'
import { Groups } from './Groups.tsx'
import { OverviewTabs } from './OverviewTabs.tsx'
import { PeriodChoice } from './PeriodChoice.tsx'
import { readPeriod, spanOf } from './period.ts'

const route = getRouteApi('/desk/overview/figures')
type Search = { period?: string; from?: string; to?: string; under?: string; by?: string; sort?: string }

export function FiguresPage() {
  const t = useT()
  const navigate = useNavigate()
  const search = route.useSearch()
  const period = readPeriod(search.period)
  const span = spanOf(period, dayAhead(0), search)
  const by = groupings.find((g) => g === search.by) ?? 'unit'
  const query: FiguresQuery = { ...span, by, ...(search.under && { under: search.under }) }
  const figures = useFigures(query)
  const orgs = useMyOrgs().filter((o) => o.level !== null && !o.handles)
  const go = (next: { [K in keyof Search]: string | undefined }) =>
    void navigate({
      to: '/overview/figures',
      search: drop({ ...search, ...next }),
      replace: true,
      resetScroll: false,
    })
  const params = new URLSearchParams(query as Record<string, string>)
  const actions = (
    <>
      <PeriodChoice period={period} span={span} choose={go} />
      <OrgChoice
        orgs={orgs}
        org={search.under}
        choose={(org) => go({ under: org })}
        label={t('figures.under')}
        all={t('figures.under.all')}
      />
      <Select
        value={by}
        onChange={(value) => go({ by: value })}
        options={groupings.map((g) => ({ value: g, label: t(`figures.by.${g}`) }))}
        aria-label={t('figures.by')}
        popupMatchSelectWidth={false}
      />
      <Button href={`/api/v1/figures/export?${params}`}>{t('figures.export')}</Button>
      <Button onClick={() => window.print()}>{t('desk.print')}</Button>
    </>
  )
  return (
    <Page title={t('figures.title')} note={t('figures.note', span)} actions={actions} className="figures">
      <OverviewTabs under={search.under} />
      {figures.data ? (
        <Shown of={figures.data} under={search.under} sort={search.sort} onSort={(sort) => go({ sort })} />
      ) : figures.isError ? (
        <Failed error={figures.error} retry={() => void figures.refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

type Shown = {
  of: Figures
  under: string | undefined
  sort: string | undefined
  onSort: (sort: string | undefined) => void
}

function Shown({ of, under, sort, onSort }: Shown) {
  const t = useT()
  const where = { from: of.from, to: of.to, under }
  const figure = (formula: Formula) => of.whole.find((f) => f.formula === formula)
  const now = { response: undefined, resolution: figure('resolution-now'), satisfaction: figure('satisfaction-now') }
  const later = figure('later')
  const counted = of.whole.some((f) => f.reach.asked > 0 || f.excluded.length > 0)
  if (!counted && of.outcomes.every((o) => o.n === 0))
    return <Empty title={t('figures.none')} how={t('figures.none.how')} />
  return (
    <>
      <div className="figure-cards">
        {rates.map((rate) => {
          const it = figure(rate)
          return it && <FigureCard key={rate} of={it} now={now[rate]} where={where} minBase={of.minBase} />
        })}
        {later && later.reach.asked > 0 && <FigureCard of={later} where={where} minBase={of.minBase} />}
      </div>
      {of.groups.length > 0 && <Groups of={of} where={where} sort={sort} onSort={onSort} />}
      <Fates of={of.outcomes} where={where} />
    </>
  )
}

/** A branch's own duties and its members', as plain facts in order of name. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useT } from '../texts.ts'
import { BehindDrawer } from './BehindDrawer.tsx'
import { DutyTable, type Row } from './DutyTable.tsx'
import { DutyTabs } from './DutyTabs.tsx'
import './duties.css'
import { NoScheme } from './NoScheme.tsx'
import { type Duty, keyOf, useBranch } from './queries.ts'
import { isBehind, isOpen } from './words.ts'

const route = getRouteApi('/desk/branch')
const shows = ['all', 'open', 'behind'] as const
const fits = { all: () => true, open: isOpen, behind: isBehind }
const idOf = (d: Duty) => `${d.programme}/${d.version}/${d.duty}/${d.period}/${d.subjectId}`

export function BranchPage() {
  const t = useT()
  const navigate = useNavigate()
  const search = route.useSearch()
  const show = shows.find((s) => s === search.show) ?? 'all'
  const { data, error, refetch } = useBranch(search.org)
  const [shown, setShown] = useState<Duty>()
  const go = (change: { org?: string; show?: string }) =>
    void navigate({ to: '/branch', search: { ...search, ...change }, replace: true })
  const own: Row[] = (data?.own ?? []).filter(fits[show]).map((duty) => ({ key: idOf(duty), duty }))
  const members: Row[] = (data?.members ?? []).flatMap((m) =>
    m.duties.filter(fits[show]).map((duty) => ({ key: idOf(duty), who: m.name, duty })),
  )
  const none = data && data.own.length === 0 && data.members.length === 0
  return (
    <Page
      title={data ? `${t('duties.branch')} · ${data.org.name}` : t('duties.branch')}
      note={t('duties.branch.note')}
      actions={
        <>
          {data && data.mine.length > 1 && (
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              value={data.org.id}
              onChange={(org) => go({ org })}
              options={data.mine.map((u) => ({ value: u.id, label: u.name }))}
              aria-label={t('duties.branch.unit')}
              className="filter-select"
              popupMatchSelectWidth={false}
            />
          )}
          <Segmented
            value={show}
            onChange={(value) => go({ show: value })}
            options={shows.map((value) => ({ value, label: t(`duties.branch.show.${value}`) }))}
            aria-label={t('duties.branch.show')}
          />
          <Button onClick={() => window.print()}>{t('duties.print')}</Button>
        </>
      }
    >
      <DutyTabs />
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {none &&
        (data.running ? <Empty title={t('duties.branch.none')} how={t('duties.branch.none-how')} /> : <NoScheme />)}
      {data && !none && own.length === 0 && members.length === 0 && (
        <Empty title={t('duties.branch.nothing')} how={t('duties.branch.nothing-how')} />
      )}
      {own.length > 0 && (
        <section>
          <h2>{t('duties.branch.own')}</h2>
          <DutyTable caption={t('duties.branch.own')} rows={own} open={setShown} />
        </section>
      )}
      {members.length > 0 && (
        <section>
          <h2>{t('duties.branch.members')}</h2>
          <DutyTable caption={t('duties.branch.members')} rows={members} open={setShown} />
        </section>
      )}
      <BehindDrawer of={shown && keyOf(shown)} close={() => setShown(undefined)} />
    </Page>
  )
}

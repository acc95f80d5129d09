/** The weekly list (问题清单): what was registered this week, and all that is still open from before; made to be printed. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import dayjs from 'dayjs'
import { useMemo } from 'react'
import { dayText } from '../case/when.ts'
import { ExportMenu } from '../lists/ExportMenu.tsx'
import '../lists/lists.css'
import { OrgChoice } from '../lists/OrgChoice.tsx'
import { drop } from '../parts/drop.ts'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { PrintMark } from '../parts/PrintMark.tsx'
import { useMyOrgs } from '../parts/useMyOrgs.ts'
import { useName, useSpeech } from '../texts.ts'
import { PaperHead } from '../worklists/PaperHead.tsx'
import { mostOnPaper } from '../worklists/WorkListPage.tsx'
import { WorkTabs } from '../worklists/WorkTabs.tsx'
import { useWholeWeek } from './useWholeWeek.ts'
import { WeeklyTable } from './WeeklyTable.tsx'

const route = getRouteApi('/desk/weekly')
const format = 'YYYY-MM-DD'

export function WeeklyPage() {
  const { t, language } = useSpeech()
  const name = useName()
  const { week, org } = route.useSearch()
  const navigate = useNavigate()
  const { first: weekly, list, more } = useWholeWeek(week, org)
  const orgs = useMyOrgs()
  const go = (next: { week?: string | undefined; org?: string | undefined }) => {
    const merged = { week, org, ...next }
    void navigate({
      to: '/weekly',
      search: { ...(merged.week && { week: merged.week }), ...(merged.org && { org: merged.org }) },
      replace: true,
    })
  }
  const shown = (list?.fresh.length ?? 0) + (list?.older.length ?? 0)
  const printed = useMemo(
    () => ({ caseIds: [...(list?.fresh ?? []), ...(list?.older ?? [])].map((c) => c.id) }),
    [list],
  )
  const monday = dayjs(list?.from ?? week)
  const forWhom = name(orgs.find((o) => o.id === org) ?? orgs[0])
  const actions = (
    <>
      <OrgChoice orgs={orgs} org={org} choose={(next) => go({ org: next })} label={t('desk.weekly.org')} />
      <Button onClick={() => go({ week: monday.subtract(7, 'day').format(format) })}>
        {t('desk.weekly.previous')}
      </Button>
      <input
        type="date"
        className="plain-select"
        value={week ?? list?.from ?? ''}
        onChange={(e) => e.target.value && go({ week: e.target.value })}
        aria-label={t('desk.weekly.week')}
      />
      <Button
        onClick={() => go({ week: monday.add(7, 'day').format(format) })}
        disabled={monday.add(7, 'day').isAfter(dayjs())}
      >
        {t('desk.weekly.next')}
      </Button>
      <ExportMenu path="/weekly-list" query={drop({ week, org })} n={list && list.totals.fresh + list.totals.older} />
      <Button
        type="primary"
        disabled={shown > mostOnPaper}
        title={shown > mostOnPaper ? t('lists.paper.too-many', { most: mostOnPaper }) : undefined}
        onClick={() => window.print()}
      >
        {t('desk.print')}
      </Button>
    </>
  )
  return (
    <Page
      title={t('desk.weekly.title')}
      note={
        list &&
        t('desk.weekly.span', { org: forWhom, from: dayText(language, list.from), to: dayText(language, list.to) })
      }
      actions={actions}
      className="weekly"
    >
      <WorkTabs org={org} />
      {weekly.isPending ? (
        <Loading />
      ) : weekly.isError ? (
        <Failed error={weekly.error} retry={() => void weekly.refetch()} />
      ) : !list || shown === 0 ? (
        <Empty title={t('desk.weekly.none')} how={t('desk.weekly.how')} />
      ) : (
        <>
          <PaperHead
            title={t('desk.weekly.title')}
            issuer={forWhom}
            period={t('figures.period.said', { from: dayText(language, list.from), to: dayText(language, list.to) })}
            n={list.totals.fresh + list.totals.older}
            shown={shown}
          />
          <WeeklyTable
            title={t('desk.weekly.fresh')}
            items={list.fresh}
            total={list.totals.fresh}
            more={more('fresh')}
            none={t('desk.weekly.fresh-none')}
          />
          <WeeklyTable
            title={t('desk.weekly.older')}
            items={list.older}
            total={list.totals.older}
            more={more('older')}
            none={t('desk.weekly.older-none')}
          />
          {shown <= mostOnPaper && <PrintMark trace="/cases/printed" body={printed} />}
          <p className="print-only signatures">
            <span>{t('desk.weekly.by')}</span>
            <span>{t('desk.weekly.head')}</span>
            <span>{t('desk.weekly.date')}</span>
          </p>
        </>
      )}
    </Page>
  )
}

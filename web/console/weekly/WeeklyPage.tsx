/** The weekly list (问题清单): what was registered this week, and all that is still open from before; made to be printed. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button, DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { useMemo } from 'react'
import { dayText } from '../case/when.ts'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { PrintMark } from '../parts/PrintMark.tsx'
import { useMyOrgs } from '../parts/useMyOrgs.ts'
import { useWeekly } from '../queries.ts'
import { useName, useSpeech } from '../texts.ts'
import { WeeklyTable } from './WeeklyTable.tsx'

const route = getRouteApi('/desk/weekly')
const format = 'YYYY-MM-DD'

export function WeeklyPage() {
  const { t, language } = useSpeech()
  const name = useName()
  const { week, org } = route.useSearch()
  const navigate = useNavigate()
  const weekly = useWeekly(week, org)
  const orgs = useMyOrgs()
  const go = (next: { week?: string | undefined; org?: string | undefined }) => {
    const merged = { week, org, ...next }
    void navigate({
      to: '/weekly',
      search: { ...(merged.week && { week: merged.week }), ...(merged.org && { org: merged.org }) },
      replace: true,
    })
  }
  const list = weekly.data
  const printed = useMemo(
    () => ({ caseIds: [...(list?.fresh ?? []), ...(list?.older ?? [])].map((c) => c.id) }),
    [list],
  )
  const monday = dayjs(list?.from ?? week)
  const forWhom = name(orgs.find((o) => o.id === org) ?? orgs[0])
  const actions = (
    <>
      {orgs.length > 1 && (
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={org}
          onChange={(value: string | undefined) => go({ org: value })}
          options={orgs.map((o) => ({ value: o.id, label: name(o) }))}
          placeholder={t('desk.weekly.org')}
          aria-label={t('desk.weekly.org')}
          className="filter-select"
          popupMatchSelectWidth={false}
        />
      )}
      <Button onClick={() => go({ week: monday.subtract(7, 'day').format(format) })}>
        {t('desk.weekly.previous')}
      </Button>
      <DatePicker
        picker="week"
        allowClear={false}
        value={monday}
        format={() => t('desk.weekly.week-of', { day: dayText(language, monday.format(format)) })}
        onChange={(day) => go({ week: day?.format(format) })}
        aria-label={t('desk.weekly.week')}
        inputReadOnly
      />
      <Button
        onClick={() => go({ week: monday.add(7, 'day').format(format) })}
        disabled={monday.add(7, 'day').isAfter(dayjs())}
      >
        {t('desk.weekly.next')}
      </Button>
      <Button type="primary" onClick={() => window.print()}>
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
      {weekly.isPending ? (
        <Loading />
      ) : weekly.isError ? (
        <Failed error={weekly.error} retry={() => void weekly.refetch()} />
      ) : weekly.data.fresh.length + weekly.data.older.length === 0 ? (
        <Empty title={t('desk.weekly.none')} how={t('desk.weekly.how')} />
      ) : (
        <>
          <WeeklyTable title={t('desk.weekly.fresh')} items={weekly.data.fresh} none={t('desk.weekly.fresh-none')} />
          <WeeklyTable title={t('desk.weekly.older')} items={weekly.data.older} none={t('desk.weekly.older-none')} />
          <PrintMark trace="/cases/printed" body={printed} />
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

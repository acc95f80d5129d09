/** One ledger as a table: the records of its kinds in a period, on screen, on paper, or as a file. Nothing in it was typed for it. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import '../case/case.css'
import { dayText } from '../case/when.ts'
import { ExportMenu } from '../lists/ExportMenu.tsx'
import '../lists/lists.css'
import { OrgChoice } from '../lists/OrgChoice.tsx'
import { Paged } from '../lists/Paged.tsx'
import { Empty } from '../parts/Empty.tsx'
import { Page } from '../parts/Page.tsx'
import { useMyOrgs } from '../parts/useMyOrgs.ts'
import { useName, useSpeech } from '../texts.ts'
import { PaperHead } from '../worklists/PaperHead.tsx'
import { Cells } from './Cells.tsx'
import { type RecordItem, useLedgers, useRecordCount, useRecords } from './queries.ts'
import { RecordTabs } from './RecordTabs.tsx'
import './records.css'

const route = getRouteApi('/desk/ledgers/$code')

export function LedgerPage() {
  const { t, language } = useSpeech()
  const name = useName()
  const { code } = route.useParams()
  const { from, to, under } = route.useSearch()
  const navigate = useNavigate()
  const orgs = useMyOrgs()
  const ledger = useLedgers().data?.find((l) => l.code === code)
  const filter = { ledger: code, ...(from && { from }), ...(to && { to }), ...(under && { under }) }
  const read = useRecords(filter)
  const n = useRecordCount(filter).data
  const shown = read.data?.pages.reduce((sum, p) => sum + p.items.length, 0) ?? 0
  const choose = (part: { from?: string; to?: string; under?: string | undefined }) =>
    void navigate({
      to: '/ledgers/$code',
      params: { code },
      search: Object.fromEntries(Object.entries({ from, to, under, ...part }).filter(([, v]) => v)),
      replace: true,
    })
  const period =
    from || to
      ? t('records.days', {
          from: from ? dayText(language, from) : t('records.beginning'),
          to: to ? dayText(language, to) : t('records.today'),
        })
      : t('records.all-days')
  const day = (which: 'from' | 'to', value: string | undefined) => (
    <label className="filter-day">
      {t(`records.filter.${which}`)}
      <input
        type="date"
        className="plain-select"
        value={value ?? ''}
        onChange={(e) => choose({ [which]: e.target.value })}
      />
    </label>
  )
  const title = ledger?.name[language] ?? t('records.ledgers')
  return (
    <Page
      title={title}
      note={n !== undefined && t('records.ledger.note', { period, n })}
      className="record-page record-wide record-ledger"
      actions={
        <>
          <ExportMenu path="/records" query={filter} n={n} />
          <Button type="primary" onClick={() => window.print()} disabled={!shown}>
            {t('desk.print')}
          </Button>
        </>
      }
    >
      <RecordTabs />
      <div className="filter-fields record-filters">
        <OrgChoice
          orgs={orgs}
          org={under}
          choose={(next) => choose({ under: next })}
          label={t('records.filter.under')}
        />
        <fieldset className="filter-days" aria-label={t('desk.filter.days')}>
          {day('from', from)}
          {day('to', to)}
        </fieldset>
      </div>
      <PaperHead
        title={title}
        issuer={name(orgs.find((o) => o.id === under) ?? orgs[0])}
        period={period}
        n={n ?? shown}
        shown={shown}
      />
      <Paged read={read} none={<Empty title={t('records.ledger.none')} how={t('records.ledger.none-how')} />}>
        {(items) => <Book title={title} items={items} />}
      </Paged>
    </Page>
  )
}

function Book({ title, items }: { title: string; items: readonly RecordItem[] }) {
  const { t, language } = useSpeech()
  const name = useName()
  return (
    <table className="record-book">
      <caption className="hidden">{title}</caption>
      <thead>
        <tr>
          {(['day', 'kind', 'org', 'author', 'content'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`records.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((r) => (
          <tr key={r.id}>
            <td data-name={t('records.column.day')}>
              {r.onDay === r.untilDay ? r.onDay : t('records.days', { from: r.onDay, to: r.untilDay })}
            </td>
            <td data-name={t('records.column.kind')}>
              <Link to="/records/$recordId" params={{ recordId: r.id }}>
                {r.name[language]}
              </Link>
            </td>
            <td data-name={t('records.column.org')}>{name(r.org)}</td>
            <td data-name={t('records.column.author')}>{r.author.name}</td>
            <td data-name={t('records.column.content')}>
              {r.title && <b>{r.title}</b>}
              <Cells cells={r.cells} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

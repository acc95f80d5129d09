/** Pots of money in a year: set aside, asked for, approved, paid with a receipt, and what is left; each unit's part, each number its records. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import '../lists/lists.css'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useName, useSpeech } from '../texts.ts'
import { type Pot, useKinds, usePots } from './queries.ts'
import { RecordTabs } from './RecordTabs.tsx'
import './records.css'

const route = getRouteApi('/desk/pots')
const columns = ['setAside', 'asked', 'approved', 'paid', 'balance'] as const

export function PotsPage() {
  const { t } = useSpeech()
  const { year } = route.useSearch()
  const navigate = useNavigate()
  const { data, isPending, error, refetch } = usePots(year)
  const kinds = useKinds().data ?? []
  const mayFund = kinds.find((k) => k.code === 'pot-funding')?.mayWrite
  const shown = data?.year ?? new Date().getFullYear()
  return (
    <Page
      title={t('records.pots')}
      note={t('records.pots.note')}
      className="record-page record-wide"
      actions={
        <>
          {mayFund && (
            <Link to="/records/new/$kind" params={{ kind: 'pot-funding' }} className="record-heard">
              ＋ {t('records.funding')}
            </Link>
          )}
          <Button onClick={() => window.print()}>{t('desk.print')}</Button>
        </>
      }
    >
      <RecordTabs />
      <label className="filter-day">
        {t('records.year')}
        <select
          className="plain-select"
          value={shown}
          onChange={(e) => void navigate({ to: '/pots', search: { year: e.target.value }, replace: true })}
        >
          {[0, 1, 2, 3, 4].map((back) => {
            const one = new Date().getFullYear() - back
            return (
              <option key={one} value={one}>
                {one}
              </option>
            )
          })}
        </select>
      </label>
      {isPending && <Loading />}
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 && <Empty title={t('records.pots.none')} how={t('records.pots.none-how')} />}
      {data?.items.map((pot) => (
        <OnePot key={pot.code} pot={pot} year={data.year} />
      ))}
    </Page>
  )
}

function OnePot({ pot, year }: { pot: Pot; year: number }) {
  const { t, language } = useSpeech()
  const name = useName()
  const money = (n: number) =>
    new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(n)
  // one unit sets aside and another pays: what is left is of the whole pot
  const cells = (sums: Pot['total'], whole = false) =>
    columns.map((c) => (
      <td
        key={c}
        data-name={t(`records.pot.${c}`)}
        className={c === 'balance' && whole && sums[c] < 0 ? 'pot-short' : undefined}
      >
        {c !== 'balance' || whole ? money(sums[c]) : '—'}
        {c === 'balance' && whole && sums[c] < 0 && <span> ▲ {t('records.pot.short')}</span>}
      </td>
    ))
  return (
    <section className="pot" aria-label={pot.name[language]}>
      <h2>{pot.name[language]}</h2>
      <p className="case-muted">
        {pot.perYear === null
          ? t('records.pot.not-set')
          : t('records.pot.per-year', { n: money(pot.perYear), year, set: money(pot.total.setAside) })}
      </p>
      <table className="record-book pot-book">
        <thead>
          <tr>
            <th scope="col">{t('records.column.org')}</th>
            {columns.map((c) => (
              <th key={c} scope="col">
                {t(`records.pot.${c}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pot.orgs.map((o) => (
            <tr key={o.org?.id ?? ''}>
              <th scope="row">
                {o.org ? (
                  <Link to="/records" search={{ org: o.org.id, from: `${year}-01-01`, to: `${year}-12-31` }}>
                    {name(o.org)}
                  </Link>
                ) : (
                  ''
                )}
              </th>
              {cells(o)}
            </tr>
          ))}
          <tr className="pot-total">
            <th scope="row">{t('records.pot.total')}</th>
            {cells(pot.total, true)}
          </tr>
        </tbody>
      </table>
    </section>
  )
}

/** One record: what was written, the steps of its matter, what was promised and heard, every version of it, and what may be done with it. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import '../case/case.css'
import { dayText, timeText } from '../case/when.ts'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { usePrintedAt } from '../parts/PrintMark.tsx'
import { useMay, useMe } from '../queries.ts'
import { useName, useSpeech } from '../texts.ts'
import { Cells } from './Cells.tsx'
import { CorrectSheet } from './CorrectSheet.tsx'
import { FollowUps } from './FollowUps.tsx'
import { History } from './History.tsx'
import { type RecordView, useRecord } from './queries.ts'
import './records.css'
import { Steps } from './Steps.tsx'
import { WithdrawDialog } from './WithdrawDialog.tsx'

const route = getRouteApi('/desk/records/$recordId')

export function RecordPage() {
  const { t } = useSpeech()
  const { recordId } = route.useParams()
  const { data, isPending, error, refetch } = useRecord(recordId)
  if (isPending || !data)
    return (
      <Page title={t('records.one')}>
        {isPending ? <Loading /> : <Failed error={error} retry={() => void refetch()} />}
      </Page>
    )
  return <Whole record={data} />
}

function Whole({ record }: { record: RecordView }) {
  const { t, language } = useSpeech()
  const name = useName()
  const may = useMay()
  const [doing, setDoing] = useState<'correct' | 'withdraw' | null>(null)
  const days =
    record.untilDay === record.onDay
      ? dayText(language, record.onDay)
      : t('records.days', { from: dayText(language, record.onDay), to: dayText(language, record.untilDay) })
  const open = !record.withdrawn
  return (
    <Page
      title={record.title || record.name[language]}
      note={[record.title && record.name[language], days, name(record.org), record.author.name]
        .filter(Boolean)
        .join(' · ')}
      className="record-page"
      actions={
        <>
          {record.mayChange && doing !== 'correct' && (
            <>
              <Button onClick={() => setDoing('correct')}>{t('records.correct')}</Button>
              <Button onClick={() => setDoing('withdraw')}>{t('records.withdraw')}</Button>
            </>
          )}
          <Button onClick={() => window.print()}>{t('desk.print')}</Button>
        </>
      }
    >
      {record.withdrawn && (
        <p className="record-withdrawn" role="note">
          ■{' '}
          {t('records.withdrawn-by', {
            by: record.withdrawn.by.name,
            at: timeText(language, record.withdrawn.at),
            why: record.withdrawn.why,
          })}
        </p>
      )}
      {record.board && open && (
        <p className="record-board">
          {t('records.on-board', {
            from: dayText(language, record.board.from),
            until: dayText(language, record.board.until),
          })}
        </p>
      )}
      {doing === 'correct' && record.form ? (
        <CorrectSheet record={record} form={record.form} onDone={() => setDoing(null)} />
      ) : (
        <section className="record-card" aria-label={t('records.content')}>
          <Cells
            cells={[
              ...(record.household ? [{ code: '', name: t('records.column.household'), text: record.household }] : []),
              ...record.cells.filter(
                (c) => !record.form?.fields.some((f) => f.code === c.code && f.type === 'household'),
              ),
            ]}
            empty={t('records.no-content')}
          />
          {record.files.length > 0 && (
            <ul className="record-photos">
              {record.files.map((f) => (
                <li key={f.id}>
                  <a href={f.url} target="_blank" rel="noreferrer">
                    {f.thumbUrl ? <img src={f.thumbUrl} alt={f.name} /> : f.name}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
      {record.steps.length > 0 && <Steps key={`steps-${record.version}`} record={record} />}
      {(record.form?.promises || record.followUps.length > 0) && (
        <section aria-label={t('records.promises')}>
          <h2>{t('records.promises')}</h2>
          <FollowUps items={record.followUps} {...(open && { addTo: record.id })} here />
        </section>
      )}
      {(record.form?.promises || record.cases.length > 0) && (
        <section aria-label={t('records.heard')}>
          <h2>{t('records.heard')}</h2>
          {record.cases.length === 0 && <p className="case-muted">{t('records.heard.none')}</p>}
          <ul className="record-cases">
            {record.cases.map((c) => (
              <li key={c.id}>
                <Link to="/cases/$caseId" params={{ caseId: c.id }}>
                  {c.number}
                </Link>
              </li>
            ))}
          </ul>
          {open && may('case.register') && (
            <Link to="/register" search={{ record: record.id }} className="record-heard" data-testid="heard-here">
              ＋ {t('records.heard.write')}
            </Link>
          )}
        </section>
      )}
      <History record={record} />
      <PrintedBy />
      {doing === 'withdraw' && <WithdrawDialog record={record} close={() => setDoing(null)} />}
    </Page>
  )
}

/** On paper only. */
function PrintedBy() {
  const { t } = useSpeech()
  const by = useMe().data?.member.name ?? ''
  const at = usePrintedAt()
  return <p className="record-printed">{t('records.printed', { by, at })}</p>
}

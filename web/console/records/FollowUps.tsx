/** Things promised: what, until when, whose; done in one click, or made a request in one click. */
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { dayAhead, dayText } from '../case/when.ts'
import { Failed } from '../parts/Failed.tsx'
import { useMay } from '../queries.ts'
import { useSpeech } from '../texts.ts'
import { type FollowUp, useFinish, usePromise } from './queries.ts'

type Props = { items: readonly FollowUp[]; addTo?: string; here?: boolean }

export function FollowUps({ items, addTo, here = false }: Props) {
  const { t } = useSpeech()
  return (
    <>
      {items.length === 0 && here && <p className="case-muted">{t('records.promises.none')}</p>}
      <ul className="follow-ups">
        {items.map((f) => (
          <One key={f.id} of={f} here={here} />
        ))}
      </ul>
      {addTo && <Add recordId={addTo} />}
    </>
  )
}

function One({ of, here }: { of: FollowUp; here: boolean }) {
  const { t, language } = useSpeech()
  const may = useMay()
  const finish = useFinish()
  const tone = of.doneAt ? 'ended' : of.late ? 'late' : 'in-time'
  return (
    <li>
      <p className="follow-up-what">{of.what || t('records.promise.erased')}</p>
      <p className={`follow-up-facts clock-${tone}`}>
        <span aria-hidden="true">{of.doneAt ? '■' : of.late ? '▲' : '●'}</span>{' '}
        {of.doneAt
          ? t('records.promise.done', { day: dayText(language, of.doneAt) })
          : t(of.late ? 'records.promise.late' : 'records.promise.until', { day: dayText(language, of.dueOn) })}
        {` · ${of.owner.name}`}
        {of.doneWords && ` · ${of.doneWords}`}
      </p>
      <div className="record-buttons">
        {of.may && (
          <Button
            size="small"
            loading={finish.isPending}
            onClick={() => finish.mutate({ followUpId: of.id, words: '' })}
            aria-label={t('records.promise.finish-it', { what: of.what })}
          >
            {t('records.promise.finish')}
          </Button>
        )}
        {of.may && may('case.register') && (
          <Link to="/register" search={{ record: of.recordId, promise: of.id }}>
            {t('records.promise.to-case')}
          </Link>
        )}
        {!here && (
          <Link to="/records/$recordId" params={{ recordId: of.recordId }}>
            {t('records.promise.open')}
          </Link>
        )}
      </div>
      {finish.isError && <Failed error={finish.error} />}
    </li>
  )
}

function Add({ recordId }: { recordId: string }) {
  const { t } = useSpeech()
  const id = useId()
  const [open, setOpen] = useState(false)
  const [what, setWhat] = useState('')
  const [dueOn, setDueOn] = useState(() => dayAhead(7))
  const promise = usePromise(recordId)
  if (!open) return <Button onClick={() => setOpen(true)}>＋ {t('records.promise.add')}</Button>
  return (
    <form
      className="record-promise"
      onSubmit={(e) => {
        e.preventDefault()
        promise.mutate(
          { what, dueOn },
          {
            onSuccess: () => {
              setWhat('')
              setOpen(false)
            },
          },
        )
      }}
    >
      <label htmlFor={`${id}w`}>
        {t('records.promise.what')}
        <Input id={`${id}w`} value={what} onChange={(e) => setWhat(e.target.value)} maxLength={500} />
      </label>
      <label htmlFor={`${id}d`}>
        {t('records.promise.due')}
        <Input
          id={`${id}d`}
          type="date"
          value={dueOn}
          min={dayAhead(0)}
          onChange={(e) => setDueOn(e.target.value)}
          className="record-day"
        />
      </label>
      <Button type="primary" htmlType="submit" disabled={!what.trim() || !dueOn} loading={promise.isPending}>
        {t('records.save')}
      </Button>
      {promise.isError && <Failed error={promise.error} />}
    </form>
  )
}

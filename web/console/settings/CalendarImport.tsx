/** Putting a year's notice in: pasted or from a file, seen before it counts, and what came of it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { api, call } from '../api.ts'
import { Failed } from '../parts/Failed.tsx'
import { keys } from '../queries.ts'
import { useT } from '../texts.ts'
import { datesIn, readJson } from './notice-draft.ts'

export function CalendarImport({ next, provisional }: { next: number; provisional: number }) {
  const t = useT()
  const client = useQueryClient()
  const [year, setYear] = useState(String(next))
  const [source, setSource] = useState('')
  const [off, setOff] = useState('')
  const [work, setWork] = useState('')
  const notice = { year: Number(year), off: datesIn(off, Number(year)), work: datesIn(work, Number(year)), source }
  const put = useMutation({
    mutationFn: () => call(api.POST('/calendar/years', { body: notice })),
    onSuccess: () => {
      for (const clear of [setOff, setWork, setSource]) clear('')
      return client.invalidateQueries({ queryKey: keys.calendar })
    },
  })
  /** A whole notice as JSON fills every field; anything else stays where it was put. */
  const take = (text: string, otherwise: (text: string) => void) => {
    const whole = readJson(text)
    if (!whole) return otherwise(text)
    setYear(String(whole.year))
    setSource(whole.source)
    setOff(whole.off.join('\n'))
    setWork(whole.work.join('\n'))
  }
  const submit = (e: FormEvent) => {
    e.preventDefault()
    put.mutate()
  }
  const ready = notice.off.length >= 5 && source.trim().length >= 4
  return (
    <form onSubmit={submit} className="stack" aria-label={t('time.calendar.put')}>
      <label htmlFor="notice-year">{t('time.calendar.year')}</label>
      <Input
        id="notice-year"
        inputMode="numeric"
        maxLength={4}
        value={year}
        onChange={(e) => setYear(e.target.value)}
      />
      <label htmlFor="notice-source">{t('time.calendar.source')}</label>
      <Input id="notice-source" maxLength={200} value={source} onChange={(e) => setSource(e.target.value)} />
      <label htmlFor="notice-off">{t('time.calendar.off')}</label>
      <p id="notice-help" className="muted">
        {t('time.calendar.off-help')}
      </p>
      <Input.TextArea
        id="notice-off"
        aria-describedby="notice-help"
        rows={4}
        value={off}
        onChange={(e) => take(e.target.value, setOff)}
      />
      <label htmlFor="notice-work">{t('time.calendar.work')}</label>
      <Input.TextArea id="notice-work" rows={2} value={work} onChange={(e) => take(e.target.value, setWork)} />
      <label htmlFor="notice-file">{t('time.calendar.file')}</label>
      <input
        id="notice-file"
        type="file"
        accept=".json,application/json"
        onChange={(e) => void e.target.files?.[0]?.text().then((text) => take(text, setOff))}
      />
      {notice.off.length + notice.work.length > 0 && (
        <div className="calendar-preview" role="status">
          <p>{t('time.calendar.preview', { year, off: notice.off.length, work: notice.work.length })}</p>
          <p className="muted">{notice.off.join(t('desk.join'))}</p>
          {notice.work.length > 0 && (
            <p className="muted">{t('time.calendar.preview-work', { days: notice.work.join(t('desk.join')) })}</p>
          )}
          <p>{t('time.calendar.preview-cases', { n: provisional })}</p>
        </div>
      )}
      {put.isError && <Failed error={put.error} />}
      {put.data && (
        <p role="status" className="calendar-done">
          {t('time.calendar.done', { year: put.data.year, counted: put.data.counted, moved: put.data.moved })}
        </p>
      )}
      <Button htmlType="submit" type="primary" disabled={!ready} loading={put.isPending} data-testid="put-notice">
        {t('time.calendar.put')}
      </Button>
    </form>
  )
}

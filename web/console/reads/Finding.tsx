/** One finding: who, what, how much, against what; the cases one may see; and a note once it has been looked into. */
import { Link } from '@tanstack/react-router'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { Problem } from '../api.ts'
import { dayText, timeText } from '../case/when.ts'
import { useName, useSpeech } from '../texts.ts'
import { useNoteReading, type useUnusualReading } from './queries.ts'

type Found = NonNullable<ReturnType<typeof useUnusualReading>['data']>['items'][number]

export function Finding({ f }: { f: Found }) {
  const { t, language } = useSpeech()
  const name = useName()
  const numbers = { n: f.n, limit: f.limit ?? 0 }
  return (
    <li className={f.notes.length ? 'finding finding-noted' : 'finding'} data-rule={f.rule}>
      <h2>{t(`reads.what.${f.rule}`, numbers)}</h2>
      <p>
        <strong>{f.member.name}</strong>{' '}
        <span className="muted">{[name(f.org), f.role, dayText(language, f.day)].filter(Boolean).join(' · ')}</span>
      </p>
      <p>
        {t(`reads.why.${f.rule}`, numbers)} {f.usual !== null && t('reads.usual', { usual: f.usual })}
      </p>
      <p className="finding-cases">
        {f.cases.length ? `${t('reads.cases')} ` : t('reads.cases-none')}
        {f.cases.map((c) => (
          <Link key={c.id} to="/cases/$caseId" params={{ caseId: c.id }}>
            {c.number}
          </Link>
        ))}
      </p>
      {f.notes.map((n) => (
        <p key={n.at} className="finding-note">
          {t('reads.noted-by', { name: n.by?.name ?? '', at: timeText(language, n.at), note: n.note })}
        </p>
      ))}
      {f.own ? <p className="muted">{t('reads.own')}</p> : <Note finding={f.key} />}
    </li>
  )
}

/** “Looked into”, with what was found out. Nothing happens to anybody by it. */
function Note({ finding }: { finding: string }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const save = useNoteReading()
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState('')
  if (!open) return <Button onClick={() => setOpen(true)}>{t('reads.noted')}</Button>
  const id = `note-${finding}`
  const send = async () => {
    if (!note.trim()) return setProblem(t('reads.note-missing'))
    try {
      await save.mutateAsync({ finding, note })
      setOpen(false)
      setNote('')
      message.success(t('reads.note-done'))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error.errors[0]?.message ?? error.title)
    }
  }
  return (
    <form
      className="finding-form"
      onSubmit={(e) => {
        e.preventDefault()
        void send()
      }}
    >
      <label htmlFor={id}>{t('reads.note-label')}</label>
      <p className="muted">{t('reads.note-help')}</p>
      <Input id={id} value={note} maxLength={500} autoFocus onChange={(e) => setNote(e.target.value)} />
      {problem && <p role="alert">{problem}</p>}
      <Button htmlType="submit" type="primary" loading={save.isPending}>
        {t('reads.note-save')}
      </Button>
    </form>
  )
}

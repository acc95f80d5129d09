/** The one item written in the handbook itself: kept while typed, added as a step of the case. */
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { Problem, takeStep } from '../api.ts'
import { useDraft } from '../case/draft.ts'
import { afterStep } from '../queries.ts'
import { useT } from '../texts.ts'
import type { Item } from './item.ts'

export function Reflection({ item }: { item: Item }) {
  const t = useT()
  const { message } = App.useApp()
  const [words, setWords, forget] = useDraft(`reflect:${item.id}`, '')
  const [writing, setWriting] = useState(words !== '')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const send = async () => {
    setBusy(true)
    setProblem('')
    try {
      await afterStep(await takeStep(item.id, 'reflect', { words }))
      forget()
      setWriting(false)
      message.success(t('case.done', { did: t('words.did.reflect') }))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error.errors[0]?.message ?? error.title)
    } finally {
      setBusy(false)
    }
  }
  if (!writing)
    return (
      <>
        {item.reflection && <p className="handbook-words">{item.reflection}</p>}
        <button type="button" className="link handbook-write" onClick={() => setWriting(true)}>
          {t(item.reflection ? 'case.handbook.write-again' : 'case.handbook.write')}
        </button>
      </>
    )
  return (
    <div className="handbook-form">
      <Input.TextArea
        value={words}
        onChange={(e) => setWords(e.target.value)}
        aria-label={t('case.handbook.reflection')}
        autoSize={{ minRows: 3 }}
        maxLength={2000}
        autoFocus
      />
      {problem && (
        <p role="alert" className="case-error">
          {problem}
        </p>
      )}
      <p className="case-muted">{t('case.no-secrets')}</p>
      <Button type="primary" onClick={() => void send()} loading={busy} disabled={words.trim().length < 2}>
        {t('case.handbook.save')}
      </Button>{' '}
      <button type="button" className="link" onClick={() => setWriting(false)}>
        {t('case.handbook.later')}
      </button>
    </div>
  )
}

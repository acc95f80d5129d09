/** Why the contact is looked at: one of the usual reasons by a click, or a few words. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { api, call, Problem } from '../api.ts'
import { useT } from '../texts.ts'
import { Chips } from './fields/Chips.tsx'

export type Clear = { name: string | null; phone: string | null; idNumber: string | null }
const usual = ['contact', 'check', 'follow-up'] as const

export function RevealForm({ caseId, done }: { caseId: string; done: (clear: Clear) => void }) {
  const t = useT()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)

  const reveal = async () => {
    if ([...reason.trim()].length < 2) return setProblem(t('reads.reveal-missing'))
    setBusy(true)
    try {
      const path = { params: { path: { caseId } }, body: { reason: reason.trim() } }
      done(await call(api.POST('/cases/{caseId}/reveal-contact', path)))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error.errors[0]?.message ?? error.title)
      setBusy(false)
    }
  }
  if (!asking)
    return (
      <>
        <Button size="small" onClick={() => setAsking(true)}>
          {t('case.reveal')}
        </Button>
        <p className="case-muted">{t('case.reveal-note')}</p>
      </>
    )
  return (
    <form
      className="case-reveal"
      onSubmit={(e) => {
        e.preventDefault()
        void reveal()
      }}
    >
      <p>{t('reads.reveal-why')}</p>
      <Chips
        label={t('reads.reveal-why')}
        value={reason}
        onChange={(value) => {
          setReason(value)
          setProblem('')
        }}
        choices={usual.map((which) => {
          const label = t(`reads.reveal-reason.${which}`)
          return { value: label, label }
        })}
        small
      />
      <Input
        value={reason}
        onChange={(e) => setReason(e.target.value)}
        maxLength={200}
        aria-label={t('reads.reveal-other')}
        placeholder={t('reads.reveal-other')}
      />
      {problem && (
        <p role="alert" className="case-error">
          {problem}
        </p>
      )}
      <Button htmlType="submit" size="small" type="primary" loading={busy}>
        {t('case.reveal')}
      </Button>
      <p className="case-muted">{t('case.reveal-note')}</p>
    </form>
  )
}

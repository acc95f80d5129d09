/** A measure on someone's account is confirmed, with a reason: it goes into the audit trail under one's own name. */
import { App, Input } from 'antd'
import { useState } from 'react'
import type { Measure } from '../../../src/access/vocabulary.ts'
import { AskDialog } from '../parts/AskDialog.tsx'
import { useT } from '../texts.ts'
import { type Account, useMeasure } from './queries.ts'

export type Chosen = { measure: Measure; account: Account }

export function MeasureDialog({ chosen, close }: { chosen: Chosen; close: () => void }) {
  const t = useT()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const { measure, account } = chosen
  const take = useMeasure()
  const enough = [...reason.trim()].length >= 2
  const go = () =>
    take.mutate(
      { measure, memberId: account.memberId, reason: reason.trim() },
      {
        onSuccess: () => {
          void message.success(t(`officers.done.${measure}`))
          close()
        },
      },
    )
  return (
    <AskDialog
      title={t(`officers.measure.${measure}`)}
      ok={t(`officers.measure.${measure}`)}
      cancel={t('officers.cancel')}
      sending={take}
      ready={enough}
      danger={measure === 'lock'}
      send={go}
      close={close}
    >
      <p>{t(`officers.sure.${measure}`, { name: account.name })}</p>
      <label htmlFor="measure-reason">{t('officers.reason')}</label>
      <Input.TextArea
        id="measure-reason"
        autoFocus
        rows={3}
        maxLength={200}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
        aria-describedby="measure-reason-hint"
      />
      <p id="measure-reason-hint" className="muted">
        {t('officers.reason-hint')}
      </p>
    </AskDialog>
  )
}

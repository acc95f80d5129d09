/** Taking a record back: with the reason, and what that means. */
import { Input } from 'antd'
import { useId, useState } from 'react'
import { AskDialog } from '../parts/AskDialog.tsx'
import { useT } from '../texts.ts'
import { type RecordView, useWithdraw } from './queries.ts'

export function WithdrawDialog({ record, close }: { record: RecordView; close: () => void }) {
  const t = useT()
  const id = useId()
  const [why, setWhy] = useState('')
  const withdraw = useWithdraw(record.id)
  return (
    <AskDialog
      title={t('records.withdraw')}
      ok={t('records.withdraw')}
      danger
      ready={why.trim().length >= 2}
      sending={withdraw}
      send={() => withdraw.mutate({ version: record.version, why }, { onSuccess: close })}
      close={close}
    >
      <p>{t('records.withdraw-what')}</p>
      <label className="record-why" htmlFor={id}>
        {t('records.withdraw-why')}
        <Input id={id} value={why} onChange={(e) => setWhy(e.target.value)} maxLength={200} />
      </label>
    </AskDialog>
  )
}

/** Beginning to look at somebody's desk: with the code they tell, and a reason. Then the desk is theirs, to look at only. */
import { Input } from 'antd'
import { useState } from 'react'
import { api, call } from '../api.ts'
import { AskDialog } from '../parts/AskDialog.tsx'
import { useT } from '../texts.ts'
import { type Person, useHelperStep } from './queries.ts'

export function SeeAsDialog({ person, done }: { person: Person; done: () => void }) {
  const t = useT()
  const [code, setCode] = useState('')
  const [reason, setReason] = useState('')
  const begin = useHelperStep(() =>
    call(api.POST('/see-as', { body: { memberId: person.id, code: code.replace(/\s/g, ''), reason } })),
  )
  // everything on the desk is another's now: read from the beginning
  const go = () => begin.mutate(undefined, { onSuccess: () => window.location.assign('/desk/') })
  return (
    <AskDialog
      title={t('admin.see-as.title', { name: person.name })}
      ok={t('admin.see-as.do')}
      sending={begin}
      ready={code.replace(/\D/g, '').length === 6 && [...reason.trim()].length >= 2}
      send={go}
      close={done}
    >
      <p>{t('admin.see-as.means')}</p>
      <label htmlFor="see-as-code">{t('admin.see-as.code')}</label>
      <Input
        id="see-as-code"
        autoFocus
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        value={code}
        onChange={(e) => setCode(e.target.value)}
      />
      <label htmlFor="see-as-reason">{t('admin.see-as.reason')}</label>
      <Input.TextArea
        id="see-as-reason"
        rows={2}
        maxLength={200}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
      />
    </AskDialog>
  )
}

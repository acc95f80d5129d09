/** Scan, type the six digits once, keep the backup codes. */
import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { api, call } from '../api.ts'
import { Failed } from '../parts/Failed.tsx'
import { useT } from '../texts.ts'

type Props = {
  of: { uri: string; secret: string; qrSvg: string; backupCodes: string[] }
  done: () => Promise<void>
  close: () => void
}

export function EnrolSecondFactor({ of, done, close }: Props) {
  const t = useT()
  const [code, setCode] = useState('')
  const confirm = useMutation({
    mutationFn: () => call(api.POST('/session/second-factor/confirm', { body: { code: code.replace(/\s/g, '') } })),
    onSuccess: done,
  })
  if (confirm.isSuccess)
    return (
      <div className="stack" role="status">
        <p>
          <strong>{t('desk.second-factor.is-on')}</strong> {t('desk.second-factor.backup')}
        </p>
        <ul className="codes">
          {of.backupCodes.map((c) => (
            <li key={c}>{c}</li>
          ))}
        </ul>
        <Button onClick={close}>{t('desk.second-factor.kept')}</Button>
      </div>
    )
  const submit = (e: FormEvent) => {
    e.preventDefault()
    confirm.mutate()
  }
  return (
    <form onSubmit={submit} className="stack">
      <p>{t('desk.second-factor.scan')}</p>
      {/* as an image: markup from elsewhere never enters the page */}
      <img
        className="qr"
        width={200}
        height={200}
        src={`data:image/svg+xml,${encodeURIComponent(of.qrSvg)}`}
        alt={t('desk.second-factor.qr')}
      />
      <p className="muted">
        {t('desk.second-factor.secret')} <code>{of.secret.replace(/(.{4})/g, '$1 ')}</code>
      </p>
      <label htmlFor="enrol-code">{t('desk.second-step.code')}</label>
      <Input
        id="enrol-code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        value={code}
        onChange={(e) => setCode(e.target.value)}
      />
      {confirm.isError && <Failed error={confirm.error} />}
      <Button htmlType="submit" type="primary" loading={confirm.isPending}>
        {t('desk.second-factor.confirm')}
      </Button>
    </form>
  )
}

/** The six digits of the authenticator, or a backup code. */
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { Failed } from '../parts/Failed.tsx'
import { useT } from '../texts.ts'
import type { SignIn } from './useSignIn.ts'

export function SecondStepForm({ signIn, back }: { signIn: SignIn; back: () => void }) {
  const t = useT()
  const [code, setCode] = useState('')
  const submit = (e: FormEvent) => {
    e.preventDefault()
    signIn.mutate({ code: code.replace(/\s/g, '') })
  }
  return (
    <form onSubmit={submit} className="stack">
      <label htmlFor="code">{t('desk.second-step.code')}</label>
      <Input
        id="code"
        size="large"
        autoComplete="one-time-code"
        inputMode="numeric"
        autoFocus
        required
        value={code}
        onChange={(e) => setCode(e.target.value)}
      />
      {signIn.isError && <Failed error={signIn.error} />}
      <Button type="primary" size="large" htmlType="submit" loading={signIn.isPending}>
        {t('desk.second-step.go')}
      </Button>
      <Button type="link" onClick={back}>
        {t('desk.second-step.back')}
      </Button>
    </form>
  )
}

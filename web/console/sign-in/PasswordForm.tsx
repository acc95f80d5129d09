/** User name and password; a wrong pair and a lock are said in words above the button. */
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { Failed } from '../parts/Failed.tsx'
import { useT } from '../texts.ts'
import type { SignIn } from './useSignIn.ts'

export function PasswordForm({ signIn }: { signIn: SignIn }) {
  const t = useT()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const submit = (e: FormEvent) => {
    e.preventDefault()
    signIn.mutate({ username: username.trim(), password })
  }
  return (
    <form onSubmit={submit} className="stack">
      <label htmlFor="username">{t('desk.sign-in.username')}</label>
      <Input
        id="username"
        size="large"
        autoComplete="username"
        autoCapitalize="none"
        required
        value={username}
        onChange={(e) => setUsername(e.target.value)}
      />
      <label htmlFor="password">{t('desk.sign-in.password')}</label>
      <Input.Password
        id="password"
        size="large"
        autoComplete="current-password"
        required
        value={password}
        onChange={(e) => setPassword(e.target.value)}
      />
      {signIn.isError && <Failed error={signIn.error} />}
      <Button type="primary" size="large" htmlType="submit" loading={signIn.isPending}>
        {t('desk.sign-in')}
      </Button>
    </form>
  )
}

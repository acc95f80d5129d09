/** Changing one's password: the current one, and the new one twice. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { api, call, Problem } from '../api.ts'
import { dayText } from '../case/when.ts'
import { Failed } from '../parts/Failed.tsx'
import { keys, useMySecurity } from '../queries.ts'
import { useSpeech } from '../texts.ts'

const empty = { current: '', next: '', again: '' }

export function PasswordSection() {
  const { t, language } = useSpeech()
  const { message } = App.useApp()
  const client = useQueryClient()
  const security = useMySecurity().data
  const [form, setForm] = useState(empty)
  const differs = form.again !== '' && form.again !== form.next
  const change = useMutation({
    mutationFn: () => call(api.POST('/session/password', { body: { current: form.current, next: form.next } })),
    onSuccess: () => {
      setForm(empty)
      message.success(t('desk.settings.password-changed'))
      // what held the session up may be gone, and the other sessions are
      return client.invalidateQueries({ queryKey: keys.me })
    },
  })
  const fault =
    change.error instanceof Problem ? change.error.errors.find((e) => e.path === 'next')?.message : undefined
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (form.again === form.next) change.mutate()
  }
  const field = (which: keyof typeof empty, autoComplete: string) => (
    <>
      <label htmlFor={`password-${which}`}>{t(`desk.settings.password-${which}`)}</label>
      <Input.Password
        id={`password-${which}`}
        autoComplete={autoComplete}
        required
        minLength={which === 'current' ? undefined : 8}
        value={form[which]}
        onChange={(e) => setForm({ ...form, [which]: e.target.value })}
        status={(which === 'again' && differs) || (which === 'next' && fault) ? 'error' : ''}
        aria-describedby={
          which === 'next' ? 'password-hint' : which === 'again' && differs ? 'password-differs' : undefined
        }
      />
    </>
  )
  return (
    <section>
      <h2>{t('desk.settings.password')}</h2>
      {security && (
        <p className="muted">
          {t('officers.settings.age', { day: dayText(language, security.passwordSetAt) })}
          {security.passwordExpiresOn &&
            t('officers.settings.age-until', { day: dayText(language, security.passwordExpiresOn) })}
        </p>
      )}
      <form onSubmit={submit} className="stack">
        {field('current', 'current-password')}
        {field('next', 'new-password')}
        <p id="password-hint" className={fault ? 'wrong' : 'muted'} role={fault ? 'alert' : undefined}>
          {fault ? `▲ ${fault}` : t('desk.settings.password-hint')}
        </p>
        {field('again', 'new-password')}
        {differs && (
          <p id="password-differs" className="wrong" role="alert">
            ▲ {t('desk.settings.password-differs')}
          </p>
        )}
        {change.isError && !fault && <Failed error={change.error} />}
        <Button htmlType="submit" type="primary" loading={change.isPending}>
          {t('desk.settings.password-go')}
        </Button>
      </form>
    </section>
  )
}

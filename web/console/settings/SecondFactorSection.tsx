/** The second step at sign-in: on or off, and the way to each. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { api, call } from '../api.ts'
import { Failed } from '../parts/Failed.tsx'
import { keys, useMe, useMySecurity } from '../queries.ts'
import { useT } from '../texts.ts'
import { EnrolSecondFactor } from './EnrolSecondFactor.tsx'

export function SecondFactorSection() {
  const t = useT()
  const { message } = App.useApp()
  const client = useQueryClient()
  const on = useMe().data?.secondFactor ?? false
  const asked = useMySecurity().data?.secondFactor
  const [password, setPassword] = useState('')
  const refresh = () => {
    setPassword('')
    return client.invalidateQueries({ queryKey: keys.me })
  }
  const enrol = useMutation({
    mutationFn: () => call(api.POST('/session/second-factor', { body: { password } })),
    onSuccess: () => setPassword(''),
  })
  const off = useMutation({
    mutationFn: () => call(api.POST('/session/second-factor/off', { body: { password } })),
    onSuccess: () => {
      message.success(t('desk.second-factor.is-off'))
      enrol.reset()
      return refresh()
    },
  })
  const ask = on ? off : enrol
  const submit = (e: FormEvent) => {
    e.preventDefault()
    ask.mutate()
  }
  return (
    <section>
      <h2>{t('desk.second-factor')}</h2>
      <p>{t(on ? 'desk.second-factor.on' : 'desk.second-factor.off')}</p>
      {asked?.required && <p className="muted">{t('officers.settings.factor-required')}</p>}
      {asked?.suggested && !on && <p className="muted">{t('officers.settings.factor-suggested')}</p>}
      {enrol.data ? (
        <EnrolSecondFactor of={enrol.data} done={refresh} close={() => enrol.reset()} />
      ) : (
        <form onSubmit={submit} className="stack">
          <label htmlFor="second-factor-password">{t('desk.second-factor.password')}</label>
          <Input.Password
            id="second-factor-password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(e) => setPassword(e.target.value)}
          />
          {ask.isError && <Failed error={ask.error} />}
          <Button htmlType="submit" type={on ? 'default' : 'primary'} danger={on} loading={ask.isPending}>
            {t(on ? 'desk.second-factor.turn-off' : 'desk.second-factor.turn-on')}
          </Button>
        </form>
      )}
    </section>
  )
}

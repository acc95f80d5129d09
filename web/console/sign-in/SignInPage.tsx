/** The door: user name and password, then the second step for those who chose one. */
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { Page } from '../parts/Page.tsx'
import { useOptions } from '../queries.ts'
import { LanguageSwitch } from '../shell/LanguageSwitch.tsx'
import { useName, useT } from '../texts.ts'
import { DemoSignIns } from './DemoSignIns.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { SecondStepForm } from './SecondStepForm.tsx'
import { goToProvider, useSignIn } from './useSignIn.ts'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const t = useT()
  const name = useName()
  const options = useOptions().data
  const [step, setStep] = useState<'password' | 'code'>('password')
  const { next } = route.useSearch()
  const signIn = useSignIn(next, () => setStep('code'))
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <div className="sign-in-head">
          <p className="rail-mark">
            <span aria-hidden="true">♥</span> {t('desk.name')} · {name(options?.jurisdiction)}
          </p>
          <LanguageSwitch />
        </div>
        <Page title={t(step === 'code' ? 'desk.second-step' : 'desk.sign-in')}>
          {step === 'code' ? (
            <SecondStepForm signIn={signIn} back={() => setStep('password')} />
          ) : (
            <PasswordForm signIn={signIn} />
          )}
          {step === 'password' && options?.oidc && (
            <Button block size="large" onClick={goToProvider}>
              {t('desk.sign-in.oidc', { name: options.oidc.name })}
            </Button>
          )}
          <p className="muted">
            {t('desk.sign-in.residents')} <a href="/">{t('desk.sign-in.residents-link')}</a>
          </p>
        </Page>
      </div>
      {step === 'password' && options?.demo && <DemoSignIns people={options.demo} signIn={signIn} />}
    </main>
  )
}

/** In the invented county anyone may sit down at any desk: one button a person. */
import { useSpeech } from '../texts.ts'
import type { SignIn } from './useSignIn.ts'

type Person = {
  username: string
  password: string
  name: string
  role: string
  roleEn: string
  org: string
  orgEn: string
}

export function DemoSignIns({ people, signIn }: { people: readonly Person[]; signIn: SignIn }) {
  const { t, language } = useSpeech()
  return (
    <section className="demo" aria-labelledby="demo-heading">
      <h2 id="demo-heading">{t('desk.demo')}</h2>
      <p className="muted">{t('desk.demo.how')}</p>
      <ul>
        {people.map(({ username, password, name, ...post }) => (
          <li key={username}>
            <button type="button" disabled={signIn.isPending} onClick={() => signIn.mutate({ username, password })}>
              <strong>{language === 'en' ? post.roleEn : post.role}</strong>
              <span>
                {name} · {language === 'en' ? post.orgEn : post.org}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

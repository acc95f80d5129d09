/** In the invented county anyone may sit down at any desk: one button a person. */
import { useT } from '../texts.ts'
import type { SignIn } from './useSignIn.ts'

type Person = { username: string; password: string; name: string; role: string; org: string }

export function DemoSignIns({ people, signIn }: { people: readonly Person[]; signIn: SignIn }) {
  const t = useT()
  return (
    <section className="demo" aria-labelledby="demo-heading">
      <h2 id="demo-heading">{t('desk.demo')}</h2>
      <p className="muted">{t('desk.demo.how')}</p>
      <ul>
        {people.map(({ username, password, name, role, org }) => (
          <li key={username}>
            <button type="button" disabled={signIn.isPending} onClick={() => signIn.mutate({ username, password })}>
              <strong>{role}</strong>
              <span>
                {name} · {org}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

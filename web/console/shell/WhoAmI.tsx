/** Who I am, and for which office I sit here. */
import { Button } from 'antd'
import { useScheme } from '../parts/useScheme.ts'
import { useMe } from '../queries.ts'
import { useName, useT } from '../texts.ts'
import { TextSizeSwitch } from './TextSizeSwitch.tsx'
import { useSignOut } from './useSignOut.ts'

export function WhoAmI() {
  const t = useT()
  const name = useName()
  const { word } = useScheme()
  const me = useMe().data
  const signOut = useSignOut()
  if (!me) return null
  return (
    <section className="who" aria-label={t('desk.who')}>
      <p className="who-name">{me.member.name}</p>
      {me.posts.map((p) => (
        <p key={`${p.org.id} ${p.role} ${p.standsInFor?.id ?? ''}`}>
          {name(p.org)}
          <br />
          {word('roles', p.role)}
          {p.standsInFor && t('standin.post-of', { name: p.standsInFor.name })}
        </p>
      ))}
      <TextSizeSwitch />
      <Button size="small" onClick={signOut}>
        {t('desk.sign-out')}
      </Button>
    </section>
  )
}

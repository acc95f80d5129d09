/** Said for some days before a password runs out, with the way to a new one. */
import { Link } from '@tanstack/react-router'
import { useMe } from '../queries.ts'
import { useT } from '../texts.ts'

export function PasswordWarning() {
  const t = useT()
  const me = useMe().data
  if (!me || me.due || me.passwordDaysLeft === null) return null
  return (
    <p className="password-warning" role="status">
      {t('officers.warn.days', { n: me.passwordDaysLeft })} <Link to="/settings">{t('officers.warn.go')}</Link>
    </p>
  )
}

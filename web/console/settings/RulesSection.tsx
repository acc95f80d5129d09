/** The rules of sign-in in force here, in words. */
import { useMySecurity } from '../queries.ts'
import { useT } from '../texts.ts'

export function RulesSection() {
  const t = useT()
  const rules = useMySecurity().data?.rules
  if (!rules) return null
  return (
    <section>
      <h2>{t('officers.settings.rules')}</h2>
      <ul className="rules">
        <li>
          {t('officers.settings.rule-password', {
            length: rules.passwordLength,
            kinds: rules.passwordKinds,
            kept: rules.passwordsKept,
          })}
        </li>
        <li>{t('officers.settings.rule-days', { days: rules.passwordDays })}</li>
        <li>{t('officers.settings.rule-lock', { tries: rules.tries, minutes: rules.lockMinutes })}</li>
        <li>{t('officers.settings.rule-idle', { minutes: rules.idleMinutes, hours: rules.longestHours })}</li>
        <li>{t('officers.settings.rule-audit', { months: rules.auditMonths })}</li>
      </ul>
    </section>
  )
}

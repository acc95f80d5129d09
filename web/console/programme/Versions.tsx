/** Every version there was, the newest first: when it ran, who put it in and who ended it. */
import { dayText } from '../case/when.ts'
import { useSpeech } from '../texts.ts'
import type { SchemeLine } from './queries.ts'
import { useDays } from './SchemeCard.tsx'

const marks = { running: '●', coming: '◐', ended: '■', withdrawn: '■' } as const

export function Versions({ of }: { of: readonly SchemeLine[] }) {
  const { t, language } = useSpeech()
  const days = useDays()
  const who = (name: string | null) => name ?? t('programme.blanks.operator')
  return (
    <section className="scheme" aria-labelledby="versions">
      <h2 id="versions">{t('programme.history')}</h2>
      <ul className="versions">
        {of.map((one) => (
          <li key={`${one.code}/${one.version}`}>
            <span>
              {marks[one.state]} {t(`programme.state.${one.state}`)} · <b>{one.title}</b> ·{' '}
              {t('programme.version', { n: one.version })}
            </span>
            <span className="muted">{days(one)}</span>
            <span className="muted">
              {t('programme.history.applied', { day: dayText(language, one.appliedAt), who: who(one.appliedBy) })}
              {one.endedAt &&
                ` · ${t('programme.history.ended', { day: dayText(language, one.endedAt), who: who(one.endedBy) })}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The steps as one thread, oldest first. What stays inside the desk stands on a tinted ground and says so. */
import type { CaseEvent, CaseView } from '../api.ts'
import { useFresh } from '../live/fresh.ts'
import { useName, useSpeech } from '../texts.ts'
import { useEventWords } from './event-words.ts'
import { Media } from './Media.tsx'
import { timeText } from './when.ts'

export function Thread({ c }: { c: CaseView }) {
  const shown = c.events.filter((e) => e.type !== 'register')
  const { t } = useSpeech()
  if (!shown.length) return <p className="case-muted">{t('case.no-steps')}</p>
  return (
    <ol className="case-thread">
      {shown.map((e) => (
        <Step key={e.seq} event={e} />
      ))}
    </ol>
  )
}

export function Step({ event }: { event: CaseEvent }) {
  const { t, language } = useSpeech()
  const { line, facts, words } = useEventWords()
  const name = useName()
  const org = name(event.actor.org)
  const { member, standsInFor, kind } = event.actor
  const by = member?.name ?? t(`case.actor.${kind}`)
  const who = standsInFor ? t('standin.acted-for', { who: by, absent: standsInFor.name }) : by
  const inside = event.audience === 'desk'
  const said = words(event)
  const fresh = useFresh(event)
  return (
    <li
      className={['case-step', inside && 'case-inside', fresh && 'case-step-fresh'].filter(Boolean).join(' ')}
      data-type={event.type}
    >
      <p className="case-step-head">
        <strong>{line(event)}</strong>
        {fresh && <span className="case-fresh-mark">{t('live.fresh-mark')}</span>}
        {inside && <span className="case-inside-mark">{t('case.inside')}</span>}
        <time dateTime={event.at}>{timeText(language, event.at)}</time>
      </p>
      <p className="case-muted">{[who, org].filter(Boolean).join(' · ')}</p>
      {facts(event).length > 0 && (
        <ul className="case-facts-line">
          {facts(event).map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      )}
      {said.map(({ field, label, text }) => (
        <p key={field} className="case-said">
          {(said.length > 1 || field === 'title') && <span className="case-muted">{label}</span>}
          {text}
          {event.redacted.includes(field) && <span className="case-muted"> {t('redact.hidden-here')}</span>}
        </p>
      ))}
      <Media files={event.files} />
    </li>
  )
}

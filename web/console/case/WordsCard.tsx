/** The resident's own words, verbatim and for ever, with how they reached us. */
import type { CaseView } from '../api.ts'
import { useScheme } from '../parts/useScheme.ts'
import { useSpeech } from '../texts.ts'
import { Media } from './Media.tsx'
import { dayText, timeText } from './when.ts'

export function WordsCard({ c }: { c: CaseView }) {
  const { t, language } = useSpeech()
  const { word } = useScheme()
  const register = c.events.find((e) => e.type === 'register')
  const place = register?.texts.place ?? c.place
  const heard = register?.data.heardAt
  return (
    <section className="case-words" aria-labelledby="case-words">
      <h2 id="case-words">{t('case.words')}</h2>
      <blockquote>{c.words}</blockquote>
      {register?.redacted.includes('words') && <p className="case-muted">{t('redact.hidden-here')}</p>}
      {place && (
        <p className="case-words-place">
          <span>{t('case.place')}</span> {place}
        </p>
      )}
      <Media files={register?.files ?? []} />
      <p className="case-muted">
        {t('case.came-by', { channel: word('channels', c.channel), at: timeText(language, c.registeredAt) })}
        {c.registrar && ` · ${t('case.written-by', { name: c.registrar.name })}`}
        {typeof heard === 'string' && ` · ${t('case.heard-on', { day: dayText(language, heard) })}`}
        {` · ${c.contact ? t('case.consent-is', { consent: t(`words.consent.${c.contact.consent}`) }) : t('case.no-contact')}`}
      </p>
    </section>
  )
}

/** Whether the resident agreed, and what of this request others can read now. */
import type { CaseView } from '../../api.ts'
import { useSpeech } from '../../texts.ts'
import { dayText } from '../when.ts'

export function PublishedCard({ c }: { c: CaseView }) {
  const { t, language } = useSpeech()
  const { allowed, published } = c.publishing
  // before there is an answer nobody has been asked
  if (c.state !== 'closed' && !allowed) return null
  return (
    <section className="case-published">
      <h3>{t('redact.card.title')}</h3>
      {!published && <p>{t(allowed ? 'redact.card.allowed' : 'redact.card.none')}</p>}
      {published && (
        <>
          <p className="case-muted">
            {t('redact.card.at', { day: dayText(language, published.at), name: published.by.name })}
          </p>
          <p className="case-said">{published.question}</p>
          <p className="case-said">{published.answer}</p>
          {published.files.length > 0 && (
            <p className="case-muted">{t('redact.card.photos', { n: published.files.length })}</p>
          )}
        </>
      )}
    </section>
  )
}

/** The clock in words with its bar, who has it in hand, who answers for it, and where it happened. */
import type { CaseView } from '../api.ts'
import { Clock } from '../parts/Clock.tsx'
import { useName, useSpeech } from '../texts.ts'
import { Row, Rows } from './Rows.tsx'
import { dayText } from './when.ts'

export function CaseWhere({ c }: { c: CaseView }) {
  const { t, language } = useSpeech()
  const name = useName()
  return (
    <section>
      <h3>{t('case.where')}</h3>
      <div className="case-clock">
        {c.clock && c.binds !== 'statute' && <span className="case-muted">{t(`words.clock.${c.clock}`)}</span>}
        <Clock of={c} />
        {c.dueAt && c.statutory && (
          <span className="case-muted">
            {t('petition.both', {
              scheme: dayText(language, c.dueAt),
              statute: dayText(language, c.statutory.dueAt),
            })}
          </span>
        )}
        {c.dueProvisional && <span className="case-muted">{t('case.provisional')}</span>}
      </div>
      <Rows>
        <Row label={t('case.holder')}>{name(c.holder)}</Row>
        <Row label={t('case.person')}>{c.holderMember?.name}</Row>
        <Row label={t('case.lead')}>{name(c.lead)}</Row>
        <Row label={t('case.standard')}>{c.standard}</Row>
        <Row label={t('case.asked')}>{c.askedUntil && dayText(language, c.askedUntil)}</Row>
        <Row label={t('case.village')}>{name(c.village)}</Row>
        <Row label={t('case.place')}>{c.place}</Row>
      </Rows>
    </section>
  )
}

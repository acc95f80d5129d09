/** Who has it in hand, who answers for it, and where it happened. */
import type { CaseView } from '../api.ts'
import { useName, useSpeech } from '../texts.ts'
import { Row, Rows } from './Rows.tsx'
import { dayText } from './when.ts'

export function CaseWhere({ c }: { c: CaseView }) {
  const { t, language } = useSpeech()
  const name = useName()
  return (
    <section>
      <h3>{t('case.where')}</h3>
      <Rows>
        <Row label={t('case.holder')}>{name(c.holder)}</Row>
        <Row label={t('case.person')}>{c.holderMember?.name}</Row>
        <Row label={t('case.lead')}>{name(c.lead)}</Row>
        <Row label={t('case.standard')}>{c.standard}</Row>
        <Row label={t('case.asked')}>
          {c.state !== 'extension-asked' && c.askedUntil && dayText(language, c.askedUntil)}
        </Row>
        <Row label={t('case.village')}>{name(c.village)}</Row>
        <Row label={t('case.place')}>{c.place}</Row>
      </Rows>
    </section>
  )
}

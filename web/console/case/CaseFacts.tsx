/** How it was sorted, and what has been counted. */
import type { CaseView } from '../api.ts'
import { useScheme } from '../parts/useScheme.ts'
import { useT } from '../texts.ts'
import { Row, Rows } from './Rows.tsx'

export function CaseFacts({ c }: { c: CaseView }) {
  const t = useT()
  const { word } = useScheme()
  const times = (n: number) => n > 0 && t(n === 1 ? 'case.once' : 'case.times', { n })
  return (
    <section>
      <h3>{t('case.facts')}</h3>
      <Rows>
        <Row label={t('case.category')}>{word('categories', c.category) || t('case.unsorted')}</Row>
        <Row label={t('case.nature')}>{word('natures', c.nature)}</Row>
        <Row label={t('case.urgency')}>{t(`words.urgency.${c.urgency}`)}</Row>
        <Row label={t('case.extent')}>{c.extent && t(`words.extent.${c.extent}`)}</Row>
        <Row label={t('case.level')}>{c.holder && word('levels', c.level)}</Row>
        <Row label={t('case.outcome')}>{c.outcome && t(`words.outcome.${c.outcome}`)}</Row>
        <Row label={t('case.satisfied')}>{c.satisfied && t(`words.grade.${c.satisfied}`)}</Row>
        <Row label={t('case.sent-back')}>{times(c.sentBack)}</Row>
        <Row label={t('case.reopened')}>{times(c.reopened)}</Row>
        <Row label={t('case.extended')}>{times(c.extended)}</Row>
        <Row label={t('case.calls')}>{times(c.calls)}</Row>
      </Rows>
    </section>
  )
}

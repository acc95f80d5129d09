/** The written opinion: the fields of article 32, the way to review, and the paper as it will read. */
import { Form } from 'antd'
import { measures, opinionOutcomes } from '../../../../src/cases/vocabulary.ts'
import { useName, useT } from '../../texts.ts'
import type { Action } from '../actions.ts'
import { Chips } from '../fields/Chips.tsx'
import { Field } from '../fields/Field.tsx'
import { Words } from '../fields/Words.tsx'
import type { FieldsProps } from '../forms/form.ts'
import { Ticks } from './Ticks.tsx'

const stageOf: Partial<Record<Action, string>> = { answerReview: 'review', answerReReview: 're-review' }
const parts = ['request', 'facts', 'opinion', 'outcome', 'review'] as const

export function OpinionFields({ c, action }: FieldsProps) {
  const t = useT()
  return (
    <>
      <Words name="request" label={t('petition.field.request')} reader="resident" max={2000} rows={2} />
      <Words name="facts" label={t('petition.field.facts')} reader="resident" max={10_000} rows={5} />
      <Words
        name="opinion"
        label={t('petition.field.opinion')}
        help={t('petition.field.opinion-help')}
        reader="resident"
        max={10_000}
        rows={5}
      />
      <Field name="outcome" label={t('petition.field.outcome')} reader="resident">
        <Chips
          label={t('petition.field.outcome')}
          choices={opinionOutcomes.map((value) => ({ value, label: t(`petition.outcome.${value}`) }))}
        />
      </Field>
      <Words name="review" label={t('petition.field.review')} reader="resident" max={500} rows={2} />
      <Field name="measures" label={t('petition.measure')} help={t('petition.measure-help')}>
        <Ticks choices={measures.map((value) => ({ value, label: t(`petition.measure.${value}`) }))} />
      </Field>
      <Paper c={c} action={action} />
    </>
  )
}

/** As it will be printed, while it is written. */
function Paper({ c, action }: FieldsProps) {
  const t = useT()
  const name = useName()
  const values = (Form.useWatch([], Form.useFormInstance()) ?? {}) as Record<string, string | undefined>
  const stage = stageOf[action] ?? 'opinion'
  const text = (part: (typeof parts)[number]) =>
    part === 'outcome' ? values.outcome && t(`petition.outcome-is.${values.outcome}`) : values[part]
  return (
    <section className="preview opinion-paper" aria-label={t('petition.preview.opinion')}>
      <h4>{t(`petition.paper.title.${stage}`)}</h4>
      <p className="case-muted">
        {t('petition.paper.numbers', { number: c.number, external: c.petition?.number ?? '—' })}
      </p>
      {parts.map((part) => (
        <div key={part}>
          <h5>{t(`petition.paper.part.${part}`)}</h5>
          <p className="case-said">{text(part) || '……'}</p>
        </div>
      ))}
      <p className="opinion-end">{name(c.holder)}</p>
    </section>
  )
}

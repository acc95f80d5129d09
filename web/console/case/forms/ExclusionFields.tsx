/** Leaving a case out of figures: which, on what ground, why; and the decision, under what was asked. */
import { Checkbox } from 'antd'
import { rates } from '../../../../src/cases/vocabulary.ts'
import { useScheme } from '../../parts/useScheme.ts'
import { useSpeech } from '../../texts.ts'
import { Chips } from '../fields/Chips.tsx'
import { Field } from '../fields/Field.tsx'
import { Words } from '../fields/Words.tsx'
import type { FieldsProps } from './form.ts'

export function AskExclusionFields() {
  const { t } = useSpeech()
  const grounds = useScheme().options('exclusions')
  return (
    <>
      <Field name="rates" label={t('figures.exclusion.rates')}>
        <Checkbox.Group options={rates.map((value) => ({ value, label: t(`figures.name.${value}`) }))} />
      </Field>
      <Field name="ground" label={t('figures.exclusion.ground')}>
        <Chips choices={grounds} label={t('figures.exclusion.ground')} tall />
      </Field>
      <Words name="note" label={t('figures.exclusion.note')} help={t('figures.exclusion.note-help')} reader="desk" />
    </>
  )
}

export function DecideExclusionFields({ c }: FieldsProps) {
  const { t } = useSpeech()
  const { word } = useScheme()
  const asked = [...c.events].reverse().find((e) => e.type === 'askExclusion')
  const which = Array.isArray(asked?.data.rates)
    ? asked.data.rates.map((rate) => t(`figures.name.${rate as string}`))
    : []
  return (
    <>
      {asked && (
        <blockquote className="form-quote">
          {which.join(t('case.list-comma'))} · {word('exclusions', String(asked.data.ground))}
          <br />
          {asked.texts.note}
        </blockquote>
      )}
      <Field name="decision" label={t('figures.exclusion.decision')}>
        <Chips
          label={t('figures.exclusion.decision')}
          choices={(['approved', 'refused'] as const).map((value) => ({
            value,
            label: t(`figures.decision.${value}`),
          }))}
        />
      </Field>
      <Words name="reason" label={t('figures.exclusion.reason')} reader="desk" />
    </>
  )
}

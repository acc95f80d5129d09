/** More time by the statute, and the days of a hearing, which are not counted. */
import { useSpeech } from '../../texts.ts'
import { Day } from '../fields/Day.tsx'
import { Field } from '../fields/Field.tsx'
import { Words } from '../fields/Words.tsx'
import type { FieldsProps } from '../forms/form.ts'
import { dayAhead, dayText } from '../when.ts'

/** Thirty days beyond the sixty; the server knows which of them are days off. */
export const extensionDays = 30

export function PetitionExtensionFields({ c }: FieldsProps) {
  const { t, language } = useSpeech()
  const due = c.handled?.clocks.find((k) => k.clock === 'conclude')?.dueAt
  const help = due && t('petition.field.until-help', { day: dayText(language, dayAhead(extensionDays, due)) })
  return (
    <>
      <Field name="until" label={t('petition.field.until')} help={help}>
        <Day {...(due && { min: dayAhead(1, due) })} />
      </Field>
      <Words name="reason" label={t('petition.field.extension-reason')} reader="desk" />
    </>
  )
}

export function HearingFields() {
  const { t } = useSpeech()
  return (
    <>
      <Field name="from" label={t('petition.field.hearing-from')}>
        <Day max={dayAhead(0)} />
      </Field>
      <Field name="to" label={t('petition.field.hearing-to')}>
        <Day max={dayAhead(0)} />
      </Field>
    </>
  )
}

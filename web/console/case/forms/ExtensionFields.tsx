/** Later than promised: until when, and why, in words the resident reads. */
import { useSpeech } from '../../texts.ts'
import { Day } from '../fields/Day.tsx'
import { Field } from '../fields/Field.tsx'
import { Words } from '../fields/Words.tsx'
import { dayText } from '../when.ts'
import type { FieldsProps } from './form.ts'

export function ExtensionFields({ c }: FieldsProps) {
  const { t, language } = useSpeech()
  return (
    <>
      <Field
        name="until"
        label={t('case.field.until')}
        help={c.dueAt ? t('case.field.until-help', { day: dayText(language, c.dueAt) }) : undefined}
      >
        <Day />
      </Field>
      <Words name="reason" label={t('case.field.reason.askExtension')} reader="resident" />
    </>
  )
}

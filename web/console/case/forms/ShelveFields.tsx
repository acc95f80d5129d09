/** Cannot be solved now: why, and on which day it is looked at again. Never forgotten. */
import { UseTemplate } from '../../templates/UseTemplate.tsx'
import { useT } from '../../texts.ts'
import { Day } from '../fields/Day.tsx'
import { Field } from '../fields/Field.tsx'
import { Words } from '../fields/Words.tsx'
import { dayAhead } from '../when.ts'
import type { FieldsProps } from './form.ts'

export function ShelveFields({ c, action }: FieldsProps) {
  const t = useT()
  return (
    <>
      <UseTemplate c={c} action={action} field="reason" />
      <Words
        name="reason"
        label={t('case.field.reason.shelve')}
        help={t('case.field.reason-help.shelve')}
        reader="resident"
      />
      <Field name="reviewDay" label={t('case.field.review')} help={t('case.field.review-help')}>
        <Day ahead={[30, 90, 180]} min={dayAhead(1)} />
      </Field>
    </>
  )
}

/** Cannot be solved now: why, and on which day it is looked at again. Never forgotten. */
import { useT } from '../../texts.ts'
import { Day } from '../fields/Day.tsx'
import { Field } from '../fields/Field.tsx'
import { Words } from '../fields/Words.tsx'
import { dayAhead } from '../when.ts'

export function ShelveFields() {
  const t = useT()
  return (
    <>
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

/** A call-back: when it was made and to which number, beside what the resident said. */
import { Input } from 'antd'
import { useT } from '../../texts.ts'
import { Field } from '../fields/Field.tsx'
import { Words } from '../fields/Words.tsx'
import { instantOf, minuteNow } from '../when.ts'
import { ConfirmFields } from './ConfirmFields.tsx'
import { DisputeFields } from './DisputeFields.tsx'
import { plain, type Values } from './form.ts'

/** The minute as it is on the clock here, as the instant the step asks for. */
export const called = (values: Values) => ({
  ...plain(values),
  calledAt: instantOf(values.calledAt as string),
})

function Call() {
  const t = useT()
  return (
    <>
      <Field name="calledAt" label={t('case.field.called-at')}>
        <Input type="datetime-local" max={minuteNow()} className="called-at" />
      </Field>
      <Field name="numberTail" label={t('case.field.number-tail')}>
        <Input inputMode="numeric" maxLength={4} />
      </Field>
    </>
  )
}

export const CalledConfirmFields = () => (
  <>
    <Call />
    <ConfirmFields />
  </>
)
export const CalledDisputeFields = () => (
  <>
    <Call />
    <DisputeFields />
  </>
)
export function CallNoteFields() {
  const t = useT()
  return (
    <>
      <Call />
      <Words name="words" label={t('case.field.call')} help={t('case.field.call-help')} optional reader="desk" />
    </>
  )
}

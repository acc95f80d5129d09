/** A call-back: when it was made and to which number, beside what the resident said. */
import { DatePicker, Input } from 'antd'
import dayjs from 'dayjs'
import { useT } from '../../texts.ts'
import { Field } from '../fields/Field.tsx'
import { Words } from '../fields/Words.tsx'
import { ConfirmFields } from './ConfirmFields.tsx'
import { DisputeFields } from './DisputeFields.tsx'
import { plain, type Values } from './form.ts'

/** The picker's moment as the instant the step asks for. */
export const called = (values: Values) => ({
  ...plain(values),
  calledAt: dayjs(values.calledAt as string).toISOString(),
})

function Call() {
  const t = useT()
  return (
    <>
      <Field name="calledAt" label={t('case.field.called-at')}>
        <Moment />
      </Field>
      <Field name="numberTail" label={t('case.field.number-tail')}>
        <Input inputMode="numeric" maxLength={4} />
      </Field>
    </>
  )
}

type Picked = { value?: string; onChange?: (value: string | undefined) => void; id?: string }
const Moment = ({ value, onChange, id }: Picked) => (
  <DatePicker
    {...(id && { id })}
    showTime={{ format: 'HH:mm' }}
    format="YYYY-MM-DD HH:mm"
    value={value ? dayjs(value) : null}
    onChange={(at) => onChange?.(at?.toISOString())}
    allowClear={false}
  />
)

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

/** Passed on to another authority: which, how to reach it, and why. */
import { Input } from 'antd'
import { useT } from '../../texts.ts'
import { Field } from '../fields/Field.tsx'
import { Words } from '../fields/Words.tsx'

export function PassOnFields() {
  const t = useT()
  return (
    <>
      <Field name="authority" label={t('case.field.authority')} reader="resident">
        <Input maxLength={60} />
      </Field>
      <Field name="phone" label={t('case.field.authority-phone')} optional>
        <Input maxLength={25} inputMode="tel" />
      </Field>
      <Words name="explanation" label={t('case.text.explanation')} reader="resident" />
    </>
  )
}

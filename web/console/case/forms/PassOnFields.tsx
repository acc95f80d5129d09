/** Passed on to another authority: which, how to reach it, and why. */
import { Input } from 'antd'
import { UseTemplate } from '../../templates/UseTemplate.tsx'
import { useT } from '../../texts.ts'
import { Field } from '../fields/Field.tsx'
import { Words } from '../fields/Words.tsx'
import type { FieldsProps } from './form.ts'

export function PassOnFields({ c, action }: FieldsProps) {
  const t = useT()
  return (
    <>
      <Field name="authority" label={t('case.field.authority')} reader="resident">
        <Input maxLength={60} />
      </Field>
      <Field name="phone" label={t('case.field.authority-phone')} optional>
        <Input maxLength={25} inputMode="tel" />
      </Field>
      <UseTemplate c={c} action={action} field="explanation" />
      <Words name="explanation" label={t('case.text.explanation')} reader="resident" />
    </>
  )
}

/** A question to the resident, read as written; the clock stands still until it is answered. */
import { UseTemplate } from '../../templates/UseTemplate.tsx'
import { useT } from '../../texts.ts'
import { Words } from '../fields/Words.tsx'
import type { FieldsProps } from './form.ts'

export function AskFields({ c, action }: FieldsProps) {
  const t = useT()
  return (
    <>
      <UseTemplate c={c} action={action} field="question" />
      <Words name="question" label={t('case.field.question')} help={t('case.field.question-help')} reader="resident" />
    </>
  )
}

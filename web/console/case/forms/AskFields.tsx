/** A question to the resident, read as written; the clock stands still until it is answered. */
import { useT } from '../../texts.ts'
import { Words } from '../fields/Words.tsx'

export function AskFields() {
  const t = useT()
  return (
    <Words name="question" label={t('case.field.question')} help={t('case.field.question-help')} reader="resident" />
  )
}

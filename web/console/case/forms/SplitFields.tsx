/** Two problems in one request: the words of the new one, and what stays here. The original stays as it was said. */
import { useT } from '../../texts.ts'
import { Words } from '../fields/Words.tsx'
import type { FieldsProps } from './form.ts'

export function SplitFields({ c }: FieldsProps) {
  const t = useT()
  return (
    <>
      <blockquote className="form-quote">{c.words}</blockquote>
      <Words
        name="words"
        label={t('case.field.split-words')}
        help={t('case.field.split-words-help')}
        reader="resident"
        max={4000}
      />
      <Words
        name="keeps"
        label={t('case.field.split-keeps')}
        help={t('case.field.split-keeps-help')}
        reader="resident"
        max={4000}
      />
    </>
  )
}

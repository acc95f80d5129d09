/** First contact with the resident: how it was made, and what was said. */
import { contactWays } from '../../../../src/cases/vocabulary.ts'
import { useT } from '../../texts.ts'
import { Chips } from '../fields/Chips.tsx'
import { Field } from '../fields/Field.tsx'
import { Words } from '../fields/Words.tsx'

export function ContactFields() {
  const t = useT()
  return (
    <>
      <Field name="by" label={t('case.field.by')}>
        <Chips
          label={t('case.field.by')}
          choices={contactWays.map((value) => ({ value, label: t(`case.by.${value}`) }))}
        />
      </Field>
      <Words name="words" label={t('case.field.words.contact')} optional reader="desk" max={2000} />
    </>
  )
}

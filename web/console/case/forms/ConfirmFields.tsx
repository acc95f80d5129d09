/** The resident said on the phone: settled. Their grade, their words. */
import { grades } from '../../../../src/cases/vocabulary.ts'
import { useT } from '../../texts.ts'
import { Chips } from '../fields/Chips.tsx'
import { Field } from '../fields/Field.tsx'
import { Words } from '../fields/Words.tsx'

export function ConfirmFields() {
  const t = useT()
  return (
    <>
      <Field name="satisfied" label={t('case.field.satisfied')} help={t('case.field.satisfied-help')}>
        <Chips
          label={t('case.field.satisfied')}
          choices={grades.map((value) => ({ value, label: t(`words.grade.${value}`) }))}
        />
      </Field>
      <Words name="why" label={t('case.field.why')} help={t('case.field.why-help')} optional reader="desk" />
    </>
  )
}

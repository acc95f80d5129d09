/** The resident said on the phone: not settled, or only partly. It is opened again one level up. */
import { grades } from '../../../../src/cases/vocabulary.ts'
import { useT } from '../../texts.ts'
import { Chips } from '../fields/Chips.tsx'
import { Field } from '../fields/Field.tsx'
import { Words } from '../fields/Words.tsx'

export function DisputeFields() {
  const t = useT()
  return (
    <>
      <Field name="resolved" label={t('case.field.resolved')}>
        <Chips
          label={t('case.field.resolved')}
          choices={['partly', 'no'].map((value) => ({ value, label: t(`words.resolved.${value}`) }))}
        />
      </Field>
      <Field name="satisfied" label={t('case.field.satisfied')} optional>
        <Chips
          label={t('case.field.satisfied')}
          choices={grades.map((value) => ({ value, label: t(`words.grade.${value}`) }))}
        />
      </Field>
      <Words name="why" label={t('case.field.why')} help={t('case.field.why-help')} optional reader="desk" />
    </>
  )
}

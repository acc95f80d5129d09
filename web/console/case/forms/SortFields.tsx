/** What kind of matter it is: for the desk's own lists. Residents never choose it and never see it. */
import { Input } from 'antd'
import { useScheme } from '../../parts/useScheme.ts'
import { useT } from '../../texts.ts'
import { Chips } from '../fields/Chips.tsx'
import { Field } from '../fields/Field.tsx'

export function SortFields() {
  const t = useT()
  const { options } = useScheme()
  return (
    <>
      <Field name="category" label={t('case.category')}>
        <Chips choices={options('categories')} label={t('case.category')} />
      </Field>
      <Field name="nature" label={t('case.nature')}>
        <Chips choices={options('natures')} label={t('case.nature')} />
      </Field>
      <Field name="urgency" label={t('case.urgency')} help={t('case.urgency-help')}>
        <Chips
          label={t('case.urgency')}
          choices={['ordinary', 'urgent'].map((value) => ({ value, label: t(`words.urgency.${value}`) }))}
        />
      </Field>
      <Field name="extent" label={t('case.extent')} help={t('case.extent-help')}>
        <Chips
          label={t('case.extent')}
          choices={['individual', 'common'].map((value) => ({ value, label: t(`words.extent.${value}`) }))}
        />
      </Field>
      <Field name="title" label={t('case.title')} help={t('case.title-help')} optional>
        <Input maxLength={60} />
      </Field>
    </>
  )
}

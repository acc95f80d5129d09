/** Kind before road: which of the three, then which road that kind may take. */
import { Form, Input } from 'antd'
import { petitionKinds, roadsOf } from '../../../../src/cases/vocabulary.ts'
import { useT } from '../../texts.ts'
import { Chips } from '../fields/Chips.tsx'
import { Field } from '../fields/Field.tsx'
import type { FieldsProps } from '../forms/form.ts'

export function PetitionKindFields() {
  const t = useT()
  return (
    <Field name="kind" label={t('petition.kind')}>
      <Chips
        tall
        label={t('petition.kind')}
        choices={petitionKinds.map((value) => ({
          value,
          label: t(`petition.kind.${value}`),
          hint: t(`petition.kind-hint.${value}`),
        }))}
      />
    </Field>
  )
}

export function PetitionRoadFields({ c }: FieldsProps) {
  const t = useT()
  const road = Form.useWatch<string | undefined>('road', Form.useFormInstance())
  const kind = c.handled?.kind
  return (
    <>
      <Field name="road" label={t('petition.road')}>
        <Chips
          tall
          label={t('petition.road')}
          choices={(kind ? roadsOf[kind] : []).map((value) => ({
            value,
            label: t(`petition.road.${value}`),
            ...(value === 'investigation' && { hint: t('petition.road-hint.investigation') }),
          }))}
        />
      </Field>
      {road && road !== 'investigation' && (
        <Field name="where" label={t('petition.where')} help={t('petition.where-help')} optional reader="resident">
          <Input maxLength={60} />
        </Field>
      )}
    </>
  )
}

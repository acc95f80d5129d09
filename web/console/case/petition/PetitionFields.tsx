/** Handled as a petition: when it came, from how many, for the first time or again, and its number in the state system. */
import { Input, InputNumber } from 'antd'
import { useT } from '../../texts.ts'
import { Chips } from '../fields/Chips.tsx'
import { Day } from '../fields/Day.tsx'
import { Field } from '../fields/Field.tsx'
import { plain, type Values } from '../forms/form.ts'
import { dayAhead } from '../when.ts'
import { Tick } from './Ticks.tsx'

export const petitionInput = ({ visit, address, ...values }: Values) => ({
  ...plain(values),
  repeat: visit === 'repeat',
  addressKnown: address === 'known',
})

export function PetitionFields() {
  const t = useT()
  return (
    <>
      <Field name="receivedOn" label={t('petition.field.received')} help={t('petition.field.received-help')}>
        <Day max={dayAhead(0)} />
      </Field>
      <Field name="visit" label={t('petition.visit')}>
        <Chips
          label={t('petition.visit')}
          choices={['first', 'repeat'].map((value) => ({ value, label: t(`petition.visit.${value}`) }))}
        />
      </Field>
      <Field name="persons" label={t('petition.persons')} help={t('petition.field.persons-help')}>
        <InputNumber min={1} max={9999} precision={0} />
      </Field>
      <Field name="representatives" label={t('petition.representatives')} optional>
        <InputNumber min={1} max={5} precision={0} />
      </Field>
      <Field name="address" label={t('petition.address')}>
        <Chips
          label={t('petition.address')}
          choices={['known', 'unknown'].map((value) => ({ value, label: t(`petition.address.${value}`) }))}
        />
      </Field>
      <Field name="externalNumber" label={t('petition.number')} help={t('petition.field.number-help')} optional>
        <Input maxLength={40} />
      </Field>
      <Tick name="grave" label={t('petition.field.grave')} />
    </>
  )
}

/** The number alone, when the state system has given one. */
export function PetitionNumberFields() {
  const t = useT()
  return (
    <Field name="externalNumber" label={t('petition.number')}>
      <Input maxLength={40} />
    </Field>
  )
}

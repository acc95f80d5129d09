/** One field of a declared form: its name, its hint and the control its type asks for. */
import { Form, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { Chips } from '../case/fields/Chips.tsx'
import { useSpeech } from '../texts.ts'
import { Photos } from './Photos.tsx'
import { HouseholdPick, MemberPick, OrgPick, PlacePick, type Refs } from './pickers.tsx'
import type { RecordField } from './queries.ts'

/** What a form knows beside its fields: the unit it is for, the village its household is of, what chosen ids are called. */
export type Around = { org: string | undefined; village: string | undefined; refs: Refs }
type Props = { field: RecordField; around: Around }

export function FieldInput({ field, around }: Props) {
  const { t, language } = useSpeech()
  const label = field.name[language]
  return (
    <Form.Item
      name={['fields', field.code]}
      required={field.required}
      rules={field.required ? [{ required: true, message: t('case.needed') }] : []}
      label={
        <FieldLabel
          name={field.unit ? t('records.with-unit', { name: label, unit: field.unit[language] }) : label}
          hint={field.hint?.[language]}
          optional={!field.required}
          open={field.residentsRead}
        />
      }
    >
      {controlOf(field, label, around, t, language)}
    </Form.Item>
  )
}

export function FieldLabel({
  name,
  hint,
  optional,
  open,
}: {
  name: string
  hint?: string | undefined
  optional?: boolean
  open?: boolean
}) {
  const { t } = useSpeech()
  return (
    <span className="field-label">
      {name}
      {open && <span className="read-by read-by-resident">{t('records.residents-read')}</span>}
      {optional && <span className="case-muted">{t('case.optional')}</span>}
      {hint && <small>{hint}</small>}
    </span>
  )
}

type Speech = ReturnType<typeof useSpeech>
function controlOf(
  field: RecordField,
  label: string,
  { org, village, refs }: Around,
  t: Speech['t'],
  language: Speech['language'],
): ReactNode {
  const { of, min, max } = field
  const bounds = { ...(min !== null && { min }), ...(max !== null && { max }) }
  switch (field.type) {
    case 'words':
      return <Input.TextArea autoSize={{ minRows: 3, maxRows: 16 }} maxLength={max ?? 5000} />
    case 'number':
      return <InputNumber {...bounds} inputMode="decimal" className="record-number" />
    case 'money':
      return <InputNumber min={min ?? 0} {...bounds} precision={2} inputMode="decimal" className="record-number" />
    case 'date':
      return <Input type="date" className="record-day" />
    case 'yesno':
      return <YesNo label={label} />
    case 'choice': {
      const choices = field.options.map((o) => ({ value: o.value, label: o.name[language] }))
      return choices.length > 6 ? (
        <Select
          options={choices}
          showSearch={{ optionFilterProp: 'label' }}
          allowClear
          placeholder={t('case.choose')}
        />
      ) : (
        <Chips choices={choices} label={label} />
      )
    }
    case 'member':
    case 'members':
      return <MemberPick of={of} label={label} near={org} refs={refs} many={field.type === 'members'} />
    case 'org':
      return <OrgPick of={of} label={label} />
    case 'place':
      return <PlacePick of={of} label={label} />
    case 'household':
      return <HouseholdPick label={label} village={village} />
    case 'files':
      return <Photos />
    default:
      return <Input maxLength={max ?? 300} />
  }
}

function YesNo({
  value,
  onChange,
  id,
  label,
}: {
  value?: boolean
  onChange?: (v: boolean) => void
  id?: string
  label: string
}) {
  const { t } = useSpeech()
  return (
    <Chips
      {...(id && { id })}
      label={label}
      {...(value !== undefined && { value: value ? 'yes' : 'no' })}
      onChange={(v) => onChange?.(v === 'yes')}
      choices={[
        { value: 'yes', label: t('records.yes') },
        { value: 'no', label: t('records.no') },
      ]}
    />
  )
}

/** To which department, with whom, by when, to which standard. */
import { Form, Select } from 'antd'
import { useMembers } from '../../queries.ts'
import { useT } from '../../texts.ts'
import { Day } from '../fields/Day.tsx'
import { Field } from '../fields/Field.tsx'
import { Person } from '../fields/People.tsx'
import { Words } from '../fields/Words.tsx'
import { useDepartments } from '../known.ts'
import { dayAhead } from '../when.ts'
import type { FieldsProps } from './form.ts'

export function DispatchFields({ c }: FieldsProps) {
  const t = useT()
  const form = Form.useFormInstance()
  const departmentId = Form.useWatch<string | undefined>('departmentId', form)
  const { data: members = [] } = useMembers(departmentId)
  const departments = useDepartments(c.holder?.id)
  return (
    <>
      <Field name="departmentId" label={t('case.field.department')}>
        <Select
          options={departments}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('case.choose')}
          onChange={() => form.setFieldValue('responsibleId', undefined)}
        />
      </Field>
      <Field name="responsibleId" label={t('case.field.responsible')} help={t('case.field.responsible-help')} optional>
        <Person
          members={departmentId ? members.filter((m) => m.orgId === departmentId) : []}
          placeholder={t(departmentId ? 'case.choose' : 'case.choose-department-first')}
        />
      </Field>
      <Field name="dueDay" label={t('case.field.due')} help={t('case.field.due-help')}>
        <Day ahead={[3, 7, 14, 30]} min={dayAhead(0)} />
      </Field>
      <Words name="standard" label={t('case.field.standard')} help={t('case.field.standard-help')} reader="desk" />
    </>
  )
}

/** One person of the org that has it in hand. */
import { useMembers } from '../../queries.ts'
import { useName, useT } from '../../texts.ts'
import { Field } from '../fields/Field.tsx'
import { Person } from '../fields/People.tsx'
import type { FieldsProps } from './form.ts'

export function AssignFields({ c }: FieldsProps) {
  const t = useT()
  const name = useName()
  const { data: members = [] } = useMembers(c.holder?.id)
  return (
    <Field name="memberId" label={t('case.field.member', { org: name(c.holder) })}>
      <Person members={members.filter((m) => m.orgId === c.holder?.id)} placeholder={t('case.choose')} />
    </Field>
  )
}

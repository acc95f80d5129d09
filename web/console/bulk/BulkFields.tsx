/** What a step on many asks for, once for all of them. */
import { Input } from 'antd'
import type { BulkAction } from '../../../src/cases/bulk-actions.ts'
import { Field } from '../case/fields/Field.tsx'
import { Person } from '../case/fields/People.tsx'
import { Words } from '../case/fields/Words.tsx'
import { SortFields } from '../case/forms/SortFields.tsx'
import { useMe, useMembers } from '../queries.ts'
import { useT } from '../texts.ts'

export function BulkFields({ action }: { action: BulkAction }) {
  const t = useT()
  switch (action) {
    case 'supervise':
      return (
        <Words
          name="words"
          label={t('case.field.words.supervise')}
          help={t('case.field.words-help.supervise')}
          reader="desk"
          max={4000}
          rows={4}
        />
      )
    case 'accept':
    case 'sort':
      return <SortFields />
    case 'assign':
      return <Colleague name="memberId" label={t('lists.bulk.member')} help={t('lists.bulk.member-help')} />
    case 'receive':
      return (
        <>
          <Colleague name="responsibleId" label={t('case.field.responsible')} optional />
          <Words name="plan" label={t('case.field.plan')} help={t('case.field.plan-help')} optional reader="resident" />
        </>
      )
    case 'approveExtension':
      return <Words name="note" label={t('case.field.note')} optional reader="desk" />
    case 'link':
      return (
        <Field name="leadNumber" label={t('lists.bulk.lead')} help={t('lists.bulk.lead-help')}>
          <Input placeholder="LX-2611-0427" maxLength={24} />
        </Field>
      )
  }
}

type Props = { name: string; label: string; help?: string; optional?: boolean }
/** People of my own offices: whoever does not stand where a case is held is refused for that row. */
function Colleague({ name, label, help, optional = false }: Props) {
  const t = useT()
  const mine = new Set((useMe().data?.posts ?? []).map((p) => p.org.id))
  const { data: members = [] } = useMembers()
  return (
    <Field name={name} label={label} {...(help && { help })} optional={optional}>
      <Person members={members.filter((m) => mine.has(m.orgId))} placeholder={t('case.choose')} withOrg />
    </Field>
  )
}

/** Taken over: by whom in the department, and what will be done. */
import { useMembers } from '../../queries.ts'
import { useSpeech } from '../../texts.ts'
import { Field } from '../fields/Field.tsx'
import { Person } from '../fields/People.tsx'
import { Words } from '../fields/Words.tsx'
import { dayText } from '../when.ts'
import type { FieldsProps } from './form.ts'

export function ReceiveFields({ c }: FieldsProps) {
  const { t, language } = useSpeech()
  const { data: members = [] } = useMembers(c.holder?.id)
  return (
    <>
      {c.standard && (
        <blockquote className="form-quote">
          {c.askedUntil && <strong>{t('case.by-day', { day: dayText(language, c.askedUntil) })}</strong>}
          <br />
          {c.standard}
        </blockquote>
      )}
      <Field name="responsibleId" label={t('case.field.responsible')} optional>
        <Person members={members.filter((m) => m.orgId === c.holder?.id)} placeholder={t('case.choose')} />
      </Field>
      <Words name="plan" label={t('case.field.plan')} help={t('case.field.plan-help')} optional reader="resident" />
    </>
  )
}

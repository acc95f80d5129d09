/** The answer: what came of it, in plain words, with photos, and as the resident will read it. */
import { Form, Input } from 'antd'
import { Checklist } from '../../templates/Checklist.tsx'
import { UseTemplate } from '../../templates/UseTemplate.tsx'
import { useName, useT } from '../../texts.ts'
import { Chips } from '../fields/Chips.tsx'
import { Field } from '../fields/Field.tsx'
import { Files } from '../fields/Files.tsx'
import { Words } from '../fields/Words.tsx'
import { Preview } from '../Preview.tsx'
import { hardToRead } from '../plain-words.ts'
import { NamesMeant, OthersSee } from '../redact/OthersSee.tsx'
import type { FieldsProps } from './form.ts'

export function AnswerFields({ c, action }: FieldsProps) {
  const t = useT()
  const name = useName()
  const form = Form.useFormInstance()
  const answer = Form.useWatch<string | undefined>('answer', form) ?? ''
  return (
    <>
      {c.standard && <blockquote className="form-quote">{t('case.standard-is', { standard: c.standard })}</blockquote>}
      <Field name="result" label={t('case.field.result')}>
        <Chips
          tall
          label={t('case.field.result')}
          choices={['resolved', 'explained'].map((value) => ({
            value,
            label: t(`words.outcome.${value}`),
            hint: t(`case.result-hint.${value}`),
          }))}
        />
      </Field>
      <Checklist c={c} action={action} />
      <UseTemplate c={c} action={action} field="answer" />
      <Words
        name="answer"
        label={t('case.field.answer')}
        help={t('case.field.answer-help')}
        reader="resident"
        max={4000}
        rows={6}
      />
      <Hints answer={answer} />
      <Field name="files" label={t('case.field.photos')} help={t('case.field.photos-help')} optional>
        <Files roles={['before', 'after', 'evidence']} />
      </Field>
      <Field name="publicNote" label={t('case.field.public-note')} help={t('case.field.public-note-help')} optional>
        <Input maxLength={120} showCount />
      </Field>
      <OthersSee field="publicNote" />
      <NamesMeant name="publicNoteConfirmed" fields={['publicNote']} />
      {answer && (
        <Preview
          lead={t('case.preview.answer', { org: name(c.holder) })}
          words={answer}
          after={t('case.preview.answer-after')}
        />
      )}
    </>
  )
}

/** What would make it easier to read; it may be sent all the same. */
function Hints({ answer }: { answer: string }) {
  const t = useT()
  const { long, worn } = hardToRead(answer)
  if (!long.length && !worn.length) return null
  return (
    <ul className="hints" aria-live="polite">
      {long.map(({ sentence, length }) => (
        <li key={sentence}>{t('case.hint.long', { start: [...sentence].slice(0, 10).join(''), n: length })}</li>
      ))}
      {worn.length > 0 && <li>{t('case.hint.worn', { words: worn.join(t('case.list-comma')) })}</li>}
    </ul>
  )
}

/** The public copy: question and answer masked as suggested, read through and edited by a person, with photos nobody can be known by. */
import { Checkbox, Form, Input } from 'antd'
import { maskPersonal } from '../../../../src/cases/redact/mask.ts'
import { answerWords, lastAnswer } from '../../../../src/cases/vocabulary.ts'
import type { CaseView } from '../../api.ts'
import { useMembers } from '../../queries.ts'
import { useT } from '../../texts.ts'
import { Field } from '../fields/Field.tsx'
import { NamesMeant, OthersSee } from '../redact/OthersSee.tsx'
import { type FieldsProps, plain, type Values } from './form.ts'

type Chosen = { id: string; clean: boolean }

/** The copy as the rules suggest it. */
export function publicCopy(c: CaseView): Values {
  const answer = lastAnswer(c.events)
  const known = c.events.flatMap((e) => e.actor.member?.name ?? [])
  return {
    question: maskPersonal(c.words, known),
    answer: maskPersonal((answer && answerWords(answer.texts)) ?? '', known),
  }
}
export const toPublish = (values: Values) => ({ ...plain(values), photos: values.photos ?? [] })

export function PublishFields({ c }: FieldsProps) {
  const t = useT()
  const { data: members = [] } = useMembers()
  // the office answers, not the person: names of staff are masked wherever they stand
  const known = members.map((m) => m.name)
  return (
    <>
      <Field name="question" label={t('redact.publish.question')} help={t('redact.publish.question-help')}>
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 14 }} maxLength={2000} />
      </Field>
      <OthersSee field="question" known={known} />
      <Field name="answer" label={t('redact.publish.answer')}>
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 14 }} maxLength={4000} />
      </Field>
      <OthersSee field="answer" known={known} />
      <Field name="photos" label={t('redact.publish.photos')} help={t('redact.publish.photos-help')} optional>
        <Photos c={c} />
      </Field>
      <NamesMeant name="namesConfirmed" fields={['question', 'answer']} known={known} />
      <Form.Item
        name="confirmed"
        valuePropName="checked"
        rules={[
          {
            validator: (_, yes) =>
              yes ? Promise.resolve() : Promise.reject(new Error(t('redact.publish.confirm-needed'))),
          },
        ]}
      >
        <Checkbox>{t('redact.publish.confirm')}</Checkbox>
      </Form.Item>
    </>
  )
}

type PhotosProps = { c: CaseView; value?: Chosen[]; onChange?: (photos: Chosen[]) => void; id?: string }
function Photos({ c, value = [], onChange, id }: PhotosProps) {
  const t = useT()
  const photos = c.events.flatMap((e) => e.files).filter((f) => f.kind === 'photo')
  if (!photos.length) return <p className="case-muted">{t('redact.publish.no-photos')}</p>
  // blacked-out copies first: they are what is meant to go out
  const order = [...photos].sort((a, b) => Number(b.role === 'redacted') - Number(a.role === 'redacted'))
  return (
    <ul className="publish-photos" id={id}>
      {order.map((f) => {
        const redacted = f.role === 'redacted'
        const label = t(redacted ? 'redact.publish.redacted' : 'redact.publish.clean')
        return (
          <li key={f.id}>
            <img src={f.thumbUrl ?? f.url} alt={t(`words.role.${f.role ?? 'request'}`)} />
            <Checkbox
              checked={value.some((p) => p.id === f.id)}
              onChange={(e) =>
                onChange?.([
                  ...value.filter((p) => p.id !== f.id),
                  ...(e.target.checked ? [{ id: f.id, clean: !redacted }] : []),
                ])
              }
            >
              {label}
            </Checkbox>
          </li>
        )
      })}
    </ul>
  )
}

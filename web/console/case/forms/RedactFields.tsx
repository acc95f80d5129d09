/** Hiding words in the history: which text, which pieces of it, why. Words can be covered, never reworded. */
import { Form, Select } from 'antd'
import type { CaseView } from '../../api.ts'
import { useT } from '../../texts.ts'
import { useEventWords } from '../event-words.ts'
import { Field } from '../fields/Field.tsx'
import { Words } from '../fields/Words.tsx'
import { HidePieces, type Piece } from '../redact/HidePieces.tsx'
import type { FieldsProps, Values } from './form.ts'

const textOf = (c: CaseView, target: string | undefined) => {
  const [seq, field = ''] = target?.split('.') ?? []
  return c.events.find((e) => String(e.seq) === seq)?.texts[field]
}

export function toRedact(values: Values) {
  const [seq, field] = String(values.target ?? '').split('.')
  return { seq: Number(seq), field, hide: values.hide as Piece[], reason: values.reason }
}

export function RedactFields({ c }: FieldsProps) {
  const t = useT()
  const { line } = useEventWords()
  const form = Form.useFormInstance()
  const target = Form.useWatch<string | undefined>('target', form)
  const text = textOf(c, target)
  const options = c.events.flatMap((e) =>
    Object.keys(e.texts).map((field) => ({
      value: `${e.seq}.${field}`,
      label: `${e.seq} · ${line(e)} · ${[...(e.texts[field] ?? '')].slice(0, 16).join('')}`,
    })),
  )
  return (
    <>
      <Field name="target" label={t('redact.hide.which')}>
        <Select
          options={options}
          placeholder={t('redact.hide.choose')}
          onChange={() => form.setFieldValue('hide', [])}
        />
      </Field>
      {text !== undefined && (
        <Field name="hide" label={t('redact.hide.pieces')} help={t('redact.hide.help')}>
          <HidePieces key={target} text={text} />
        </Field>
      )}
      <Words
        name="reason"
        label={t('redact.hide.reason')}
        help={t('redact.hide.reason-help')}
        reader="desk"
        max={500}
      />
    </>
  )
}

/** The steps of a matter, one under the other: who took which and when, the form of the one that comes now, those still ahead. */
import { Button, Form } from 'antd'
import { useState } from 'react'
import { Problem } from '../api.ts'
import { forgetDraft, keepDraft, readDraft } from '../case/draft.ts'
import { timeText } from '../case/when.ts'
import { useSpeech } from '../texts.ts'
import { Cells } from './Cells.tsx'
import { FieldInput } from './FieldInput.tsx'
import { type RecordView, useStep } from './queries.ts'
import { placeOf, type Sheet, sentFields } from './sheet.ts'

export function Steps({ record }: { record: RecordView }) {
  const { t, language } = useSpeech()
  const next = record.next?.code
  return (
    <section aria-label={t('records.steps')}>
      <h2>{t('records.steps')}</h2>
      <ol className="record-steps">
        {record.steps.map((step) => (
          <li
            key={step.code}
            className={step.taken ? 'step-taken' : step.code === next ? 'step-next' : 'step-ahead'}
            {...(step.code === next && { 'aria-current': 'step' as const })}
          >
            <h3>
              <span aria-hidden="true">{step.taken ? '●' : step.code === next ? '◐' : '○'}</span> {step.name[language]}
              <small>
                {step.taken
                  ? t('records.step.taken', { by: step.taken.by.name, at: timeText(language, step.taken.at) })
                  : t(step.code === next ? 'records.step.next' : 'records.step.ahead')}
              </small>
            </h3>
            {step.taken && <Cells cells={step.taken.cells} />}
            {step.code === next && <NextStep record={record} />}
          </li>
        ))}
      </ol>
    </section>
  )
}

function NextStep({ record }: { record: RecordView }) {
  const { t } = useSpeech()
  const [form] = Form.useForm<Pick<Sheet, 'fields'>>()
  const step = record.form?.steps.find((s) => s.code === record.next?.code)
  const name = `record-step:${record.id}:${step?.code}`
  const [start] = useState(() => readDraft<Pick<Sheet, 'fields'>>(name) ?? {})
  const take = useStep(record.id)
  const [problem, setProblem] = useState('')
  if (!step) return null
  if (record.next?.barred) return <p className="case-muted">{t(`records.barred.${record.next.barred}`)}</p>
  const send = async () => {
    setProblem('')
    try {
      await take.mutateAsync({
        version: record.version,
        step: step.code,
        fields: sentFields(step.fields, form.getFieldValue('fields')),
      })
      forgetDraft(name)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error.title)
      form.setFields(error.errors.map(({ path, message }) => ({ name: placeOf(path) as never, errors: [message] })))
    }
  }
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      className="record-sheet"
      initialValues={start}
      onValuesChange={() => keepDraft(name, form.getFieldsValue(true))}
      onFinish={() => void send()}
    >
      {problem && (
        <p role="alert" className="case-error step-problem">
          {problem}
        </p>
      )}
      {step.fields.map((field) => (
        <FieldInput
          key={field.code}
          field={field}
          around={{ org: record.orgId, village: record.villageId ?? undefined, refs: record.refs }}
        />
      ))}
      <Button type="primary" htmlType="submit" loading={take.isPending} data-testid="take-step">
        {t('records.step.take')}
      </Button>
    </Form>
  )
}

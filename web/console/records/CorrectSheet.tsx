/** The form again, as it was filled, to set it right; with the reason. A newer version beside it never takes what was typed. */
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Problem } from '../api.ts'
import { forgetDraft, keepDraft, readDraft } from '../case/draft.ts'
import { useSpeech } from '../texts.ts'
import { Cells } from './Cells.tsx'
import { FieldLabel } from './FieldInput.tsx'
import { type RecordKind, type RecordView, useCorrect, useRecord } from './queries.ts'
import { SheetFields } from './SheetFields.tsx'
import { placeOf, type Sheet, sentFields } from './sheet.ts'

type Correction = Sheet & { why?: string }
type Props = { record: RecordView; form: RecordKind; onDone: () => void }

function asTyped(record: RecordView, form: RecordKind): Correction {
  const photos = new Map(record.files.map(({ id, name, thumbUrl }) => [id, { id, name, thumbUrl }]))
  const fields = Object.fromEntries(
    Object.entries(record.fields).map(([code, value]) =>
      form.fields.find((f) => f.code === code)?.type === 'files'
        ? [code, (value as string[]).flatMap((id) => photos.get(id) ?? [])]
        : [code, value],
    ),
  )
  return {
    clientKey: record.id,
    onDay: record.onDay,
    ...(record.untilDay !== record.onDay && { untilDay: record.untilDay }),
    title: record.title,
    ...(record.board && { boardUntil: record.board.until }),
    fields,
  }
}

export function CorrectSheet({ record, form: kind, onDone }: Props) {
  const { t } = useSpeech()
  const [form] = Form.useForm<Correction>()
  const name = `record-correct:${record.id}`
  const [start] = useState(() => readDraft<Correction>(name) ?? asTyped(record, kind))
  const correct = useCorrect(record.id)
  const { refetch } = useRecord(record.id)
  const [problem, setProblem] = useState('')
  const [newer, setNewer] = useState(false)
  const whole = (): Correction => ({ ...start, ...form.getFieldsValue(true) })
  const close = () => {
    forgetDraft(name)
    onDone()
  }
  const send = async () => {
    const sheet = whole()
    setProblem('')
    try {
      await correct.mutateAsync({
        version: record.version,
        onDay: sheet.onDay ?? '',
        ...(sheet.untilDay && { untilDay: sheet.untilDay }),
        title: sheet.title ?? '',
        fields: sentFields(kind.fields, sheet.fields),
        ...(sheet.boardUntil && { boardUntil: sheet.boardUntil }),
        why: sheet.why ?? '',
      })
      close()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error.title)
      form.setFields(error.errors.map(({ path, message }) => ({ name: placeOf(path) as never, errors: [message] })))
      // the newer version is drawn above the form, which keeps what was typed here
      if (error.code === 'record.changed') {
        await refetch()
        setNewer(true)
      }
    }
  }
  return (
    <Form<Correction>
      form={form}
      layout="vertical"
      requiredMark={false}
      className="record-sheet"
      scrollToFirstError
      initialValues={start}
      onValuesChange={() => keepDraft(name, whole())}
      onFinish={() => void send()}
    >
      {problem && (
        <p role="alert" className="case-error step-problem">
          {problem}
        </p>
      )}
      {newer && (
        <section className="record-card" aria-label={t('records.newer')}>
          <p className="case-muted">{t('records.newer')}</p>
          <Cells cells={record.cells} />
        </section>
      )}
      <SheetFields kind={kind} refs={record.refs} village={record.villageId ?? undefined} fixedOrg={record.orgId} />
      <Form.Item
        name="why"
        label={<FieldLabel name={t('records.why-correct')} hint={t('records.why-correct-help')} />}
        required
        rules={[{ required: true, min: 2, message: t('case.needed') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <div className="record-buttons">
        <Button type="primary" htmlType="submit" loading={correct.isPending}>
          {t('records.correct-save')}
        </Button>
        <Button onClick={close}>{t('admin.cancel')}</Button>
      </div>
    </Form>
  )
}

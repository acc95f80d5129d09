/** One step's form in a drawer beside the story: keeps what was typed, shows what the server refused, and what has changed meanwhile. */
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Drawer, Form } from 'antd'
import { useRef, useState } from 'react'
import type { Need } from '../../../src/cases/model.ts'
import { type CaseView, markCase, Problem, takeStep } from '../api.ts'
import { useStepDone } from '../live/after-step.tsx'
import { useWriting } from '../live/useLooking.ts'
import { afterMark, afterStep, keys, queryClient } from '../queries.ts'
import { useSpeech } from '../texts.ts'
import { type Action, irrevocable, marking, stepOf } from './actions.ts'
import { ChangedNotice } from './ChangedNotice.tsx'
import { forgetDraft, keepDraft, readDraft } from './draft.ts'
import { formFor, type Values } from './forms/forms.ts'
import { startOf } from './forms/start.ts'
import { petitionStart } from './petition/start.ts'

/** Steps without free text need no reminder of what not to write. */
const wordless: readonly Need[] = ['Nothing', 'Assign', 'Link', 'PetitionKind', 'PetitionNumber', 'Hearing']

type Props = { c: CaseView; action: Action; onClose: () => void }

export function StepPanel({ c, action, onClose }: Props) {
  const { t, language } = useSpeech()
  const { message, modal } = App.useApp()
  const navigate = useNavigate()
  const [form] = Form.useForm<Values>()
  const draft = `${action}:${c.id}`
  const { needs } = stepOf[action]
  const start = { ...startOf(c, action), ...petitionStart(c, action, needs, t, language) }
  const [base, setBase] = useState(c.version)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const { Fields, toInput } = formFor(stepOf[action].needs)
  const fields = useRef<HTMLDivElement>(null)
  const stillOpen = c.may.includes(action)
  const done = useStepDone(c.id)
  useWriting(c.id)

  const send = async (values: Values) => {
    setBusy(true)
    setProblem('')
    try {
      if (marking.includes(action)) return await mark({ ...toInput(values, c), version: base })
      const view = await takeStep(c.id, action, { ...toInput(values, c), version: base })
      forgetDraft(draft)
      // closed first: one's own step is no news to be shown beside the form
      onClose()
      const shown = afterStep(view)
      done(c, action, view)
      await shown
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error.code === 'case.changed' ? '' : error.title)
      form.setFields(
        error.errors.map(({ path, message: text }) => ({ name: path.split('.')[0] ?? path, errors: [text] })),
      )
      if (error.status === 409) await queryClient.invalidateQueries({ queryKey: keys.case(c.id) })
    } finally {
      setBusy(false)
    }
  }
  const mark = async (input: Record<string, unknown>) => {
    const { visible } = await markCase(c.id, action, input)
    forgetDraft(draft)
    onClose()
    // the address may name what one sees no more
    if (!visible) await navigate({ to: '/inbox' })
    const said = action === 'passToDiscipline' ? 'about.passed' : visible ? 'about.moved-visible' : 'about.moved'
    message.success({ content: t(said), duration: 8 })
    await afterMark(c.id, visible)
  }
  const finish = (values: Values) => {
    if (!irrevocable.includes(action)) return void send(values)
    modal.confirm({
      title: t(`case.sure.${action}`),
      content: t('case.sure'),
      okText: t(`words.action.${action}`),
      cancelText: t('case.back'),
      onOk: () => send(values),
    })
  }

  return (
    <Drawer
      open
      title={t(`words.action.${action}`)}
      onClose={onClose}
      size={needs === 'Opinion' ? 720 : 520}
      mask={false}
      className="step-panel"
      afterOpenChange={(shown) => shown && fields.current?.querySelector<HTMLElement>('input,textarea')?.focus()}
      extra={<span className="case-muted">{c.number}</span>}
      footer={
        <Button
          type="primary"
          size="large"
          block
          loading={busy}
          disabled={!stillOpen}
          onClick={() => form.submit()}
          data-testid="send"
        >
          {t(`words.action.${action}`)}
        </Button>
      }
    >
      <p className="step-help">{t(`case.help.${action}`)}</p>
      {c.version !== base && (
        <ChangedNotice c={c} since={base} stillOpen={stillOpen} onSeen={() => setBase(c.version)} />
      )}
      {problem && (
        <p role="alert" className="case-error step-problem">
          {problem}
        </p>
      )}
      <div ref={fields}>
        <Form<Values>
          form={form}
          layout="vertical"
          requiredMark={false}
          scrollToFirstError
          initialValues={{ ...start, ...readDraft<Values>(draft) }}
          onValuesChange={(_, values) => keepDraft(draft, values)}
          onFinish={finish}
        >
          <Fields c={c} action={action} />
        </Form>
      </div>
      {!wordless.includes(stepOf[action].needs) && <p className="case-muted">{t('case.no-secrets')}</p>}
    </Drawer>
  )
}

/** Writing one record of a kind: its form as the scheme declares it, kept on this device until it is sent, sent once. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Problem } from '../api.ts'
import '../case/case.css'
import { forgetDraft, keepDraft, readDraft } from '../case/draft.ts'
import { dayAhead } from '../case/when.ts'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useMe, useOrgs } from '../queries.ts'
import { useSpeech } from '../texts.ts'
import { FieldLabel } from './FieldInput.tsx'
import { type RecordKind, useKinds, useWrite } from './queries.ts'
import './records.css'
import { SheetFields, useUnitsFor } from './SheetFields.tsx'
import { placeOf, type Sheet, sentFields, sentPromises } from './sheet.ts'

const route = getRouteApi('/desk/records/new/$kind')

export function NewRecordPage() {
  const { t, language } = useSpeech()
  const { kind: code } = route.useParams()
  const kinds = useKinds()
  const me = useMe().data
  const orgs = useOrgs().data
  const kind = kinds.data?.find((k) => k.code === code)
  if (kinds.isError)
    return (
      <Page title={t('records.new')}>
        <Failed error={kinds.error} retry={() => void kinds.refetch()} />
      </Page>
    )
  if (!kinds.data || !me || !orgs)
    return (
      <Page title={t('records.new')}>
        <Loading />
      </Page>
    )
  if (!kind?.mayWrite)
    return (
      <Page title={t('records.new')}>
        <Empty title={t('records.new.none')} how={t('records.new.none-how')}>
          <Link to="/records">{t('records.title')}</Link>
        </Empty>
      </Page>
    )
  return (
    <Page title={kind.name[language]} note={kind.about?.[language]} className="record-page">
      <NewSheet key={kind.code} kind={kind} />
    </Page>
  )
}

function NewSheet({ kind }: { kind: RecordKind }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const [form] = Form.useForm<Sheet>()
  const units = useUnitsFor(kind)
  const name = `record:${kind.code}`
  const fresh = (): Sheet => ({
    clientKey: crypto.randomUUID(),
    onDay: dayAhead(0),
    ...(units[0] && { orgId: units[0].id }),
  })
  const [kept] = useState(() => readDraft<Sheet>(name, 'local'))
  const [start, setStart] = useState(() => kept ?? fresh())
  const [round, setRound] = useState(0)
  const write = useWrite()
  const [problem, setProblem] = useState('')
  const whole = (): Sheet => ({ ...start, ...form.getFieldsValue(true) })

  const send = async () => {
    const sheet = whole()
    setProblem('')
    try {
      const { id } = await write.mutateAsync({
        clientKey: sheet.clientKey,
        kind: kind.code,
        orgId: sheet.orgId ?? '',
        onDay: sheet.onDay ?? '',
        ...(sheet.untilDay && { untilDay: sheet.untilDay }),
        title: sheet.title ?? '',
        fields: sentFields(kind.fields, sheet.fields),
        ...(sheet.boardUntil && { boardUntil: sheet.boardUntil }),
        promises: sentPromises(sheet.promises),
      })
      forgetDraft(name, 'local')
      message.success(t('records.written'))
      void navigate({ to: '/records/$recordId', params: { recordId: id }, replace: true })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error.title)
      form.setFields(error.errors.map(({ path, message: text }) => ({ name: placeOf(path) as never, errors: [text] })))
    }
  }
  const startAgain = () => {
    forgetDraft(name, 'local')
    setStart(fresh())
    setRound(round + 1)
    form.resetFields()
  }

  return (
    <Form<Sheet>
      key={round}
      form={form}
      layout="vertical"
      requiredMark={false}
      className="record-sheet"
      scrollToFirstError
      initialValues={start}
      onValuesChange={() => keepDraft(name, whole(), 'local')}
      onFinish={() => void send()}
    >
      {kept && round === 0 && (
        <p className="record-kept">
          {t('records.kept')}{' '}
          <button type="button" className="link" onClick={startAgain}>
            {t('case.register.clear')}
          </button>
        </p>
      )}
      {problem && (
        <p role="alert" className="case-error step-problem">
          {problem}
        </p>
      )}
      <SheetFields kind={kind} />
      {kind.promises && <PromiseFields />}
      <Button type="primary" size="large" htmlType="submit" loading={write.isPending}>
        {t('records.save')}
      </Button>
      {kind.promises && <p className="case-muted">{t('records.save-then')}</p>}
    </Form>
  )
}

/** What was promised: each line a thing and its day; it comes back as something to be done. */
function PromiseFields() {
  const { t } = useSpeech()
  return (
    <Form.List name="promises">
      {(lines, { add, remove }) => (
        <fieldset className="record-promises">
          <legend>{t('records.promises')}</legend>
          <p className="case-muted">{t('records.promises-help')}</p>
          {lines.map(({ key, name }) => (
            <div key={key} className="record-promise">
              <Form.Item name={[name, 'what']} label={<FieldLabel name={t('records.promise.what')} />}>
                <Input maxLength={500} />
              </Form.Item>
              <Form.Item
                name={[name, 'dueOn']}
                label={<FieldLabel name={t('records.promise.due')} />}
                rules={[
                  ({ getFieldValue }) => ({
                    validator: async (_, day) => {
                      const what = getFieldValue(['promises', name, 'what']) as string | undefined
                      if (what?.trim() && !day) throw new Error(t('case.needed'))
                    },
                  }),
                ]}
              >
                <Input type="date" min={dayAhead(0)} className="record-day" />
              </Form.Item>
              <button type="button" className="link" onClick={() => remove(name)}>
                {t('case.remove')}
              </button>
            </div>
          ))}
          {lines.length < 10 && (
            <Button onClick={() => add({ dueOn: dayAhead(7) })}>＋ {t('records.promise.add')}</Button>
          )}
        </fieldset>
      )}
    </Form.List>
  )
}

/** A member writes down what was heard, verbatim. Kept on this device until it is sent; sent once, whatever the line does. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { api, call, Problem } from '../api.ts'
import '../case/case.css'
import { forgetDraft, keepDraft, readDraft } from '../case/draft.ts'
import { AboutWhom } from '../case/fields/AboutWhom.tsx'
import { Chips } from '../case/fields/Chips.tsx'
import { Field } from '../case/fields/Field.tsx'
import { Files } from '../case/fields/Files.tsx'
import { dayAhead } from '../case/when.ts'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { queryClient, useProgramme } from '../queries.ts'
import { useSpeech } from '../texts.ts'
import { OthersSeeCard } from './OthersSeeCard.tsx'
import { ReceiptSlip, type Written } from './ReceiptSlip.tsx'
import './register.css'
import { freshSheet, type Sheet, toRequest } from './sheet.ts'
import { type Heard, useHeard } from './useHeard.ts'
import { VillageField } from './VillageField.tsx'
import { WhoFields } from './WhoFields.tsx'

const route = getRouteApi('/desk/register')

export function RegisterPage() {
  const { t } = useSpeech()
  const { record, promise } = route.useSearch()
  const [receipt, setReceipt] = useState<Written>()
  const heard = useHeard(record, promise)
  return (
    <Page title={t('case.register.title')} {...(!receipt && { note: t('case.register.note') })}>
      {record && (
        <p className="register-kept">
          {t('records.heard.at')}{' '}
          <Link to="/records/$recordId" params={{ recordId: record }}>
            {t('records.heard.back')}
          </Link>
        </p>
      )}
      {receipt ? (
        <ReceiptSlip receipt={receipt} onAnother={() => setReceipt(undefined)} />
      ) : heard === 'coming' ? (
        <Loading />
      ) : (
        <RegisterForm key={heard?.draft ?? ''} heard={heard} onDone={setReceipt} />
      )}
    </Page>
  )
}

type FormProps = { heard: Heard | undefined; onDone: (receipt: Written) => void }
function RegisterForm({ heard, onDone }: FormProps) {
  const { t, language } = useSpeech()
  const { message } = App.useApp()
  const [form] = Form.useForm<Sheet>()
  const { data: programme } = useProgramme()
  const draft = heard?.draft ?? 'register'
  const [kept] = useState(() => readDraft<Sheet>(draft, 'local'))
  const [start] = useState((): Sheet => kept ?? { ...freshSheet(), ...heard?.known })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const channels = Object.entries(programme?.channels ?? {}).flatMap(([value, { name, staff }]) =>
    staff ? [{ value, label: name[language] }] : [],
  )

  const send = async () => {
    // the key and fields out of sight count too
    const sheet: Sheet = { ...start, ...form.getFieldsValue(true) }
    setBusy(true)
    setProblem('')
    try {
      const body = toRequest(sheet, language)
      const receipt = await (heard ? heard.hand(body) : call(api.POST('/cases', { body })))
      forgetDraft(draft, 'local')
      // the new request belongs in every list
      void queryClient.invalidateQueries()
      onDone({
        ...receipt,
        village: sheet.villageId ?? '',
        about: !!(sheet.aboutOrgs?.length || sheet.aboutMembers?.length),
      })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error.title)
      form.setFields(
        error.errors.map(({ path, message: text }) => ({
          name: fieldOf(path),
          errors: [path === 'contact.phone' ? t('case.register.phone-wrong') : text],
        })),
      )
    } finally {
      setBusy(false)
    }
  }
  const startAgain = () => {
    forgetDraft(draft, 'local')
    form.setFieldsValue({
      villageId: undefined,
      channel: undefined,
      words: '',
      place: '',
      residentId: undefined,
      name: '',
      phone: '',
      heardAt: undefined,
      files: [],
      aboutOrgs: [],
      aboutMembers: [],
      ...freshSheet(),
    })
    message.info(t('case.register.cleared'))
  }

  return (
    <Form<Sheet>
      form={form}
      layout="vertical"
      requiredMark={false}
      className="register"
      scrollToFirstError
      initialValues={start}
      onValuesChange={() => keepDraft(draft, { ...start, ...form.getFieldsValue(true) }, 'local')}
      onFinish={() => void send()}
    >
      {kept?.words && (
        <p className="register-kept">
          {t('case.register.kept')}{' '}
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
      <Field name="words" label={t('case.register.words')} help={t('case.register.words-help')}>
        <Input.TextArea autoSize={{ minRows: 5, maxRows: 20 }} maxLength={4000} className="register-words" />
      </Field>
      <OthersSeeCard />
      <Field name="channel" label={t('case.register.channel')}>
        <Chips choices={channels} label={t('case.register.channel')} />
      </Field>
      <VillageField />
      <Field name="place" label={t('case.register.place')} help={t('case.register.place-help')} optional>
        <Input maxLength={200} />
      </Field>
      <WhoFields />
      <Field name="heardAt" label={t('case.register.heard')} help={t('case.register.heard-help')} optional>
        <Input type="date" max={dayAhead(0)} style={{ width: '12em' }} />
      </Field>
      <Field name="files" label={t('case.field.files')} optional>
        <Files roles={['request']} />
      </Field>
      <AboutSomebody />
      <Button type="primary" size="large" htmlType="submit" loading={busy}>
        {t('case.register.send')}
      </Button>
    </Form>
  )
}

/** Folded away: most of what is heard is about a thing. */
function AboutSomebody() {
  const { t } = useSpeech()
  const form = Form.useFormInstance<Sheet>()
  const village = Form.useWatch('villageId', form)
  return (
    <details className="register-about">
      <summary>{t('about.register')}</summary>
      <p className="case-muted">{t('about.register-help')}</p>
      <AboutWhom near={[village]} which="below" names={{ orgs: 'aboutOrgs', members: 'aboutMembers' }} />
    </details>
  )
}

const fieldOf = (path: string) =>
  (path.startsWith('contact.') ? path.slice('contact.'.length) : (path.split('.')[0] ?? path)) as keyof Sheet

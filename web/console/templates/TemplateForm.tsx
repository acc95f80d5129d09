/** Writing prepared words: what they fit, the words with their blanks, how they will read, and what should not stand in them. */
import { Button, Input, Select } from 'antd'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { findPersonal } from '../../../src/cases/redact/suggest.ts'
import { blank, placeholders, sample, unknownIn } from '../../../src/cases/templates/placeholders.ts'
import { openStates } from '../../../src/cases/vocabulary.ts'
import { useOrgName } from '../case/known.ts'
import { Found } from '../case/redact/Found.tsx'
import { Failed } from '../parts/Failed.tsx'
import { useScheme } from '../parts/useScheme.ts'
import { useSpeech } from '../texts.ts'
import { type Draft, useSaveTemplate } from './queries.ts'

const steps = ['answer', 'decline', 'passOn', 'askResident', 'shelve'] as const

type Choice = { value: string; label: string }
type Props = { draft: Draft; offices: readonly string[]; onDone: () => void }

export function TemplateForm({ draft, offices, onDone }: Props) {
  const { t } = useSpeech()
  const orgName = useOrgName()
  const { options } = useScheme()
  const save = useSaveTemplate()
  const [now, setNow] = useState(draft)
  const body = useRef<HTMLDivElement>(null)
  const set = (part: Partial<Draft>) => setNow((before) => ({ ...before, ...part }))
  const list = now.kind === 'checklist'
  const unknown = unknownIn(now.body)
  // the examples and blanks are nobody's data
  const personal = findPersonal(now.body)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    save.mutate(now, { onSuccess: onDone })
  }
  const insert = (text: string) => {
    const area = body.current?.querySelector('textarea')
    const at = area?.selectionEnd ?? now.body.length
    set({ body: `${now.body.slice(0, at)}${text}${now.body.slice(at)}` })
    requestAnimationFrame(() => {
      area?.focus()
      area?.setSelectionRange(at + text.length, at + text.length)
    })
  }
  const ready = now.name.trim() !== '' && now.body.trim() !== '' && unknown.length === 0
  /** What it is kept to; an empty choice keeps it to nothing. */
  const keptTo = (of: 'step' | 'category' | 'nature' | 'state', text: string, choices: Choice[]) => (
    <Labelled id={`template-${of}`} text={text}>
      <Select
        id={`template-${of}`}
        value={now[of] ?? ''}
        onChange={(value: string) => set({ [of]: value || null })}
        options={[{ value: '', label: t('standin.templates.any') }, ...choices]}
      />
    </Labelled>
  )
  return (
    <form
      onSubmit={submit}
      className="stack template-form"
      aria-label={t(list ? 'standin.templates.list' : 'standin.templates')}
    >
      {offices.length > 1 && (
        <Labelled id="template-org" text={t('standin.templates.office')}>
          <Select
            id="template-org"
            value={now.orgId}
            onChange={(orgId: string) => set({ orgId })}
            options={offices.map((id) => ({ value: id, label: orgName(id) }))}
          />
        </Labelled>
      )}
      <Labelled id="template-name" text={t('standin.templates.name')}>
        <Input id="template-name" maxLength={60} value={now.name} onChange={(e) => set({ name: e.target.value })} />
      </Labelled>
      <div className="template-fits">
        {keptTo(
          'step',
          t('standin.templates.step'),
          steps.map((step) => ({ value: step, label: t(`words.action.${step}`) })),
        )}
        {keptTo('category', t('standin.templates.category'), options('categories'))}
        {keptTo('nature', t('standin.templates.nature'), options('natures'))}
        {keptTo(
          'state',
          t('standin.templates.state'),
          openStates.map((state) => ({ value: state, label: t(`words.state.${state}`) })),
        )}
      </div>
      <div ref={body}>
        <Labelled id="template-body" text={t(list ? 'standin.templates.points' : 'standin.templates.body')}>
          <Input.TextArea
            id="template-body"
            autoSize={{ minRows: 6, maxRows: 20 }}
            maxLength={4000}
            value={now.body}
            onChange={(e) => set({ body: e.target.value })}
          />
        </Labelled>
      </div>
      {!list && (
        <fieldset className="template-blanks">
          <legend className="muted">{t('standin.templates.blanks')}</legend>
          {placeholders.map((p) => (
            <Button key={p.code} size="small" onClick={() => insert(blank(p.code, now.language))}>
              {blank(p.code, now.language)}
            </Button>
          ))}
        </fieldset>
      )}
      {unknown.length > 0 && (
        <p role="alert" className="blanks-left">
          ▲ {t('standin.templates.unknown', { names: unknown.join(t('case.list-comma')) })}
        </p>
      )}
      {personal.length > 0 && (
        <div role="alert">
          <p className="blanks-left">▲ {t('standin.templates.personal')}</p>
          <Found spans={personal} only />
        </div>
      )}
      {!list && now.body && (
        <section aria-label={t('standin.templates.sample')}>
          <h3>{t('standin.templates.sample')}</h3>
          <p className="template-sample" lang={now.language}>
            {sample(now.body, now.language)}
          </p>
        </section>
      )}
      {save.isError && <Failed error={save.error} />}
      <p>
        <Button htmlType="submit" type="primary" disabled={!ready} loading={save.isPending} data-testid="save-template">
          {t('standin.templates.save')}
        </Button>{' '}
        <Button onClick={onDone}>{t('standin.templates.cancel')}</Button>
      </p>
    </form>
  )
}

function Labelled({ id, text, children }: { id: string; text: string; children: ReactNode }) {
  return (
    <div className="stack">
      <label htmlFor={id}>{text}</label>
      {children}
    </div>
  )
}

/** Prepared words for this field: those that fit first, found by typing, put in where the cursor is; nothing typed is ever replaced. */
import { Form, Select } from 'antd'
import { useRef } from 'react'
import { inOrder } from '../../../src/cases/templates/fit.ts'
import { fill, leftIn } from '../../../src/cases/templates/placeholders.ts'
import type { CaseView } from '../api.ts'
import type { Action } from '../case/actions.ts'
import { useMe, useOrgs } from '../queries.ts'
import { useT } from '../texts.ts'
import { type Template, useTemplates } from './queries.ts'
import { useValues } from './useValues.ts'
import './templates.css'

type Props = { c: CaseView; action: Action; field: string }
// an answer is an answer, whoever gives it
const like = (action: Action): Action => (action === 'settle' || action === 'settleDirectly' ? 'answer' : action)

/** The templates of one kind, in the order they are offered for this step. */
export function useFitting(kind: Template['kind'], c: CaseView, action: Action) {
  const { data } = useTemplates()
  const { data: orgs = [] } = useOrgs()
  const chain = orgs.find((o) => o.id === c.holder?.id)?.chain ?? []
  const mine = useMe().data?.posts.map((p) => p.org.id) ?? []
  /** My own office’s first, then the nearest above the case’s. */
  const far = (orgId: string) =>
    mine.includes(orgId) ? -1 : chain.includes(orgId) ? chain.indexOf(orgId) : chain.length
  const items = (data?.items ?? []).filter((one) => one.kind === kind)
  return inOrder(items, { ...c, step: like(action) }, (one) => far(one.orgId))
}

export function UseTemplate({ c, action, field }: Props) {
  const t = useT()
  const form = Form.useFormInstance()
  const values = useValues(c)
  const fitting = useFitting('words', c, action)
  const cursor = useRef<number | undefined>(undefined)
  const text = Form.useWatch<string | undefined>(field, form) ?? ''
  const left = leftIn(text)
  const area = () => document.querySelector<HTMLTextAreaElement>(`.step-panel textarea#${field}`)
  const put = (id: string) => {
    const chosen = fitting.find((one) => one.id === id)
    if (!chosen) return
    const words = fill(chosen.body, values)
    const at = Math.min(cursor.current ?? text.length, text.length)
    form.setFieldValue(field, `${text.slice(0, at)}${words}${text.slice(at)}`)
    requestAnimationFrame(() => {
      const box = area()
      box?.focus()
      // the first blank still to be filled is where one goes on
      const blank = leftIn(words)[0]
      const from = at + (blank ? words.indexOf(blank) : words.length)
      box?.setSelectionRange(from, from + (blank?.length ?? 0))
    })
  }
  const options = (fits: boolean) =>
    fitting.filter((one) => one.fits === fits).map((one) => ({ value: one.id, label: one.name, body: one.body }))
  const groups = [
    { label: t('standin.use.fitting'), options: options(true) },
    { label: t('standin.use.others'), options: options(false) },
  ].filter((g) => g.options.length > 0)
  return (
    <>
      {groups.length > 0 && (
        <Select
          className="use-template"
          value={null}
          placeholder={t('standin.use')}
          aria-label={t('standin.use')}
          options={groups}
          onOpenChange={(open) => {
            if (open) cursor.current = area()?.selectionEnd
          }}
          onSelect={(id: string | null) => id && put(id)}
          showSearch={{
            filterOption: (typed, option) =>
              `${option?.label ?? ''} ${(option as { body?: string } | undefined)?.body ?? ''}`.includes(typed),
          }}
          optionRender={(option) => (
            <span className="use-template-option">
              {option.label}
              <small>{(option.data as { body?: string }).body?.replace(/\s+/g, ' ').slice(0, 60)}</small>
            </span>
          )}
          data-testid="use-template"
        />
      )}
      {left.length > 0 && (
        <p role="alert" className="blanks-left">
          ▲ {t('standin.use.left', { names: left.join(t('case.list-comma')) })}
        </p>
      )}
    </>
  )
}

/** Saving the filters on show under a name, and putting in order what was saved: name, for whom, remove. */
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { ListColumn } from '../../../src/cases/list-columns.ts'
import { Problem } from '../api.ts'
import type { CaseFilter } from '../cases/filter.ts'
import { useMe } from '../queries.ts'
import { useName, useT } from '../texts.ts'
import { filterText } from './builtin.ts'
import { type SavedView, useKeepViews } from './queries.ts'

type Props = {
  filter: CaseFilter
  columns: readonly ListColumn[]
  views: readonly SavedView[]
  onClose: () => void
}

export function ViewsDialog({ filter, columns, views, onClose }: Props) {
  const t = useT()
  const { save, change, remove } = useKeepViews()
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const attempt = async (work: () => Promise<unknown>, done?: () => void) => {
    setBusy(true)
    setProblem('')
    try {
      await work()
      done?.()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error.title)
    } finally {
      setBusy(false)
    }
  }
  const own = views.filter((v) => v.removable)
  return (
    <Modal open title={t('lists.views.keep')} onCancel={onClose} footer={null} width={560}>
      <p className="muted">{t('lists.views.what')}</p>
      <ViewForm
        name=""
        org=""
        disabled={busy}
        button={t('lists.views.save')}
        send={(name, org) =>
          attempt(() => save({ name, filter: filterText(filter), columns: [...columns], ...(org && { org }) }), onClose)
        }
      />
      {problem && (
        <p role="alert" className="case-error">
          {problem}
        </p>
      )}
      {own.length > 0 && <h3 className="views-own">{t('lists.views.saved')}</h3>}
      {own.map((v) => (
        <div key={v.id} className="views-row">
          {v.mine ? (
            <ViewForm
              name={v.name}
              org={v.org?.id ?? ''}
              disabled={busy}
              button={t('lists.views.change')}
              send={(name, org) =>
                attempt(() => change(v.id, { name, filter: v.filter, columns: v.columns, ...(org && { org }) }))
              }
            />
          ) : (
            <span className="views-name">
              {v.name} <span className="muted">{v.by?.name}</span>
            </span>
          )}
          <Button type="text" danger disabled={busy} onClick={() => void attempt(() => remove(v.id))}>
            {t('lists.views.remove')}
            <span className="hidden"> {v.name}</span>
          </Button>
        </div>
      ))}
    </Modal>
  )
}

type FormProps = {
  name: string
  org: string
  button: string
  disabled: boolean
  send: (name: string, org: string) => unknown
}
function ViewForm({ name: first, org: at, button, disabled, send }: FormProps) {
  const t = useT()
  const nameOf = useName()
  const posts = useMe().data?.posts ?? []
  const [name, setName] = useState(first)
  const [org, setOrg] = useState(at)
  // one speaks for an office where one reads for all of it
  const orgs = [...new Map(posts.filter((p) => p.scope === 'subtree').map((p) => [p.org.id, p.org])).values()]
  return (
    <form
      className="view-form"
      onSubmit={(e) => {
        e.preventDefault()
        if (name.trim()) send(name.trim(), org)
      }}
    >
      <Input
        value={name}
        maxLength={40}
        onChange={(e) => setName(e.target.value)}
        placeholder={t('lists.views.name')}
        aria-label={t('lists.views.name')}
      />
      <select
        className="plain-select"
        value={org}
        onChange={(e) => setOrg(e.target.value)}
        aria-label={t('lists.views.for')}
      >
        <option value="">{t('lists.views.for-me')}</option>
        {orgs.map((o) => (
          <option key={o.id} value={o.id}>
            {t('lists.views.for-org', { org: nameOf(o) })}
          </option>
        ))}
      </select>
      <Button htmlType="submit" disabled={disabled || !name.trim() || (name === first && org === at)}>
        {button}
      </Button>
    </form>
  )
}

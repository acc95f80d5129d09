/** The templates and checklists of my offices and those above; my own office’s are written here. */
import { App, Button } from 'antd'
import { useState } from 'react'
import { useOrgName } from '../case/known.ts'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useScheme } from '../parts/useScheme.ts'
import { useSpeech } from '../texts.ts'
import { type Draft, type Template, useArchiveTemplate, useTemplates } from './queries.ts'
import { TemplateForm } from './TemplateForm.tsx'
import './templates.css'

export function TemplatesPage() {
  const { t, language } = useSpeech()
  const templates = useTemplates()
  const [editing, setEditing] = useState<Draft>()
  const offices = templates.data?.offices ?? []
  const fresh = (kind: Draft['kind']): Draft => ({
    orgId: offices[0] ?? '',
    kind,
    name: '',
    step: 'answer',
    category: null,
    nature: null,
    state: null,
    language,
    body: '',
  })
  return (
    <Page
      title={t('standin.templates')}
      note={t('standin.templates.note')}
      actions={
        offices.length > 0 &&
        !editing && (
          <>
            <Button type="primary" onClick={() => setEditing(fresh('words'))}>
              {t('standin.templates.new')}
            </Button>
            <Button onClick={() => setEditing(fresh('checklist'))}>{t('standin.templates.new-list')}</Button>
          </>
        )
      }
    >
      {templates.isPending && <Loading />}
      {templates.isError && <Failed error={templates.error} retry={() => void templates.refetch()} />}
      {editing ? (
        <TemplateForm
          key={editing.id ?? editing.kind}
          draft={editing}
          offices={offices}
          onDone={() => setEditing(undefined)}
        />
      ) : (
        templates.data &&
        (templates.data.items.length ? (
          <List items={templates.data.items} edit={({ mayEdit: _, changedAt: _at, ...draft }) => setEditing(draft)} />
        ) : (
          <Empty title={t('standin.templates.none')} how={t('standin.templates.how')} />
        ))
      )}
    </Page>
  )
}

function List({ items, edit }: { items: readonly Template[]; edit: (one: Template) => void }) {
  const { t } = useSpeech()
  const { modal, message } = App.useApp()
  const orgName = useOrgName()
  const { word } = useScheme()
  const archive = useArchiveTemplate()
  const remove = (one: Template) =>
    modal.confirm({
      title: t('standin.templates.archive-sure', { name: one.name }),
      okText: t('standin.templates.archive'),
      cancelText: t('case.back'),
      onOk: () => archive.mutateAsync(one.id).then(() => void message.success(t('standin.templates.archived'))),
    })
  return (
    <>
      {archive.isError && <Failed error={archive.error} />}
      <ul className="template-list">
        {items.map((one) => (
          <li key={one.id}>
            <div className="template-words">
              <strong>{one.name}</strong>{' '}
              <span className="muted">
                {[
                  orgName(one.orgId),
                  one.kind === 'checklist' && t('standin.templates.list'),
                  one.step && t(`words.action.${one.step}`),
                  one.category && word('categories', one.category),
                  one.nature && word('natures', one.nature),
                  one.state && t(`words.state.${one.state}`),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <p>{one.body}</p>
            </div>
            {one.mayEdit && (
              <>
                <Button size="small" onClick={() => edit(one)}>
                  {t('standin.templates.edit')}
                </Button>
                <Button size="small" onClick={() => remove(one)}>
                  {t('standin.templates.archive')}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

/** A post for somebody: where, as what, from when to when; beside the role what it may do, in words. */
import { App, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { api, call } from '../api.ts'
import { AskDialog } from '../parts/AskDialog.tsx'
import { useScheme } from '../parts/useScheme.ts'
import { useOrgs } from '../queries.ts'
import { useName, useT } from '../texts.ts'
import { type Person, useChange, useRoles } from './queries.ts'
import { RoleWords } from './RoleWords.tsx'

export function GivePostDialog({
  person,
  orgId,
  done,
}: {
  person: Person
  orgId?: string | undefined
  done: () => void
}) {
  const t = useT()
  const name = useName()
  const { message } = App.useApp()
  const { word } = useScheme()
  const orgs = useOrgs().data ?? []
  const roles = useRoles().data ?? []
  const [org, setOrg] = useState(orgId)
  const [role, setRole] = useState<string>()
  const [startsOn, setFrom] = useState('')
  const [endsOn, setTo] = useState('')
  const [isPublic, setPublic] = useState(false)
  const kind = orgs.find((o) => o.id === org)?.kind
  const here = roles.filter((r) => kind && r.at.includes(kind))
  const chosen = here.find((r) => r.code === role)
  const give = useChange(() =>
    call(
      api.POST('/people/{memberId}/posts', {
        params: { path: { memberId: person.id } },
        body: { orgId: org ?? '', role: role ?? '', startsOn, isPublic, ...(endsOn && { endsOn }) },
      }),
    ),
  )
  const go = () =>
    give.mutate(undefined, {
      onSuccess: () => {
        void message.success(t('admin.people.given'))
        done()
      },
    })
  return (
    <AskDialog
      title={t('admin.people.give.title', { name: person.name })}
      ok={t('admin.people.give.do')}
      sending={give}
      ready={!!org && !!chosen && startsOn !== ''}
      width={560}
      send={go}
      close={done}
    >
      <label htmlFor="post-org">{t('admin.people.give.unit')}</label>
      <Select
        id="post-org"
        showSearch={{ optionFilterProp: 'label' }}
        value={org}
        onChange={(id: string) => {
          setOrg(id)
          setRole(undefined)
        }}
        options={orgs.map((o) => ({ value: o.id, label: name(o) }))}
      />
      <label htmlFor="post-role">{t('admin.people.give.role')}</label>
      <Select
        id="post-role"
        disabled={!org}
        value={role}
        onChange={setRole}
        options={here.map((r) => ({ value: r.code, label: word('roles', r.code) }))}
      />
      {chosen && (
        <details open>
          <summary>{t('admin.roles.may')}</summary>
          <RoleWords role={chosen} />
        </details>
      )}
      <label htmlFor="post-from">{t('admin.people.give.from')}</label>
      <Input id="post-from" type="date" value={startsOn} onChange={(e) => setFrom(e.target.value)} />
      <label htmlFor="post-to">{t('admin.people.give.to')}</label>
      <Input
        id="post-to"
        type="date"
        value={endsOn}
        min={startsOn}
        onChange={(e) => setTo(e.target.value)}
        aria-describedby="post-to-hint"
      />
      <p id="post-to-hint" className="muted">
        {t('admin.people.give.to.hint')}
      </p>
      <Checkbox checked={isPublic} onChange={(e) => setPublic(e.target.checked)}>
        {t('admin.people.give.public')}
      </Checkbox>
    </AskDialog>
  )
}

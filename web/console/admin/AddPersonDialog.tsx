/** A new person, or an account for one who has none. The first password is shown once, and then nowhere. */
import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { api, call } from '../api.ts'
import { AskDialog } from '../parts/AskDialog.tsx'
import { useT } from '../texts.ts'
import { type Person, useChange } from './queries.ts'

export function AddPersonDialog({ person, done }: { person?: Person; done: () => void }) {
  const t = useT()
  const { message } = App.useApp()
  const [name, setName] = useState('')
  const [workPhone, setPhone] = useState('')
  const [username, setUsername] = useState('')
  const add = useChange(() => {
    const given = username.trim()
    return person
      ? call(
          api.POST('/people/{memberId}/account', {
            params: { path: { memberId: person.id } },
            body: { username: given },
          }),
        )
      : call(
          api.POST('/people', {
            body: { name, ...(workPhone.trim() && { workPhone }), ...(given && { username: given }) },
          }),
        )
  })
  if (add.data?.password) return <Once username={add.data.username ?? ''} password={add.data.password} done={done} />
  const go = () =>
    add.mutate(undefined, {
      onSuccess: ({ password }) => {
        void message.success(t('admin.people.added'))
        if (!password) done()
      },
    })
  return (
    <AskDialog
      title={person ? t('admin.people.account.title', { name: person.name }) : t('admin.people.add.title')}
      ok={t('admin.save')}
      sending={add}
      ready={(person ? username : name).trim() !== ''}
      send={go}
      close={done}
    >
      {!person && (
        <>
          <label htmlFor="person-name">{t('admin.people.name')}</label>
          <Input id="person-name" autoFocus maxLength={50} value={name} onChange={(e) => setName(e.target.value)} />
          <label htmlFor="person-phone">{t('admin.people.phone')}</label>
          <Input
            id="person-phone"
            inputMode="tel"
            maxLength={30}
            value={workPhone}
            onChange={(e) => setPhone(e.target.value)}
          />
        </>
      )}
      <label htmlFor="person-username">{t('admin.people.username')}</label>
      <Input
        id="person-username"
        maxLength={60}
        autoComplete="off"
        value={username}
        onChange={(e) => setUsername(e.target.value)}
        aria-describedby="person-username-hint"
      />
      <p id="person-username-hint" className="muted">
        {t('admin.people.username.hint')}
      </p>
    </AskDialog>
  )
}

function Once({ username, password, done }: { username: string; password: string; done: () => void }) {
  const t = useT()
  return (
    <Modal
      open
      title={t('admin.people.password.title')}
      closable={false}
      maskClosable={false}
      keyboard={false}
      width={460}
      footer={
        <Button type="primary" onClick={done}>
          {t('admin.people.password.closed')}
        </Button>
      }
    >
      <div className="stack">
        <dl className="once">
          <dt>{t('admin.people.username')}</dt>
          <dd>{username}</dd>
          <dt>{t('admin.import.passwords')}</dt>
          <dd data-testid="first-password">{password}</dd>
        </dl>
        <p>{t('admin.people.password.means')}</p>
      </div>
    </Modal>
  )
}

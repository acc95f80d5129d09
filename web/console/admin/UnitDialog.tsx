/** A new unit below this one, or this one's names, phone and address. What was typed stays when the server refuses. */
import { App, Input, Select } from 'antd'
import { useState } from 'react'
import { api, call } from '../api.ts'
import { AskDialog } from '../parts/AskDialog.tsx'
import { useScheme } from '../parts/useScheme.ts'
import { useName, useT } from '../texts.ts'
import { type Unit, useChange } from './queries.ts'

const fields = ['name', 'shortName', 'nameEn', 'shortNameEn', 'phone', 'address'] as const
type Typed = Record<(typeof fields)[number], string>
const label = {
  name: 'admin.orgs.name',
  shortName: 'admin.orgs.short',
  nameEn: 'admin.orgs.name-en',
  shortNameEn: 'admin.orgs.short-en',
  phone: 'admin.orgs.phone',
  address: 'admin.orgs.address',
} as const
const longest = { name: 60, shortName: 30, nameEn: 120, shortNameEn: 60, phone: 30, address: 120 } as const

type Props = { doing: 'add' | 'edit'; unit: Unit; done: () => void; choose: (id: string) => void }
export function UnitDialog({ doing, unit, done, choose }: Props) {
  const t = useT()
  const name = useName()
  const { message } = App.useApp()
  const { word } = useScheme()
  const [typed, setTyped] = useState<Typed>(
    () => Object.fromEntries(fields.map((f) => [f, doing === 'edit' ? (unit[f] ?? '') : ''])) as Typed,
  )
  const [kind, setKind] = useState(unit.mayHold[0] ?? '')
  const [code, setCode] = useState(doing === 'edit' ? unit.code : '')
  const save = useChange(async () => {
    if (doing === 'edit') {
      await call(
        api.POST('/units/{orgId}/details', {
          params: { path: { orgId: unit.id } },
          body: { ...typed, ...(code.trim() && { code: code.trim() }) },
        }),
      )
      return undefined
    }
    const body = { ...typed, kind, parentId: unit.id, ...(code.trim() && { code: code.trim() }) }
    return (await call(api.POST('/units', { body }))).id
  })
  const go = () =>
    save.mutate(undefined, {
      onSuccess: (id) => {
        void message.success(t('admin.orgs.saved'))
        if (id) choose(id)
        done()
      },
    })
  return (
    <AskDialog
      title={t(`admin.orgs.${doing}.title`, { unit: name(unit) })}
      ok={t('admin.save')}
      sending={save}
      ready={typed.name.trim() !== ''}
      width={520}
      send={go}
      close={done}
    >
      {doing === 'add' && (
        <>
          <label htmlFor="unit-kind">{t('admin.orgs.kind')}</label>
          <Select
            id="unit-kind"
            value={kind}
            onChange={setKind}
            options={unit.mayHold.map((value) => ({ value, label: word('orgKinds', value) }))}
          />
        </>
      )}
      {fields.map((f) => (
        <div key={f} className="stack">
          <label htmlFor={`unit-${f}`}>{t(label[f])}</label>
          <Input
            id={`unit-${f}`}
            value={typed[f]}
            maxLength={longest[f]}
            onChange={(e) => setTyped({ ...typed, [f]: e.target.value })}
            {...(f === 'shortName' && { 'aria-describedby': 'unit-short-hint' })}
          />
          {f === 'shortName' && (
            <p id="unit-short-hint" className="muted">
              {t('admin.orgs.short.hint')}
            </p>
          )}
        </div>
      ))}
      <label htmlFor="unit-code">{t('admin.orgs.code')}</label>
      <Input
        id="unit-code"
        value={code}
        maxLength={40}
        onChange={(e) => setCode(e.target.value)}
        aria-describedby="unit-code-hint"
      />
      <p id="unit-code-hint" className="muted">
        {t(doing === 'add' ? 'admin.orgs.code.hint' : 'admin.orgs.code.change-hint')}
      </p>
    </AskDialog>
  )
}

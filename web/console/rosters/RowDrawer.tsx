/** One row put right beside the list: what it is known to be, whose organisation it has, whether a member is here. */
import { App, Button, Checkbox, Drawer, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { Failed } from '../parts/Failed.tsx'
import { useRosterWords } from '../places/queries.ts'
import { useOrgs } from '../queries.ts'
import { useName, useSpeech } from '../texts.ts'
import { type Row, type Typed, useSave } from './queries.ts'

const organisations = ['own', 'joint', 'none'] as const
const standings = ['here', 'away', 'attached'] as const

const typedOf = ({ now }: Row): Typed => ({
  traits: [...now.traits],
  organisation: 'organisation' in now ? now.organisation : 'own',
  jointWith: 'jointWith' in now ? now.jointWith : null,
  standing: 'standing' in now ? now.standing : 'here',
  awayAt: ('awayAt' in now && now.awayAt) || '',
})

export function RowDrawer({ row, close }: { row: Row; close: () => void }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const [typed, setTyped] = useState(() => typedOf(row))
  const save = useSave(row)
  const set = (part: Partial<Typed>) => setTyped({ ...typed, ...part })
  const ready = row.of !== 'org' || typed.organisation !== 'joint' || typed.jointWith !== null
  const send = () =>
    save.mutate(typed, {
      onSuccess: () => {
        void message.success(t('rosters.saved'))
        close()
      },
    })
  return (
    <Drawer
      open
      onClose={close}
      size={Math.min(480, window.innerWidth)}
      title={row.label}
      footer={
        <p className="measures">
          <Button type="primary" onClick={send} disabled={!ready} loading={save.isPending} data-testid="save-row">
            {t('admin.save')}
          </Button>
          <Button onClick={close}>{t('admin.cancel')}</Button>
        </p>
      }
    >
      <div className="roster-row">
        {row.of === 'org' && <Organisation id={row.id} typed={typed} set={set} />}
        {row.of === 'member' && <Standing typed={typed} set={set} />}
        <Traits row={row} chosen={typed.traits} choose={(traits) => set({ traits })} />
        {save.isError && <Failed error={save.error} />}
      </div>
    </Drawer>
  )
}

type Part = { typed: Typed; set: (part: Partial<Typed>) => void }

function Organisation({ id, typed, set }: Part & { id: string }) {
  const { t } = useSpeech()
  const name = useName()
  const orgs = (useOrgs().data ?? []).filter((o) => o.id !== id)
  return (
    <fieldset>
      <legend>{t('rosters.organisation')}</legend>
      <Radio.Group
        value={typed.organisation}
        onChange={(e) => set({ organisation: e.target.value, jointWith: null })}
        options={organisations.map((value) => ({ value, label: t(`rosters.organisation.${value}`) }))}
      />
      {typed.organisation === 'joint' && (
        <div className="stack">
          <label htmlFor="joint-with">{t('rosters.joint-with')}</label>
          <Select
            id="joint-with"
            value={typed.jointWith}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(jointWith: string) => set({ jointWith })}
            options={orgs.map((o) => ({ value: o.id, label: name(o) }))}
          />
        </div>
      )}
    </fieldset>
  )
}

function Standing({ typed, set }: Part) {
  const { t } = useSpeech()
  return (
    <fieldset>
      <legend>{t('rosters.standing')}</legend>
      <Radio.Group
        value={typed.standing}
        onChange={(e) => set({ standing: e.target.value })}
        options={standings.map((value) => ({ value, label: t(`rosters.standing.${value}`) }))}
      />
      {typed.standing === 'away' && (
        <div className="stack">
          <label htmlFor="away-at">{t('rosters.away-at')}</label>
          <Input id="away-at" value={typed.awayAt} maxLength={60} onChange={(e) => set({ awayAt: e.target.value })} />
        </div>
      )}
    </fieldset>
  )
}

type TraitsProps = { row: Row; chosen: string[]; choose: (traits: string[]) => void }
/** Those of the running schemes; and what was noted under one that runs no more, until it is taken away. */
function Traits({ row, chosen, choose }: TraitsProps) {
  const { t, language } = useSpeech()
  const traits = useRosterWords().data?.traits ?? {}
  const codes = Object.keys(traits).filter((code) => traits[code]?.of === row.of)
  const all = [...new Set([...codes, ...row.now.traits])]
  return (
    <fieldset>
      <legend>{t('rosters.traits')}</legend>
      {all.length ? (
        <Checkbox.Group
          value={chosen}
          onChange={choose}
          options={all.map((code) => ({ value: code, label: traits[code]?.name[language] ?? code }))}
        />
      ) : (
        <p className="muted">{t('rosters.traits.none')}</p>
      )}
    </fieldset>
  )
}

/** A place: what it is called, where it stands, when it is open, whom to call. */
import { Input, Select } from 'antd'
import { useState } from 'react'
import { api, call } from '../api.ts'
import { AskDialog } from '../parts/AskDialog.tsx'
import { useName, useT } from '../texts.ts'
import { type Place, usePlaceChange } from './queries.ts'

const lines = ['name', 'address', 'hours', 'phone'] as const
const longest = { name: 60, address: 120, hours: 120, phone: 30 } as const

type Props = {
  place: Place | undefined
  kinds: readonly { value: string; label: string }[]
  orgs: readonly { id: string; name: string; nameEn: string }[]
  done: () => void
}
export function PlaceDialog({ place, kinds, orgs, done }: Props) {
  const t = useT()
  const name = useName()
  const [typed, setTyped] = useState({
    kind: place?.kind ?? kinds[0]?.value ?? '',
    orgId: place?.orgId ?? orgs[0]?.id ?? '',
    name: place?.name ?? '',
    address: place?.address ?? '',
    hours: place?.hours ?? '',
    phone: place?.phone ?? '',
  })
  const save = usePlaceChange(() =>
    call<object>(
      place
        ? api.POST('/places/{placeId}', { params: { path: { placeId: place.id } }, body: typed })
        : api.POST('/places', { body: typed }),
    ),
  )
  return (
    <AskDialog
      title={t(place ? 'rosters.places.edit' : 'rosters.places.add')}
      ok={t('admin.save')}
      sending={save}
      ready={typed.name.trim() !== ''}
      width={520}
      send={() => save.mutate(undefined, { onSuccess: done })}
      close={done}
    >
      <label htmlFor="place-kind">{t('rosters.places.kind')}</label>
      <Select
        id="place-kind"
        value={typed.kind}
        onChange={(kind: string) => setTyped({ ...typed, kind })}
        options={[...kinds]}
      />
      <label htmlFor="place-org">{t('rosters.column.unit')}</label>
      <Select
        id="place-org"
        value={typed.orgId}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(orgId: string) => setTyped({ ...typed, orgId })}
        options={orgs.map((o) => ({ value: o.id, label: name(o) }))}
      />
      {lines.map((line) => (
        <div key={line} className="stack">
          <label htmlFor={`place-${line}`}>{t(`rosters.column.${line}`)}</label>
          <Input
            id={`place-${line}`}
            value={typed[line]}
            maxLength={longest[line]}
            onChange={(e) => setTyped({ ...typed, [line]: e.target.value })}
          />
        </div>
      ))}
    </AskDialog>
  )
}

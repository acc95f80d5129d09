/** Whom and what a field names, found by typing: members, units, households of a village, places. */
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { useMyOrgs } from '../parts/useMyOrgs.ts'
import { useScheme } from '../parts/useScheme.ts'
import { useHouseholds, useMe, useOrgs } from '../queries.ts'
import { useName, useT } from '../texts.ts'
import { usePlaces, useRecordMembers } from './queries.ts'

type Shared<V> = { value?: V; onChange?: (value: V | undefined) => void; id?: string; of: string[]; label: string }
const search = { optionFilterProp: 'label' } as const
const wide = { width: '100%' }
export type Refs = Readonly<Record<string, string>>

/** `near`: the unit it is about, whose people are offered before anything is typed. */
export function MemberPick({
  value,
  onChange,
  id,
  of,
  label,
  near,
  refs,
  many,
}: Shared<string | string[]> & { near: string | undefined; refs: Refs; many: boolean }) {
  const t = useT()
  const name = useName()
  const { word } = useScheme()
  const [typed, setTyped] = useState('')
  const found = useRecordMembers({ name: typed, role: of, org: near })
  // whoever was chosen stays named, also when other names are looked for
  const [known, setKnown] = useState<Refs>(refs)
  const options = (found.data ?? []).map((m) => ({
    value: m.id,
    label: [m.name, name(m.org), word('roles', m.role)].filter(Boolean).join(' · '),
  }))
  const chosen = [value ?? []].flat()
  const gone = chosen
    .filter((one) => !options.some((o) => o.value === one))
    .map((one) => ({ value: one, label: known[one] ?? '…' }))
  return (
    <Select
      id={id}
      {...(many && { mode: 'multiple' as const, maxCount: 500 })}
      value={value}
      onChange={(next: string | string[]) => {
        setKnown({ ...known, ...Object.fromEntries(options.map((o) => [o.value, o.label])) })
        onChange?.(next)
        setTyped('')
      }}
      options={[...gone, ...options]}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={t('records.pick.member')}
      notFoundContent={t('records.pick.nobody')}
      aria-label={label}
      allowClear
      loading={found.isFetching}
      style={wide}
    />
  )
}

export function OrgPick({ value, onChange, id, of, label }: Shared<string>) {
  const t = useT()
  const name = useName()
  const orgs = useOrgs().data ?? []
  return (
    <Select
      id={id}
      value={value}
      onChange={onChange}
      options={orgs.filter((o) => !of.length || of.includes(o.kind)).map((o) => ({ value: o.id, label: name(o) }))}
      showSearch={search}
      placeholder={t('records.pick.org')}
      aria-label={label}
      allowClear
      style={wide}
    />
  )
}

export function PlacePick({ value, onChange, id, of, label }: Shared<string>) {
  const t = useT()
  const places = usePlaces(of, true).data ?? []
  return (
    <Select
      id={id}
      value={value}
      onChange={onChange}
      options={places.map((p) => ({ value: p.id, label: p.name }))}
      showSearch={search}
      placeholder={t('records.pick.place')}
      notFoundContent={t('records.pick.no-place')}
      aria-label={label}
      allowClear
      style={wide}
    />
  )
}

/** The village first, where there is more than one; then the household, one's own on top. */
export function HouseholdPick({
  value,
  onChange,
  id,
  label,
  village,
}: Omit<Shared<string>, 'of'> & { village: string | undefined }) {
  const t = useT()
  const name = useName()
  const me = useMe().data
  const villages = useMyOrgs().filter((o) => o.level === 'branch' && !o.handles)
  const [chosen, setChosen] = useState(village)
  const here = chosen ?? village ?? villages[0]?.id
  useEffect(() => setChosen(village), [village])
  const { data: households = [] } = useHouseholds(here)
  const mine = (h: (typeof households)[number]) => Number(h.liaison?.id === me?.member.id)
  const options = [...households]
    .sort((a, b) => mine(b) - mine(a))
    .map((h) => ({
      value: h.id,
      label: [t('case.register.household-n', { n: h.number }), h.head, h.group].filter(Boolean).join(' · '),
    }))
  return (
    <div className="record-pair">
      {villages.length > 1 && (
        <Select
          value={here}
          onChange={(next) => {
            setChosen(next)
            onChange?.(undefined)
          }}
          options={villages.map((o) => ({ value: o.id, label: name(o) }))}
          showSearch={search}
          aria-label={t('case.register.village')}
          style={wide}
        />
      )}
      <Select
        id={id}
        value={value}
        onChange={onChange}
        options={options}
        showSearch={search}
        placeholder={t('records.pick.household')}
        aria-label={label}
        allowClear
        style={wide}
      />
    </div>
  )
}

/** A unit's roster row by row: the unit itself, then its households or members; each opens to be put right alone. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { OrgChoice } from '../lists/OrgChoice.tsx'
import { StackTable } from '../officers/StackTable.tsx'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { useMyOrgs } from '../parts/useMyOrgs.ts'
import { useScheme } from '../parts/useScheme.ts'
import { useRosterWords } from '../places/queries.ts'
import { useOrgs } from '../queries.ts'
import { useName, useSpeech } from '../texts.ts'
import { type Row, useRoster } from './queries.ts'
import { RowDrawer } from './RowDrawer.tsx'
import './rosters.css'

/** More than anybody reads through: the rest is looked for. */
const most = 100
type Props = { list: 'households' | 'members'; unit: string | undefined; choose: (unit: string | undefined) => void }

export function OneByOne({ list, unit, choose }: Props) {
  const { t } = useSpeech()
  const orgs = useMyOrgs()
  const chosen = orgs.find((o) => o.id === unit) ?? (orgs.length === 1 ? orgs[0] : undefined)
  const roster = useRoster(chosen?.id)
  const [doing, setDoing] = useState<Row>()
  return (
    <section>
      <h2>{t('rosters.one')}</h2>
      <p className="muted">{t('rosters.one.note')}</p>
      <OrgChoice orgs={orgs} org={chosen?.id} choose={choose} label={t('rosters.one.unit')} />
      {chosen && roster.isPending && <Loading rows={3} />}
      {roster.isError && <Failed error={roster.error} retry={() => void roster.refetch()} />}
      {chosen && roster.data && <Rows key={chosen.id} unit={chosen} list={list} roster={roster.data} open={setDoing} />}
      {doing && <RowDrawer row={doing} close={() => setDoing(undefined)} />}
    </section>
  )
}

type RowsProps = {
  unit: { id: string; name: string; nameEn: string }
  list: Props['list']
  roster: NonNullable<ReturnType<typeof useRoster>['data']>
  open: (row: Row) => void
}
function Rows({ unit, list, roster, open }: RowsProps) {
  const { t, language } = useSpeech()
  const name = useName()
  const { word } = useScheme()
  const orgs = useOrgs().data ?? []
  const traits = useRosterWords().data?.traits ?? {}
  const [q, setQ] = useState('')
  const traitsOf = (codes: readonly string[]) =>
    codes.map((code) => traits[code]?.name[language] ?? code).join(t('case.list-comma'))
  const own: Row = { of: 'org', id: unit.id, label: name(unit), now: roster.unit }
  const rows: Row[] =
    list === 'households'
      ? roster.households.map((now) => ({
          of: 'household',
          id: now.id,
          label: [t('liaison.household', { group: now.group, n: now.number }), now.head].filter(Boolean).join(' '),
          now,
        }))
      : roster.members.map((now) => ({ of: 'member', id: now.id, label: now.name, now }))
  const found = rows.filter(({ label }) => label.includes(q.trim()))
  const partner = roster.unit.jointWith && name(orgs.find((o) => o.id === roster.unit.jointWith))
  const nowOf = (row: Row) =>
    row.of === 'member' &&
    [t(`rosters.standing.${row.now.standing}`), row.now.awayAt, row.now.roles.map((r) => word('roles', r)).join(' ')]
      .filter(Boolean)
      .join(' · ')
  const organised = [t(`rosters.organisation.${roster.unit.organisation}`), partner].filter(Boolean).join(' · ')
  const line = (row: Row, under: string | false) => ({
    id: row.id,
    cells: {
      row: (
        <>
          <strong>{row.label}</strong>
          {under && <span className="under muted">{under}</span>}
        </>
      ),
      traits: traitsOf(row.now.traits),
      do: (
        <Button
          size="small"
          onClick={() => open(row)}
          aria-label={`${t('rosters.places.edit')} ${row.label}`}
          data-testid={`row-${row.of}`}
        >
          {t('rosters.places.edit')}
        </Button>
      ),
    },
  })
  return (
    <>
      {rows.length > 12 && (
        <Input.Search
          allowClear
          className="account-search"
          value={q}
          onChange={(e) => setQ(e.target.value)}
          placeholder={t('rosters.one.search')}
          aria-label={t('rosters.one.search')}
        />
      )}
      <StackTable
        className="roster-rows"
        columns={[
          { key: 'row', label: t('rosters.column.name') },
          { key: 'traits', label: t('rosters.traits') },
          { key: 'do', label: t('rosters.column.do') },
        ]}
        rows={[line(own, organised), ...found.slice(0, most).map((row) => line(row, nowOf(row)))]}
      />
      {found.length > most && <p className="muted">{t('rosters.one.more', { n: found.length - most })}</p>}
      {rows.length === 0 && <Empty title={t(`rosters.one.none.${list}`)} how={t('rosters.one.none.how')} />}
    </>
  )
}

/** Stations, points, venues, boards: what residents find on their village's page; and units that have no organisation yet. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { App, Button, Select } from 'antd'
import { useState } from 'react'
import { api, call } from '../api.ts'
import { OrgChoice } from '../lists/OrgChoice.tsx'
import { StackTable } from '../officers/StackTable.tsx'
import { drop } from '../parts/drop.ts'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useMyOrgs } from '../parts/useMyOrgs.ts'
import { useOrgs } from '../queries.ts'
import { useName, useSpeech } from '../texts.ts'
import { PlaceDialog } from './PlaceDialog.tsx'
import { type Place, usePlaceChange, usePlaces, useRosterWords, useUnitsWithout } from './queries.ts'

const route = getRouteApi('/desk/places')
const columns = ['name', 'unit', 'address', 'hours', 'phone', 'do'] as const

export function PlacesPage() {
  const { t, language } = useSpeech()
  const name = useName()
  const navigate = useNavigate()
  const search = route.useSearch()
  const orgs = useMyOrgs()
  const words = useRosterWords().data
  const places = usePlaces(search)
  const [doing, setDoing] = useState<'add' | Place>()
  const go = (part: { under?: string | undefined; kind?: string | undefined }) =>
    void navigate({ to: '/places', search: drop({ ...search, ...part }), replace: true })
  const kinds = Object.entries(words?.placeKinds ?? {}).map(([value, k]) => ({ value, label: k.name[language] }))
  const mine = new Map(orgs.map((o) => [o.id, o]))
  return (
    <Page
      title={t('rosters.places')}
      note={t('rosters.places.note')}
      actions={
        <Button type="primary" onClick={() => setDoing('add')} disabled={!kinds.length}>
          {t('rosters.places.add')}
        </Button>
      }
    >
      <div className="filters">
        <div className="filter-fields">
          <Select
            allowClear
            className="filter-select"
            popupMatchSelectWidth={false}
            aria-label={t('rosters.places.kind')}
            placeholder={t('rosters.places.kind')}
            value={search.kind}
            onChange={(kind: string | undefined) => go({ kind })}
            options={kinds}
          />
          <OrgChoice orgs={orgs} org={search.under} choose={(under) => go({ under })} label={t('rosters.out.unit')} />
        </div>
      </div>
      {words && !kinds.length && <p className="muted">{t('rosters.places.no-kinds')}</p>}
      {places.isPending && <Loading />}
      {places.isError && <Failed error={places.error} retry={() => void places.refetch()} />}
      {places.data?.length === 0 && <Empty title={t('rosters.places.none')} how={t('rosters.places.none.how')} />}
      {places.data && places.data.length > 0 && (
        <StackTable
          columns={columns.map((key) => ({ key, label: t(`rosters.column.${key}`) }))}
          rows={places.data.map((p) => ({
            id: p.id,
            cells: {
              name: (
                <>
                  <strong>{p.name}</strong>
                  <span className="under muted">{words?.placeKinds[p.kind]?.name[language] ?? p.kind}</span>
                </>
              ),
              unit: <UnitName id={p.orgId} />,
              address: p.address,
              hours: p.hours,
              phone: p.phone,
              do: mine.has(p.orgId) && <Measures place={p} edit={() => setDoing(p)} />,
            },
          }))}
        />
      )}
      <Without name={name} />
      {doing && (
        <PlaceDialog
          place={doing === 'add' ? undefined : doing}
          kinds={kinds}
          orgs={orgs}
          done={() => setDoing(undefined)}
        />
      )}
    </Page>
  )
}

function UnitName({ id }: { id: string }) {
  const name = useName()
  return <>{name(useOrgs().data?.find((o) => o.id === id))}</>
}

function Measures({ place, edit }: { place: Place; edit: () => void }) {
  const { t } = useSpeech()
  const { modal, message } = App.useApp()
  const close = usePlaceChange(() =>
    call(api.POST('/places/{placeId}/close', { params: { path: { placeId: place.id } } })),
  )
  const ask = () =>
    modal.confirm({
      title: t('rosters.places.close.sure', { name: place.name }),
      okText: t('rosters.places.close'),
      cancelText: t('case.back'),
      onOk: () =>
        close.mutateAsync(undefined).then(
          () => undefined,
          (error: Error) => void message.error(error.message),
        ),
    })
  return (
    <span className="measures">
      <Button size="small" onClick={edit}>
        {t('rosters.places.edit')}
      </Button>
      <Button size="small" onClick={ask} loading={close.isPending}>
        {t('rosters.places.close')}
      </Button>
    </span>
  )
}

/** 应建尽建: what has no organisation is named, not counted against anybody. */
function Without({ name }: { name: ReturnType<typeof useName> }) {
  const { t } = useSpeech()
  const units = useUnitsWithout().data ?? []
  if (!units.length) return null
  return (
    <section>
      <h2>{t('rosters.without', { n: units.length })}</h2>
      <ul>
        {units.map((unit) => (
          <li key={unit.id}>{name(unit)}</li>
        ))}
      </ul>
    </section>
  )
}

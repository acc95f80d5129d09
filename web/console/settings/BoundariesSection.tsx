/** Outlines of villages for the map: a GeoJSON file is read here, told of, and put in once it is whole. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import {
  featuresOf,
  mostFaults,
  mostFeatures,
  propertiesOf,
  shrink,
  takeNamed,
} from '../../../src/registry/boundaries.ts'
import { api, call } from '../api.ts'
import { dayText } from '../case/when.ts'
import { Failed } from '../parts/Failed.tsx'
import { keys, useBoundaries } from '../queries.ts'
import { useSpeech } from '../texts.ts'
import { Faults } from './Faults.tsx'

type Features = NonNullable<ReturnType<typeof featuresOf>>
const largest = 30_000_000

export function BoundariesSection() {
  const { t, language } = useSpeech()
  const client = useQueryClient()
  const known = useBoundaries().data
  const [features, setFeatures] = useState<Features>()
  const [wrong, setWrong] = useState<string>()
  const [property, setProperty] = useState<string>()
  const taken = features && property ? takeNamed(features, property) : undefined
  const put = useMutation({
    mutationFn: (named: NonNullable<typeof taken>['named']) =>
      call(
        api.POST('/boundaries', {
          body: {
            villages: shrink(named).map(({ name, shape }) => ({
              name,
              shape: shape.map((rings) => rings.map((ring) => ring.map(([east, north]) => [east, north]))),
            })),
          },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.boundaries }),
  })
  const take = async (file: File | undefined) => {
    if (!file) return
    put.reset()
    setFeatures(undefined)
    const text = file.size <= largest ? await file.text() : ''
    const found = featuresOf(parsed(text))
    const many = found && found.length > mostFeatures
    setWrong(
      !found?.length ? t('boundaries.no-file') : many ? t('boundaries.too-many', { n: mostFeatures }) : undefined,
    )
    if (!found?.length || many) return
    const names = propertiesOf(found)
    setFeatures(found)
    setProperty(['slug', 'name'].find((p) => names.includes(p)) ?? names[0])
  }
  const done = put.data
  return (
    <section id="boundaries" className="stack">
      <h2>{t('boundaries.section')}</h2>
      <p>
        {known?.importedAt
          ? t('boundaries.now', { n: known.items.length, day: dayText(language, known.importedAt) })
          : t('boundaries.now-none')}
      </p>
      <label htmlFor="boundaries-file">{t('boundaries.file')}</label>
      <p id="boundaries-help" className="muted">
        {t('boundaries.help')}
      </p>
      <input
        id="boundaries-file"
        type="file"
        accept=".geojson,.json,application/geo+json,application/json"
        aria-describedby="boundaries-help"
        onChange={(e) => void take(e.target.files?.[0])}
      />
      {wrong && (
        <p role="alert" className="wrong">
          {wrong}
        </p>
      )}
      {features && (
        <>
          <label htmlFor="boundaries-property">{t('boundaries.property')}</label>
          <Select
            id="boundaries-property"
            value={property}
            onChange={setProperty}
            options={propertiesOf(features).map((p) => ({
              value: p,
              label: t('boundaries.property-like', { property: p, example: String(features[0]?.properties?.[p]) }),
            }))}
          />
          {!property && <p className="wrong">{t('boundaries.no-property')}</p>}
        </>
      )}
      {taken && taken.faults.length > 0 && <Faults of={taken.faults.slice(0, mostFaults)} n={taken.faults.length} />}
      {taken && taken.faults.length === 0 && !done && (
        <>
          <p role="status">{t('boundaries.preview', { n: taken.named.length })}</p>
          <Button
            type="primary"
            loading={put.isPending}
            onClick={() => put.mutate(taken.named)}
            data-testid="put-boundaries"
          >
            {t('boundaries.put')}
          </Button>
        </>
      )}
      {put.isError && <Failed error={put.error} />}
      {done && (
        <div role="status">
          {done.faults.length > 0 && <Faults of={done.faults} n={done.faults.length} />}
          {done.faults.length === 0 && (
            <p>{done.kept > 0 ? t('boundaries.kept', { n: done.kept }) : t('boundaries.none-known')}</p>
          )}
          {done.unknown.length > 0 && <p>{t('boundaries.unknown', { names: done.unknown.join(t('desk.join')) })}</p>}
          {done.kept > 0 && done.without.length > 0 && (
            <p>{t('boundaries.without', { names: done.without.join(t('desk.join')) })}</p>
          )}
        </div>
      )}
    </section>
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Where one can go in a village: stations, points, venues, with opening hours and a phone. */
import { t } from '../../src/kernel/texts.ts'
import { listPlaces } from '../../src/registry/places.ts'
import type { Place as Village } from './directory.ts'
import { Tel } from './parts.tsx'
import type { Visit } from './visit.ts'

export async function placesIn(v: Visit, village: Village) {
  return (await listPlaces(v.house, v.caller(), { under: village.id })).items
}

export const Places = ({ v, places }: { v: Visit; places: Awaited<ReturnType<typeof placesIn>> }) =>
  places.length > 0 && (
    <>
      <h2>{t(v.language, 'liaison.card.places')}</h2>
      <ul class="people">
        {places.map((p) => (
          <li>
            <span>
              <b>{p.name}</b>{' '}
              <span class="muted">
                {[v.house.scheme.placeKinds[p.kind]?.name[v.language], p.address, p.hours].filter(Boolean).join(' · ')}
              </span>
            </span>
            {p.phone && <Tel phone={p.phone} />}
          </li>
        ))}
      </ul>
    </>
  )

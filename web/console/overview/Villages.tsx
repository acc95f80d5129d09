/** The villages on a map where the jurisdiction has put outlines in, else as a tree-map; and as a table with all numbers. */
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Overview } from '../api.ts'
import { useBoundaries } from '../queries.ts'
import { useName, useT } from '../texts.ts'
import { Chart } from './Chart.tsx'
import { mapRegions, shares, treeRegions } from './layout.ts'
import type { Opens } from './opens.ts'
import { useRoom } from './useRoom.ts'
import { VillageDrawing } from './VillageDrawing.tsx'
import { VillageTable } from './VillageTable.tsx'

export function Villages({ of, opens }: { of: Overview; opens: Opens }) {
  const t = useT()
  const boundaries = useBoundaries()
  const { villages } = of
  const outlines = useMemo(
    () =>
      (boundaries.data?.items ?? [])
        .filter((b) => villages.some((v) => v.village.id === b.village))
        .map((b) => ({ id: b.village, shape: b.shape })),
    [boundaries.data, villages],
  )
  const map = outlines.length > 0
  return (
    <Chart
      title={t('overview.villages')}
      note={t(map ? 'overview.villages.map-note' : 'overview.villages.tree-note')}
      className="chart-wide"
    >
      {(asTable) =>
        asTable || boundaries.isPending ? (
          asTable && <VillageTable of={of} opens={opens} />
        ) : (
          <Drawn of={of} opens={opens} outlines={outlines} />
        )
      }
    </Chart>
  )
}

type DrawnProps = { of: Overview; opens: Opens; outlines: Parameters<typeof mapRegions>[0] }

function Drawn({ of: { villages }, opens, outlines }: DrawnProps) {
  const t = useT()
  const name = useName()
  const [room, width] = useRoom()
  const map = outlines.length > 0
  const size = useMemo(() => ({ width, height: Math.round(Math.max(300, Math.min(width * 0.62, 560))) }), [width])
  const regions = useMemo(() => {
    if (!size.width) return []
    return map
      ? mapRegions(outlines, size)
      : treeRegions(
          villages.map((v) => ({ id: v.village.id, open: v.open })),
          size,
        )
  }, [map, outlines, villages, size])
  const drawn = map ? outlines.map((o) => o.id) : villages.filter((v) => v.open > 0).map((v) => v.village.id)
  const left = villages.filter((v) => !drawn.includes(v.village.id))
  return (
    <>
      <div ref={room}>
        {drawn.length === 0 ? (
          <p>{t('overview.none')}</p>
        ) : (
          <VillageDrawing
            regions={regions}
            villages={villages}
            size={size}
            opens={opens}
            label={t(map ? 'overview.villages.map' : 'overview.villages.tree')}
          />
        )}
      </div>
      {drawn.length > 0 && (
        <ul className="village-legend" aria-label={t('overview.legend')}>
          {shares.map((share) => (
            <li key={share}>
              <span className={`village-sample village-${share}`} aria-hidden="true" />
              {t(`overview.legend.${share}`)}
            </li>
          ))}
          <li>{t('overview.legend.numbers')}</li>
        </ul>
      )}
      {left.length > 0 && (
        <p className="muted">
          {t(map ? 'overview.villages.no-outline' : 'overview.villages.no-case')}{' '}
          {left.map((v, i) => (
            <span key={v.village.id}>
              {i > 0 && t('desk.join')}
              {v.open > 0 ? (
                <Link to="/cases" search={opens.village(v.village.id, 'all')}>
                  {t('overview.village.brief', { name: name(v.village), open: v.open })}
                </Link>
              ) : (
                name(v.village)
              )}
            </span>
          ))}
        </p>
      )}
    </>
  )
}

/** The villages as regions one can press: name and numbers in each that has room, all of it in its name for who cannot see it. */
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { Overview } from '../api.ts'
import { useName, useT } from '../texts.ts'
import { directions, nextTo, type Region, roomFor, type Size, shareOf } from './layout.ts'
import type { Opens } from './opens.ts'

type Village = Overview['villages'][number]
type Props = { regions: readonly Region[]; villages: readonly Village[]; size: Size; opens: Opens; label: string }

export function VillageDrawing({ regions, villages, size, opens, label }: Props) {
  const t = useT()
  const name = useName()
  const drawing = useRef<SVGSVGElement>(null)
  const [at, setAt] = useState<string>()
  // one stop for Tab, arrows from there: three hundred villages are not three hundred stops
  const here = regions.some((r) => r.id === at) ? at : regions[0]?.id
  const letter = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * (13 / 16)
  const move = (e: KeyboardEvent) => {
    if (!(e.key in directions) || !here) return
    e.preventDefault()
    const next = nextTo(regions, here, e.key as keyof typeof directions)
    if (!next) return
    setAt(next)
    drawing.current?.querySelector<SVGAElement>(`[data-village="${next}"]`)?.focus()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing is no form, and a group of links it is
    <svg
      ref={drawing}
      role="group"
      aria-label={label}
      className="villages"
      width={size.width}
      height={size.height}
      viewBox={`0 0 ${size.width} ${size.height}`}
      onKeyDown={move}
    >
      {regions.map((region) => {
        const v = villages.find((one) => one.village.id === region.id)
        if (!v) return null
        const { open, late, fresh } = v
        const words = t('overview.village.said', { name: name(v.village), open, late, fresh })
        const number = late > 0 ? `${open} ▲${late}` : String(open)
        const room = roomFor(name(v.village), number, region, letter)
        return (
          <Link
            key={region.id}
            to="/cases"
            search={opens.village(region.id, 'all')}
            className={`village village-${shareOf(late, open)}`}
            data-village={region.id}
            tabIndex={region.id === here ? 0 : -1}
            onFocus={() => setAt(region.id)}
          >
            <title>{words}</title>
            <path d={region.d} fillRule="evenodd" />
            {room !== 'nothing' && (
              <text x={region.x} y={region.y}>
                {room === 'both' && (
                  <tspan x={region.x} dy="-0.35em">
                    {name(v.village)}
                  </tspan>
                )}
                <tspan x={region.x} dy={room === 'both' ? '1.3em' : '0.35em'} className="village-n">
                  {number}
                </tspan>
              </text>
            )}
          </Link>
        )
      })}
    </svg>
  )
}

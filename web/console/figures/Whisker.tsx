/** A rate on a scale from 0 to 100 with its interval. Hollow and grey where the base is too small to compare. */
import type { Figure } from '../api.ts'

export function Whisker({ of }: { of: Figure }) {
  const at = (share: number) => 2 + share * 196
  const { rate, low, high, comparable } = of
  return (
    <svg className="whisker" viewBox="0 0 200 16" preserveAspectRatio="none" aria-hidden="true">
      <line x1={2} x2={198} y1={14} y2={14} className="whisker-axis" />
      {[0, 0.5, 1].map((share) => (
        <line key={share} x1={at(share)} x2={at(share)} y1={11} y2={15} className="whisker-axis" />
      ))}
      {rate !== null && low !== null && high !== null && (
        <>
          <line x1={at(low)} x2={at(high)} y1={7} y2={7} className="whisker-range" />
          <rect
            x={at(rate) - 2}
            y={2}
            width={4}
            height={10}
            className={comparable ? 'whisker-rate' : 'whisker-rate whisker-small'}
          />
        </>
      )}
    </svg>
  )
}

/** A bar of what is done, with a mark where today's pace would be. The words beside it say the same. */
import type { Duty } from './queries.ts'

export function PaceBar({ duty: d }: { duty: Duty }) {
  if (!d.target) return null
  const share = (n: number) => `${Math.min(100, (n / (d.target || 1)) * 100)}%`
  const paced = d.to !== null && d.standing !== 'done' && d.standing !== 'not-begun'
  return (
    <span className={`pace pace-${d.standing}`} aria-hidden="true">
      <span className="pace-done" style={{ width: share(d.value) }} />
      {paced && <span className="pace-mark" style={{ left: share(d.expected) }} />}
    </span>
  )
}

/** How many stand how, as one bar of whole subjects; the words on it say the numbers. */
import { useT } from '../texts.ts'
import type { Tally } from './queries.ts'

export const waiting = (a: Tally) => a.subjects - a.done - a.behind - a.missed

export function TallyBar({ tally: a }: { tally: Tally }) {
  const t = useT()
  const words = t('duties.coverage.bar', {
    done: a.done,
    behind: a.behind,
    waiting: waiting(a),
    missed: a.missed,
    subjects: a.subjects,
  })
  const share = (n: number) => ({ width: `${(n / Math.max(1, a.subjects)) * 100}%` })
  return (
    <span className="tally" role="img" aria-label={words} title={words}>
      <span className="tally-done" style={share(a.done)} />
      <span className="tally-behind" style={share(a.behind)} />
      <span className="tally-missed" style={share(a.missed)} />
    </span>
  )
}

/** How one stands, as a word and a shape: never colour alone. */
import { useT } from '../texts.ts'
import type { Duty } from './queries.ts'

const shapes: Record<Duty['standing'], string> = {
  done: '■',
  'on-pace': '●',
  behind: '◐',
  'in-grace': '◐',
  missed: '▲',
  'not-begun': '○',
  'not-set': '○',
}

export function Standing({ of: { standing, period } }: { of: Pick<Duty, 'standing' | 'period'> }) {
  const t = useT()
  // what is asked for on every day has no pace
  const word = standing === 'behind' && period === 'standing' ? 'lacking' : standing
  return (
    <span className={`standing standing-${standing}`}>
      <span aria-hidden="true">{shapes[standing]}</span> {t(`duties.standing.${word}`)}
    </span>
  )
}

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

export function Standing({ standing }: { standing: Duty['standing'] }) {
  const t = useT()
  return (
    <span className={`standing standing-${standing}`}>
      <span aria-hidden="true">{shapes[standing]}</span> {t(`duties.standing.${standing}`)}
    </span>
  )
}

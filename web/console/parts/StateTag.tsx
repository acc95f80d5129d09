/** A case's state as a shape and a word on a quiet ground. */
import { shapes } from '../../tokens.ts'
import type { CaseSummary } from '../api.ts'
import { useT } from '../texts.ts'

type Tone = keyof typeof shape
const shape = {
  elsewhere: shapes.inTime,
  whistle: shapes.inTime,
  'due-soon': shapes.dueSoon,
  late: shapes.late,
  ended: shapes.ended,
}
const tone: Partial<Record<CaseSummary['state'], Tone>> = {
  closed: 'ended',
  declined: 'ended',
  withdrawn: 'ended',
  reopened: 'late',
  shelved: 'due-soon',
  'extension-asked': 'due-soon',
  answered: 'whistle',
  'passed-on': 'ended',
  waiting: 'due-soon',
}

export function StateTag({ state }: { state: CaseSummary['state'] }) {
  const t = useT()
  const of = tone[state] ?? 'elsewhere'
  return (
    <span className={`tag tag-${of}`}>
      <span aria-hidden="true">{shape[of]} </span>
      {t(`words.state.${state}`)}
    </span>
  )
}

/** The clock as shape, words and bar: never colour alone. */
import { shapes } from '../../tokens.ts'
import type { CaseSummary } from '../api.ts'
import { useSpeech } from '../texts.ts'
import { clockWords } from './clock-words.ts'

/** A clock’s colour as a shape. */
export const shapeOf = {
  'in-time': shapes.inTime,
  'due-soon': shapes.dueSoon,
  late: shapes.late,
  ended: shapes.ended,
} as const
type Props = {
  of: Parameters<typeof clockWords>[2] & Pick<CaseSummary, 'used'>
  bar?: boolean /** Where a heading says which clock it is, the words need not. */
  name?: boolean
}

export function Clock({ of, bar = true, name = true }: Props) {
  const { t, language } = useSpeech()
  const { left, day } = clockWords(t, language, of, name)
  return (
    <span className={`clock clock-${of.colour}`} title={of.clock ? t(`words.clock.${of.clock}`) : undefined}>
      <span aria-hidden="true">{shapeOf[of.colour]}</span>
      <span className="clock-left">
        <span className="hidden">{t(`words.colour.${of.colour}`)} </span>
        {left}
      </span>
      {day && <span className="clock-day">{day}</span>}
      {bar && of.used !== null && <Bar used={of.used} />}
    </span>
  )
}

/** How much of a limit is used, 1 = due. */
export const Bar = ({ used }: { used: number }) => (
  <span className="clock-bar" aria-hidden="true">
    <span style={{ width: `${Math.round(Math.min(1, Math.max(0.02, used)) * 100)}%` }} />
  </span>
)

/** A day to promise: a date field, a few usual distances, and the day said in words. */
import { Input } from 'antd'
import { useSpeech } from '../../texts.ts'
import { dayAhead, dayText } from '../when.ts'

type Props = {
  value?: string
  onChange?: (day: string) => void
  id?: string
  ahead?: readonly number[]
  min?: string
  max?: string
}

export function Day({ value, onChange, id, ahead = [], min, max }: Props) {
  const { t, language } = useSpeech()
  return (
    <div className="day">
      <Input id={id} type="date" value={value ?? ''} min={min} max={max} onChange={(e) => onChange?.(e.target.value)} />
      {ahead.map((days) => (
        <button key={days} type="button" className="link" onClick={() => onChange?.(dayAhead(days))}>
          {t('case.in-days', { n: days })}
        </button>
      ))}
      {value && <span className="case-muted">{dayText(language, value)}</span>}
    </div>
  )
}

/** One of a few, all in sight: radio buttons drawn as chips. Works inside a form field and on its own. */
import { type ReactNode, useId } from 'react'

type Props = {
  choices: readonly { value: string; label: string; hint?: string }[]
  value?: string
  onChange?: (value: string) => void
  label?: string
  id?: string
  /** One a line, with room for a hint. */
  tall?: boolean
  small?: boolean
}

export function Chips({ choices, value, onChange, label, id, tall, small }: Props) {
  const name = useId()
  return (
    <div
      className={`choices${tall ? ' choices-tall' : ''}${small ? ' choices-small' : ''}`}
      role="radiogroup"
      id={id}
      aria-label={label}
    >
      {choices.map((c) => (
        <Chip key={c.value} name={name} of={c} chosen={value === c.value} onChoose={() => onChange?.(c.value)} />
      ))}
    </div>
  )
}

type ChipProps = {
  /** Of the row: what its radio buttons share. */
  name: string
  of: { value: string; label: ReactNode; hint?: string }
  chosen: boolean
  onChoose: () => void
  /** Stands before the label. */
  mark?: ReactNode
}

export const Chip = ({ name, of: { value, label, hint }, chosen, onChoose, mark }: ChipProps) => (
  <label className="choice">
    <input type="radio" name={name} value={value} checked={chosen} onChange={onChoose} />
    <span>
      {mark}
      {label}
      {hint && <small>{hint}</small>}
    </span>
  </label>
)

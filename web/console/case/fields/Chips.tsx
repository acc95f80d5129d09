/** One of a few, all in sight: radio buttons drawn as chips. Works inside a form field and on its own. */
import { useId } from 'react'

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
        <label key={c.value} className="choice">
          <input
            type="radio"
            name={name}
            value={c.value}
            checked={value === c.value}
            onChange={() => onChange?.(c.value)}
          />
          <span>
            {c.label}
            {c.hint && <small>{c.hint}</small>}
          </span>
        </label>
      ))}
    </div>
  )
}

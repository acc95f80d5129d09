/** A row of choices with a key on each: the keys work on the row that is next, and the row says so. */
import { type ReactNode, useId } from 'react'
import { Chip } from '../case/fields/Chips.tsx'
import { useT } from '../texts.ts'
import { Key } from './Key.tsx'

/** The digits, then the letters under them: one key a choice, at most fifteen. */
export const choiceKeys = [...'1234567890qwert']

export type Choice = { value: string; label: ReactNode; hint?: string }
type Props = {
  label: string
  choices: readonly Choice[]
  value: string | undefined
  /** Whether the keys work here now. */
  active: boolean
  missing?: boolean
  tall?: boolean
  onChoose: (value: string) => void
  onEnter: () => void
  children?: ReactNode
}

export function ChoiceRow({
  label,
  choices,
  value,
  active,
  missing = false,
  tall,
  onChoose,
  onEnter,
  children,
}: Props) {
  const t = useT()
  const name = useId()
  return (
    <fieldset className={active ? 'triage-row triage-row-now' : 'triage-row'} onFocus={onEnter}>
      <legend>
        {label}
        {active && <span className="hidden"> {t('triage.keys-here')}</span>}
        {missing && <span className="wrong"> {t('triage.choose-first')}</span>}
      </legend>
      <div className={tall ? 'choices choices-tall' : 'choices'}>
        {choices.map((c, i) => (
          <Chip
            key={c.value}
            name={name}
            of={c}
            chosen={value === c.value}
            onChoose={() => onChoose(c.value)}
            mark={choiceKeys[i] && <Key of={choiceKeys[i]} />}
          />
        ))}
        {children}
      </div>
    </fieldset>
  )
}

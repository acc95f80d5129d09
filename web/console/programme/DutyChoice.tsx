/** One duty to take over: ticked, with its number and how often, as far as that goes by the calendar. */
import { Checkbox, Input, Select } from 'antd'
import { useT } from '../texts.ts'
import type { ChosenDuty } from './answers.ts'
import type { KnownFile } from './queries.ts'

type Duty = KnownFile['duties'][number]
type Props = {
  from: string
  duty: Duty
  chosen: ChosenDuty | undefined
  put: (chosen: ChosenDuty | undefined) => void
}
const periods = ['year', 'half-year', 'quarter', 'month', 'week'] as const

export function DutyChoice({ from, duty, chosen, put }: Props) {
  const t = useT()
  const number = duty.number === null ? '' : String(duty.share ? duty.number * 100 : duty.number)
  return (
    <li>
      <Checkbox
        checked={chosen !== undefined}
        onChange={(e) => put(e.target.checked ? { from, code: duty.code, number, per: duty.per } : undefined)}
      >
        <b>{duty.name}</b> <span className="muted">{duty.says}</span>
      </Checkbox>
      {chosen && (
        <span className="duty-numbers">
          <Input
            aria-label={t('programme.new.number.of', { name: duty.name })}
            inputMode="decimal"
            placeholder={t('programme.not-set')}
            value={chosen.number}
            onChange={(e) => put({ ...chosen, number: e.target.value })}
            {...(duty.share && { suffix: '%' })}
          />
          {duty.per !== null && (
            <Select
              aria-label={t('programme.new.per.of', { name: duty.name })}
              value={chosen.per}
              options={periods.map((value) => ({ value, label: t(`programme.per.${value}`) }))}
              onChange={(per) => put({ ...chosen, per })}
            />
          )}
        </span>
      )}
    </li>
  )
}

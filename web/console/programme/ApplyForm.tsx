/** From when, to when, and the last word before a file comes into force. With other days it is another plan, looked at again. */
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { dayAhead } from '../case/when.ts'
import { Failed } from '../parts/Failed.tsx'
import { useT } from '../texts.ts'
import { ProblemLines } from './ProblemLines.tsx'
import type { SchemePlan, useApply } from './queries.ts'

type Days = { startsOn: string; endsOn: string | null }
type Props = {
  plan: SchemePlan
  again: (days: Days) => void
  apply: ReturnType<typeof useApply>
  send: (asked: Days & { token: string }) => void
}

export function ApplyForm({ plan, again, apply, send }: Props) {
  const t = useT()
  const [startsOn, setFrom] = useState(plan.startsOn)
  const [endsOn, setTo] = useState(plan.endsOn ?? '')
  const [sure, setSure] = useState(false)
  const days = { startsOn, endsOn: endsOn || null }
  const other = days.startsOn !== plan.startsOn || days.endsOn !== plan.endsOn
  return (
    <form
      className="apply stack"
      onSubmit={(e) => {
        e.preventDefault()
        if (other) again(days)
        else send({ ...days, token: plan.token })
      }}
    >
      <h3>{t('programme.apply')}</h3>
      <label htmlFor="apply-from">{t('programme.apply.from')}</label>
      <Input
        id="apply-from"
        type="date"
        required
        min={dayAhead(0)}
        value={startsOn}
        onChange={(e) => setFrom(e.target.value)}
      />
      <label htmlFor="apply-to">{t('programme.apply.to')}</label>
      <Input id="apply-to" type="date" min={startsOn} value={endsOn} onChange={(e) => setTo(e.target.value)} />
      {other ? (
        <Button htmlType="submit" disabled={!startsOn}>
          {t('programme.apply.look')}
        </Button>
      ) : (
        <>
          <Checkbox checked={sure} onChange={(e) => setSure(e.target.checked)}>
            {t('programme.apply.sure')}
          </Checkbox>
          <Button
            htmlType="submit"
            type="primary"
            disabled={!sure || plan.problems.length > 0}
            loading={apply.isPending}
          >
            {t('programme.apply.do')}
          </Button>
        </>
      )}
      {apply.isError && (
        <>
          <Failed error={apply.error} retry={() => again(days)} />
          <ProblemLines error={apply.error} />
        </>
      )}
    </form>
  )
}

/** Entering leave: who, from when to when, and who stands in. Without anybody it says what that means. */
import { App, Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { useOrgName } from '../case/known.ts'
import { dayAhead, dayText } from '../case/when.ts'
import { Failed } from '../parts/Failed.tsx'
import { useScheme } from '../parts/useScheme.ts'
import { useSpeech } from '../texts.ts'
import { useEnterLeave, useStandIns } from './leave.ts'

type Props = { people?: readonly { id: string; name: string }[]; onDone: () => void }

export function LeaveForm({ people, onDone }: Props) {
  const { t, language } = useSpeech()
  const { message } = App.useApp()
  const orgName = useOrgName()
  const { word } = useScheme()
  const [memberId, setMemberId] = useState<string>()
  const [startsOn, setStartsOn] = useState(dayAhead(0))
  const [endsOn, setEndsOn] = useState('')
  const [standInId, setStandInId] = useState<string>()
  const who = memberId ? { memberId } : {}
  const known = !people || memberId
  const standIns = useStandIns({ ...who, startsOn, endsOn: known ? endsOn : '' })
  const enter = useEnterLeave()
  const whole = known && startsOn !== '' && endsOn >= startsOn
  const submit = (e: FormEvent) => {
    e.preventDefault()
    enter.mutate(
      { ...who, startsOn, endsOn, ...(standInId && { standInId }) },
      {
        onSuccess: () => {
          void message.success(t('standin.leave.entered'))
          onDone()
        },
      },
    )
  }
  const id = people ? 'office-leave' : 'my-leave'
  return (
    <form
      onSubmit={submit}
      className="stack"
      aria-label={t(people ? 'standin.leave.enter-office' : 'standin.leave.enter')}
    >
      {people && (
        <>
          <label htmlFor={`${id}-who`}>{t('standin.leave.who')}</label>
          <Select
            id={`${id}-who`}
            value={memberId}
            onChange={(next: string) => {
              setMemberId(next)
              setStandInId(undefined)
            }}
            placeholder={t('case.choose')}
            options={people.map((p) => ({ value: p.id, label: p.name }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </>
      )}
      <div className="leave-days">
        <span className="stack">
          <label htmlFor={`${id}-from`}>{t('standin.leave.from')}</label>
          <Input id={`${id}-from`} type="date" value={startsOn} onChange={(e) => setStartsOn(e.target.value)} />
        </span>
        <span className="stack">
          <label htmlFor={`${id}-to`}>{t('standin.leave.to')}</label>
          <Input
            id={`${id}-to`}
            type="date"
            value={endsOn}
            min={startsOn}
            onChange={(e) => setEndsOn(e.target.value)}
          />
        </span>
      </div>
      {whole && (
        <p className="muted">
          {t('standin.leave.days', { from: dayText(language, startsOn), to: dayText(language, endsOn) })}
        </p>
      )}
      <label htmlFor={`${id}-by`}>{t('standin.leave.stand-in')}</label>
      <Select
        id={`${id}-by`}
        allowClear
        disabled={!whole}
        loading={standIns.isFetching}
        value={standInId}
        onChange={setStandInId}
        placeholder={t(whole ? 'standin.leave.nobody' : 'standin.leave.days-first')}
        aria-describedby={`${id}-means`}
        options={(standIns.data ?? []).map((p) => ({
          value: p.id,
          disabled: p.away,
          label: [p.name, orgName(p.orgId), word('roles', p.role), p.away && t('standin.leave.away-too')]
            .filter(Boolean)
            .join(' · '),
        }))}
        showSearch={{ optionFilterProp: 'label' }}
      />
      <p id={`${id}-means`} className={standInId ? 'muted' : 'leave-vacant'}>
        {t(standInId ? 'standin.leave.means' : 'standin.leave.means-vacant')}
      </p>
      {standIns.isError && <Failed error={standIns.error} />}
      {enter.isError && <Failed error={enter.error} />}
      <Button htmlType="submit" type="primary" disabled={!whole} loading={enter.isPending} data-testid={`enter-${id}`}>
        {t('standin.leave.save')}
      </Button>
    </form>
  )
}

/** Leave, one line each: who, when, who stands in; what runs can be ended. */
import { App, Button } from 'antd'
import { dayText } from '../case/when.ts'
import { Failed } from '../parts/Failed.tsx'
import { useSpeech } from '../texts.ts'
import { type Leave, useEndLeave } from './leave.ts'

type Props = { items: readonly Leave[]; named?: boolean; mayEnd?: boolean }

export function LeaveList({ items, named = false, mayEnd = false }: Props) {
  const { t, language } = useSpeech()
  const { message, modal } = App.useApp()
  const end = useEndLeave()
  const ask = (leave: Leave) =>
    modal.confirm({
      title: t(leave.state === 'coming' ? 'standin.leave.take-back' : 'standin.leave.end'),
      content: t(leave.state === 'coming' ? 'standin.leave.take-back-sure' : 'standin.leave.end-sure'),
      okText: t('standin.leave.sure'),
      cancelText: t('case.back'),
      onOk: () => end.mutateAsync(leave.id).then(() => void message.success(t('standin.leave.ended'))),
    })
  return (
    <>
      <ul className="leave-list">
        {items.map((one) => (
          <li key={one.id} data-state={one.state}>
            <span>
              {named && <strong>{one.member.name} </strong>}
              {t('standin.leave.days', { from: dayText(language, one.startsOn), to: dayText(language, one.endsOn) })}
              <span className="muted">
                {one.standIn ? t('standin.leave.by', { name: one.standIn.name }) : t('standin.leave.by-nobody')}
                {one.enteredBy.id !== one.member.id &&
                  ` · ${t('standin.leave.entered-by', { name: one.enteredBy.name })}`}
                {one.endedAt && ` · ${t('standin.leave.ended-on', { day: dayText(language, one.endedAt) })}`}
              </span>
              {one.unattended && <span className="leave-vacant">▲ {t('standin.leave.unattended')}</span>}
            </span>
            <span className={`tag ${one.state === 'running' ? 'tag-due-soon' : 'tag-ended'}`}>
              {t(`standin.leave.state.${one.state}`)}
            </span>
            {mayEnd && one.state !== 'over' && (
              <Button size="small" onClick={() => ask(one)}>
                {t(one.state === 'coming' ? 'standin.leave.take-back' : 'standin.leave.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {end.isError && <Failed error={end.error} />}
    </>
  )
}

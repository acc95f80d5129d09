/** On top of the desk: red while somebody looks at another's desk to help; and for whoever was helped, who looked, when and why. */
import { Button } from 'antd'
import { api, call } from '../api.ts'
import { timeText } from '../case/when.ts'
import { useMe } from '../queries.ts'
import { useSpeech } from '../texts.ts'
import './admin.css'
import { useHelperStep, useHelpers } from './queries.ts'

const hourText = (language: string, iso: string) =>
  new Intl.DateTimeFormat(language, {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(iso))

const useEndLook = () => useHelperStep(() => call(api.POST('/see-as/end', { body: {} })))

export function HelpBands() {
  const { t, language } = useSpeech()
  const me = useMe().data
  const end = useEndLook()
  if (!me) return null
  if (me.helping)
    return (
      <div className="see-as-band" role="status">
        <span>▲ {t('admin.see-as.band', { name: me.member.name, until: hourText(language, me.helping.until) })}</span>
        <Button
          loading={end.isPending}
          onClick={() => end.mutate(undefined, { onSuccess: () => window.location.assign('/desk/people') })}
        >
          {t('admin.see-as.end')}
        </Button>
      </div>
    )
  return me.looks > 0 ? <Looked /> : null
}

function Looked() {
  const { t, language } = useSpeech()
  const looks = (useHelpers().data?.looks ?? []).filter((look) => !look.noted)
  const end = useEndLook()
  const note = useHelperStep(() => call(api.POST('/me/see-as/noted', { body: {} })))
  const over = looks.filter((look) => !look.goesOn)
  return (
    <>
      {looks
        .filter((look) => look.goesOn)
        .map((look) => (
          <div key={look.id} className="looked-band" role="status">
            <span>◐ {t('admin.helped.now', { helper: look.helper, reason: look.reason })}</span>
            <Button size="small" onClick={() => end.mutate()}>
              {t('admin.helped.end')}
            </Button>
          </div>
        ))}
      {over.length > 0 && (
        <div className="looked-band" role="status">
          <span>
            {over.map((look) => (
              <span key={look.id} className="under">
                {t('admin.helped.band', {
                  helper: look.helper,
                  from: timeText(language, look.beganAt),
                  to: hourText(language, look.endedAt),
                  reason: look.reason,
                })}
              </span>
            ))}
          </span>
          <Button size="small" onClick={() => note.mutate()}>
            {t('admin.helped.noted')}
          </Button>
        </div>
      )}
    </>
  )
}

/** In the settings: a code for whoever I ask for help, and who has looked at my desk. */
import { Button } from 'antd'
import { api, call } from '../api.ts'
import { timeText } from '../case/when.ts'
import { Failed } from '../parts/Failed.tsx'
import { useMay } from '../queries.ts'
import { useSpeech } from '../texts.ts'
import './admin.css'
import { useHelperStep, useHelpers } from './queries.ts'

/** Only for those whose desk has something to show: nobody looks through an administrator's eyes. */
export function HelpSection() {
  return useMay()('case.read') ? <Help /> : null
}

function Help() {
  const { t, language } = useSpeech()
  const helpers = useHelpers()
  const make = useHelperStep(() => call(api.POST('/me/see-as/code', { body: {} })))
  const drop = useHelperStep(() => call(api.POST('/me/see-as/code/drop', { body: {} })))
  const shown = make.data
  const out = helpers.data?.codeUntil
  const looks = helpers.data?.looks ?? []
  return (
    <section id="help-me">
      <h2>{t('admin.helped.title')}</h2>
      <p>{t('admin.helped.means')}</p>
      {out && (
        <div role="status">
          {shown ? (
            <p className="see-as-code" data-testid="see-as-code">
              {shown.code}
            </p>
          ) : (
            <p>{t('admin.helped.out')}</p>
          )}
          <p className="muted">{t('admin.helped.until', { until: timeText(language, out) })}</p>
        </div>
      )}
      <p className="measures">
        <Button onClick={() => make.mutate()} loading={make.isPending}>
          {t('admin.helped.make')}
        </Button>
        {out && <Button onClick={() => drop.mutate()}>{t('admin.helped.drop')}</Button>}
      </p>
      {(make.isError || helpers.isError) && <Failed error={make.error ?? helpers.error} />}
      {looks.length > 0 && (
        <>
          <h3>{t('admin.helped.list')}</h3>
          <ul>
            {looks.map((look) => (
              <li key={look.id}>
                {t('admin.helped.looked', {
                  helper: look.helper,
                  from: timeText(language, look.beganAt),
                  to: timeText(language, look.endedAt),
                  reason: look.reason,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** What is going on at this case now: who else is here, and what they have just done. Says the same of me to them. */
import { App } from 'antd'
import type { CaseEvent, CaseView } from '../api.ts'
import { useEventWords } from '../case/event-words.ts'
import { timeText } from '../case/when.ts'
import { useKeys } from '../parts/useKeys.ts'
import { useSpeech } from '../texts.ts'
import { takeBack, useNext } from './after-step.tsx'
import { useHere } from './stream.ts'
import { useLooking } from './useLooking.ts'
import { useSeen } from './useSeen.ts'
import './live.css'

export function CaseLive({ c, fresh }: { c: CaseView; fresh: readonly CaseEvent[] }) {
  const { t, language } = useSpeech()
  const { message } = App.useApp()
  const { line } = useEventWords()
  const here = useHere(c.id)
  const { markUnread } = useSeen(c)
  const next = useNext(c.id)
  useLooking(c.id)
  const unread = async () => {
    if (await markUnread()) message.success(t('live.unread-done'))
  }
  useKeys({
    a: () => document.querySelector<HTMLElement>('.case-next button')?.click(),
    n: () => (next.item ? next.go() : void message.info(t('live.next-none'))),
    u: () => takeBack(),
    m: () => void unread(),
  })
  const last = fresh.at(-1)
  return (
    <div className="case-live">
      <p role="status">
        {here.map(({ id, name, doing }) => (
          <span key={id} className={`here here-${doing}`}>
            {t(`live.here.${doing}`, { name })}
          </span>
        ))}
      </p>
      <p role="status">
        {last && (
          <span className="case-fresh">
            {t('live.fresh', {
              n: fresh.length,
              time: timeText(language, last.at),
              who: last.actor.member?.name ?? t(`case.actor.${last.actor.kind}`),
              did: line(last),
            })}
          </span>
        )}
      </p>
      <button type="button" className="link mark-unread" onClick={() => void unread()}>
        {t('live.unread-mark')}
      </button>
    </div>
  )
}

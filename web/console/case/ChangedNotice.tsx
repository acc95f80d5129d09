/** Someone was quicker: what has happened since this form was opened, beside what was typed. */
import { Button } from 'antd'
import type { CaseView } from '../api.ts'
import { useT } from '../texts.ts'
import { Step } from './Thread.tsx'

type Props = { c: CaseView; since: number; stillOpen: boolean; onSeen: () => void }

export function ChangedNotice({ c, since, stillOpen, onSeen }: Props) {
  const t = useT()
  return (
    <section className="step-changed" role="alert">
      <p>
        <strong>{t('case.changed')}</strong> {t('case.now-is', { state: t(`words.state.${c.state}`) })}
      </p>
      <ol className="case-thread">
        {c.events
          .filter((e) => e.seq > since)
          .map((e) => (
            <Step key={e.seq} event={e} />
          ))}
      </ol>
      {stillOpen ? <Button onClick={onSeen}>{t('case.changed-seen')}</Button> : <p>{t('case.changed-closed')}</p>}
    </section>
  )
}

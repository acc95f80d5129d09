/** The left: what waits, earliest deadline first, with the one in hand marked. On a phone one line with two buttons. */
import { Link } from '@tanstack/react-router'
import type { InboxItem } from '../api.ts'
import { Clock } from '../parts/Clock.tsx'
import { StateTag } from '../parts/StateTag.tsx'
import { useName, useT } from '../texts.ts'
import { Key } from './Key.tsx'

type Props = { items: readonly InboxItem[]; open: string | undefined; more: boolean; go: (by: 1 | -1) => void }

export function TriageQueue({ items, open, more, go }: Props) {
  const t = useT()
  const name = useName()
  const at = items.findIndex((i) => i.id === open)
  return (
    <nav className="triage-queue" aria-label={t('triage.queue')}>
      <p className="triage-walk">
        <button type="button" className="plain-button" disabled={at <= 0} onClick={() => go(-1)}>
          {t('triage.previous')} <Key of="k" />
        </button>
        <span aria-live="polite">{t('triage.place', { n: at + 1, of: `${items.length}${more ? '+' : ''}` })}</span>
        <button type="button" className="plain-button" disabled={at >= items.length - 1} onClick={() => go(1)}>
          {t('triage.next')} <Key of="j" />
        </button>
      </p>
      <ol>
        {items.map((i) => (
          <li key={i.id}>
            <Link
              to="/triage"
              search={{ case: i.id }}
              replace
              className={i.id === open ? 'triage-item triage-item-open' : 'triage-item'}
              aria-current={i.id === open ? 'true' : undefined}
              activeProps={{ 'aria-current': i.id === open ? 'true' : undefined }}
            >
              <span className="triage-item-words">{i.title ?? i.opening}</span>
              <span className="triage-item-facts">
                {i.state !== 'registered' && <StateTag state={i.state} />}
                {i.urgency === 'urgent' && <span className="tag tag-late">{t('words.urgency.urgent')}</span>}
                <span>{name(i.village)}</span>
                <Clock of={i} bar={false} />
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}

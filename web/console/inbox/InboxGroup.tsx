/** One group of the inbox: what I must do, how many, folded or open; and the way to see it alone. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useT } from '../texts.ts'
import type { Group } from './groups.ts'

type Props = {
  group: Group
  more: boolean
  /** Shown alone already. */
  alone: boolean
  folded: boolean
  onFold: () => void
  children: ReactNode
}

export function InboxGroup({ group: { waits, items }, more, alone, folded, onFold, children }: Props) {
  const t = useT()
  const what = t(`words.waits.${waits}`)
  const unread = items.filter((i) => i.unread).length
  return (
    <section aria-labelledby={`waits-${waits}`} className="group">
      <h2 id={`waits-${waits}`} className="group-head">
        <button
          type="button"
          className="group-fold"
          aria-expanded={!folded}
          aria-controls={`waits-${waits}-rows`}
          onClick={onFold}
        >
          <span aria-hidden="true">{folded ? '▸' : '▾'}</span> {what}{' '}
          <span className="count-plain">{more ? `${items.length}+` : items.length}</span>
          {unread > 0 && <span className="group-unread">{t('live.unread-n', { n: unread })}</span>}
        </button>
        {waits === 'call' && (
          <Link to="/calls" className="group-more">
            {t('time.calls.open')}
          </Link>
        )}
        {!alone && (
          <Link to="/inbox" search={{ waits }} className="group-more">
            {t('live.alone')} <span className="hidden">{what}</span>
          </Link>
        )}
      </h2>
      <div id={`waits-${waits}-rows`} hidden={folded}>
        {children}
      </div>
    </section>
  )
}

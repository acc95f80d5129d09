/** One row of the inbox: unread in bold with a mark; one that somebody else has dealt with meanwhile says so. */
import { Link } from '@tanstack/react-router'
import { CaseRow } from '../parts/CaseRow.tsx'
import { useT } from '../texts.ts'
import type { Shown } from './held.ts'

type Props = { item: Shown; current: boolean; wide: boolean }

export function InboxRow({ item, current, wide }: Props) {
  const t = useT()
  const row = {
    className: ['row', current && 'row-open', item.unread && 'row-unread', item.gone && 'row-gone']
      .filter(Boolean)
      .join(' '),
    'aria-current': current ? ('true' as const) : undefined,
  }
  const inside = (
    <>
      {item.unread && <span className="hidden">{t('live.unread')}</span>}
      {item.gone && <span className="row-gone-mark">{t('live.gone-mark')}</span>}
      <CaseRow of={item} />
    </>
  )
  return wide ? (
    <Link
      to="/inbox"
      search={(s) => ({ ...s, case: item.id })}
      replace
      resetScroll={false}
      {...row}
      activeProps={{ 'aria-current': row['aria-current'] }}
    >
      {inside}
    </Link>
  ) : (
    <Link to="/cases/$caseId" params={{ caseId: item.id }} {...row}>
      {inside}
    </Link>
  )
}

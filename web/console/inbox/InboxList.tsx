/** The rows of the inbox; j and k walk through them, Enter opens. */
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { CaseRow } from '../parts/CaseRow.tsx'
import { useKeys } from '../parts/useKeys.ts'
import { useT } from '../texts.ts'
import type { Group } from './groups.ts'

type Props = { groups: readonly Group[]; open: string | undefined; wide: boolean }

export function InboxList({ groups, open, wide }: Props) {
  const t = useT()
  const list = useRef<HTMLDivElement>(null)
  /** Moves the focus by rows; where a pane stands beside, the case follows. */
  const walk = (by: 1 | -1) => (e: KeyboardEvent) => {
    const rows = [...(list.current?.querySelectorAll<HTMLAnchorElement>('a.row') ?? [])]
    const focused = rows.indexOf(document.activeElement as HTMLAnchorElement)
    const at = focused >= 0 ? focused : rows.findIndex((r) => r.classList.contains('row-open'))
    const next = rows[Math.min(rows.length - 1, Math.max(0, focused < 0 && !wide ? 0 : at + by))]
    if (!next) return
    e.preventDefault()
    next.focus()
    next.scrollIntoView({ block: 'nearest' })
    if (wide) next.click()
  }
  useKeys({ j: walk(1), k: walk(-1), ArrowDown: walk(1), ArrowUp: walk(-1) })
  return (
    <div ref={list}>
      {groups.map((g) => (
        <section key={g.waits} aria-labelledby={`waits-${g.waits}`} className="group">
          <h2 id={`waits-${g.waits}`}>
            {t(`words.waits.${g.waits}`)} <span className="count-plain">{g.items.length}</span>
            {g.waits === 'call' && (
              <Link to="/calls" className="group-more">
                {t('time.calls.open')}
              </Link>
            )}
          </h2>
          <ul className="rows">
            {g.items.map((item) => {
              const current = open === item.id
              const row = {
                className: current ? 'row row-open' : 'row',
                'aria-current': current ? ('true' as const) : undefined,
              }
              return (
                <li key={item.id}>
                  {wide ? (
                    <Link
                      to="/inbox"
                      search={{ case: item.id }}
                      replace
                      resetScroll={false}
                      {...row}
                      activeProps={{ 'aria-current': row['aria-current'] }}
                    >
                      <CaseRow of={item} />
                    </Link>
                  ) : (
                    <Link to="/cases/$caseId" params={{ caseId: item.id }} {...row}>
                      <CaseRow of={item} />
                    </Link>
                  )}
                </li>
              )
            })}
          </ul>
        </section>
      ))}
    </div>
  )
}

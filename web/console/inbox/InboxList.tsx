/** The rows of the inbox by group; j and k walk through them, Enter or o opens. */
import { useNavigate } from '@tanstack/react-router'
import type { RefObject } from 'react'
import { useKeys } from '../parts/useKeys.ts'
import { groupByWaits } from './groups.ts'
import type { Shown } from './held.ts'
import { InboxGroup } from './InboxGroup.tsx'
import { InboxRow } from './InboxRow.tsx'
import { useFolded } from './useFolded.ts'

type Props = {
  rows: readonly Shown[]
  open: string | undefined
  wide: boolean
  more: boolean
  alone: boolean
  list: RefObject<HTMLDivElement | null>
}

export function InboxList({ rows, open, wide, more, alone, list }: Props) {
  const navigate = useNavigate()
  const { isFolded, fold } = useFolded()
  const links = () =>
    [...(list.current?.querySelectorAll<HTMLAnchorElement>('a.row') ?? [])].filter((r) => r.checkVisibility())
  const focused = () => links().find((r) => r === document.activeElement)
  /** Moves the focus by rows; where a pane stands beside, the case follows. */
  const walk = (by: 1 | -1) => (e: KeyboardEvent) => {
    const all = links()
    const at = focused()
      ? all.indexOf(focused() as HTMLAnchorElement)
      : all.findIndex((r) => r.classList.contains('row-open'))
    const next = all[Math.min(all.length - 1, Math.max(0, !focused() && !wide ? 0 : at + by))]
    if (!next) return
    e.preventDefault()
    next.focus()
    next.scrollIntoView({ block: 'nearest' })
    if (wide) next.click()
  }
  /** Beside the pane the case is open already: o gives it the whole page. */
  const whole = () => {
    if (wide && open) void navigate({ to: '/cases/$caseId', params: { caseId: open } })
    else focused()?.click()
  }
  useKeys({ j: walk(1), k: walk(-1), ArrowDown: walk(1), ArrowUp: walk(-1), o: whole })
  return (
    <div ref={list}>
      {groupByWaits(rows).map((g) => (
        <InboxGroup
          key={g.waits}
          group={g}
          more={more}
          alone={alone}
          folded={!alone && isFolded(g.waits)}
          onFold={() => fold(g.waits)}
        >
          <ul className="rows">
            {g.items.map((item) => (
              <li key={item.id}>
                <InboxRow item={item} current={open === item.id} wide={wide} />
              </li>
            ))}
          </ul>
        </InboxGroup>
      ))}
    </div>
  )
}

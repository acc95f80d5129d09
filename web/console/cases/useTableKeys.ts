/** Keys of the table: j and k or the arrows go from row to row, x chooses, Shift x chooses up to here, Enter opens, Escape lets go. */
import { useEffect, useState } from 'react'
import { useKeys } from '../parts/useKeys.ts'

type Props = {
  n: number
  scrollTo: (index: number) => void
  toggle: (index: number, span: boolean) => void
  clear: () => void
  open: (index: number) => void
}

export function useTableKeys({ n, scrollTo, toggle, clear, open }: Props) {
  const [active, setActive] = useState<number>()
  const go = (by: number) => {
    const next = Math.max(0, Math.min(n - 1, active === undefined ? 0 : active + by))
    scrollTo(next)
    setActive(next)
  }
  useEffect(() => {
    if (active === undefined) return
    // after scrolling the row is drawn a frame later
    const frame = requestAnimationFrame(() => {
      const row = document.querySelector<HTMLElement>(`.case-table tr[data-index="${active}"]`)
      row?.querySelector<HTMLElement>('.col-words a')?.focus({ preventScroll: true })
      row?.scrollIntoView({ block: 'nearest' })
    })
    return () => cancelAnimationFrame(frame)
  }, [active])
  const arrow = (by: number) => (event: KeyboardEvent) => {
    event.preventDefault()
    go(by)
  }
  const chooseTo = () => active !== undefined && toggle(active, true)
  const letGo = () => {
    setActive(undefined)
    clear()
  }
  useKeys({
    j: arrow(1),
    k: arrow(-1),
    ...(active !== undefined && {
      ArrowDown: arrow(1),
      ArrowUp: arrow(-1),
      x: () => toggle(active, false),
      X: chooseTo,
      o: () => open(active),
    }),
    Escape: letGo,
  })
  return active
}

/** The list as the reader works in it: nothing jumps under the pointer. What came and what went is said above, and shown when they ask. */
import { useEffect, useRef, useState } from 'react'
import type { InboxItem } from '../api.ts'

const lookMs = 3_000

export type Shown = InboxItem & { gone?: true }

/**
 * The rows to show while the list is worked in: those shown before, each as it is now, in their old order. One that went stays as it was,
 * marked, unless it is `own`: the reader has just dealt with it and knows.
 */
export function hold(before: readonly Shown[], now: readonly InboxItem[], own: string | undefined) {
  const byId = new Map(now.map((i) => [i.id, i]))
  const known = new Set(before.map((i) => i.id))
  const rows = before.flatMap((old): Shown[] => {
    const item = byId.get(old.id)
    // a row that waits for something else now would move into another group
    if (item) return [{ ...item, waits: old.waits }]
    return old.id === own ? [] : [{ ...old, gone: true }]
  })
  return {
    rows,
    news: now.filter((i) => !known.has(i.id)).length,
    gone: rows.filter((r) => r.gone).length,
  }
}

/** Holds the rows while `working()`; otherwise what is there is shown at once. `of` names the list: another one begins anew. */
export function useHeld(items: readonly InboxItem[], of: string, own: string | undefined, working: () => boolean) {
  const held = useRef<{ of: string; items: readonly InboxItem[]; rows: readonly Shown[] }>({ of, items: [], rows: [] })
  const [, draw] = useState(0)
  const at = held.current
  const grown = at.items.length > 0 && at.items.every((i, n) => items[n]?.id === i.id)
  // the next page, asked for by the reader, only adds below
  if (at.of !== of || at.rows.length === 0 || grown || !working()) held.current = { of, items, rows: items }
  const { rows, news, gone } = hold(held.current.rows, items, own)
  const waiting = news + gone > 0
  // once the reader has left the list it is shown as it is
  useEffect(() => {
    if (!waiting) return
    const looking = window.setInterval(() => draw((n) => n + 1), lookMs)
    return () => window.clearInterval(looking)
  }, [waiting])
  return {
    rows,
    news,
    gone,
    show: () => {
      held.current = { of, items, rows: items }
      draw((n) => n + 1)
    },
  }
}

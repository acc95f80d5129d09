/** Which rows of a long list are drawn: those in the window with some around them, all when there are few or when they are printed. */
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { density } from '../parts/density.ts'

/** Below this every row is drawn: nothing is won by less. */
const few = 60
/** Two lines, as lists.css has them. */
const rowHeight = () => (density.now() === 'tight' ? 53 : 61)
const around = 6

export function useWindowRows(n: number) {
  const body = useRef<HTMLTableSectionElement>(null)
  const [top, setTop] = useState(0)
  const [printing, setPrinting] = useState(false)
  useLayoutEffect(() => {
    const at = body.current?.getBoundingClientRect().top
    if (at !== undefined) setTop(Math.round(at + window.scrollY))
  }, [])
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true))
    const end = () => setPrinting(false)
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [])
  const whole = n <= few || printing
  const virtual = useWindowVirtualizer({
    count: n,
    estimateSize: rowHeight,
    overscan: around,
    scrollMargin: top,
    enabled: !whole,
    // rows may come a frame later; what one presses meanwhile may not
    useFlushSync: false,
  })
  const shown = virtual.getVirtualItems()
  const scrollTo = useCallback(
    (index: number) => {
      if (!whole) virtual.scrollToIndex(index, { align: 'auto' })
    },
    [whole, virtual],
  )
  if (whole) return { body, rows: Array.from({ length: n }, (_, i) => i), before: 0, after: 0, scrollTo }
  return {
    body,
    rows: shown.map((row) => row.index),
    before: (shown[0]?.start ?? top) - top,
    after: virtual.getTotalSize() - ((shown.at(-1)?.end ?? top) - top),
    scrollTo,
  }
}

/** Whether the window is at least this wide: a list with a reading pane begins at 1,200 px, with larger type so much later. */
import { useSyncExternalStore } from 'react'
import { scales, useTextSize } from './text-size.ts'

export function useWide(pixels = 1200) {
  const query = window.matchMedia(`(min-width: ${pixels * scales[useTextSize()]}px)`)
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => query.matches,
  )
}

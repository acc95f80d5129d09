/** Whether the window is at least this wide: a list with a reading pane begins at 1,200 px, with larger type so much later. */
import { useSyncExternalStore } from 'react'
import { scales, textSize } from './text-size.ts'

export const useWide = (pixels = 1200) => useMedia(`(min-width: ${pixels * scales[textSize.useNow()]}px)`)
/** The same, or paper: a list is printed as a table, whatever the screen was. */
export const useWideOrPaper = (pixels: number) =>
  useMedia(`(min-width: ${pixels * scales[textSize.useNow()]}px), print`)

function useMedia(media: string) {
  const query = window.matchMedia(media)
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => query.matches,
  )
}

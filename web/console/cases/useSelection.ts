/** Which rows are chosen: one by one, a span with Shift, or the whole result, which means the filter and not the page. */
import { useCallback, useMemo, useRef, useState } from 'react'

export type Selection = ReturnType<typeof useSelection>

export function useSelection(ids: readonly string[], of: string) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [whole, setWhole] = useState(false)
  const [shownOf, setShownOf] = useState(of)
  // another filter is another result: what was chosen in the old one is let go
  if (shownOf !== of) {
    setShownOf(of)
    setChosen(new Set())
    setWhole(false)
  }
  const anchor = useRef(0)
  const latest = useRef(ids)
  latest.current = ids
  const toggle = useCallback((index: number, span: boolean) => {
    const all = latest.current
    const id = all[index]
    if (!id) return
    const from = span ? anchor.current : index
    anchor.current = index
    setWhole(false)
    setChosen((before) => {
      const next = new Set(before)
      const on = span || !before.has(id)
      for (const one of all.slice(Math.min(from, index), Math.max(from, index) + 1))
        on ? next.add(one) : next.delete(one)
      return next
    })
  }, [])
  const clear = useCallback(() => {
    setChosen(new Set())
    setWhole(false)
  }, [])
  const loaded = useCallback((on: boolean) => {
    setWhole(false)
    setChosen(new Set(on ? latest.current : []))
  }, [])
  const all = useCallback(() => setWhole(true), [])
  return useMemo(() => ({ chosen, whole, toggle, clear, loaded, all }), [chosen, whole, toggle, clear, loaded, all])
}

/** The width an element has, followed as the window changes: a drawing is laid out for it, so that its words keep their size. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

export function useRoom(): [RefObject<HTMLDivElement | null>, number] {
  const ref = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const look = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)))
    look.observe(element)
    return () => look.disconnect()
  }, [])
  return [ref, width]
}

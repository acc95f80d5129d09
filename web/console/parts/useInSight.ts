/** Tells when the end of a list comes near the window; asked anew whenever the list has grown. */
import { useEffect, useRef } from 'react'

/** So far below the window it counts as near: the next page is there before one has scrolled to it. */
const near = '1500px'

export function useInSight<E extends HTMLElement>(seen: () => void, grown: number) {
  const end = useRef<E>(null)
  const latest = useRef(seen)
  latest.current = seen
  // biome-ignore lint/correctness/useExhaustiveDependencies: the end that moved away is watched again
  useEffect(() => {
    if (!end.current) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: near,
    })
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [grown])
  return end
}

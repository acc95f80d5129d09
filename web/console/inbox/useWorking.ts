/** Whether somebody works in a part of the page: pointer or focus in it, and moved not long ago. A pointer left lying there is nobody at work. */
import { type RefObject, useEffect, useRef } from 'react'

const restMs = 20_000

export function useWorking(part: RefObject<HTMLElement | null>): () => boolean {
  const moved = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    const move = () => {
      moved.current = performance.now()
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('keydown', move)
    return () => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('keydown', move)
    }
  }, [])
  return () => {
    const at = part.current
    if (!at || performance.now() - moved.current > restMs) return false
    return at.matches(':hover') || at.contains(document.activeElement)
  }
}

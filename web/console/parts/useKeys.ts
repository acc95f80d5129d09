/** Single keys as shortcuts, silent while one types or a dialog is open. */
import { useEffect, useRef } from 'react'

export type Keys = Record<string, (event: KeyboardEvent) => void>

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

export function useKeys(keys: Keys) {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const combined = event.ctrlKey || event.metaKey
      const name = combined ? `ctrl+${event.key.toLowerCase()}` : event.key
      const run = latest.current[name]
      if (!run || event.altKey || (!combined && (typing(event.target) || document.querySelector('[role="dialog"]'))))
        return
      run(event)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

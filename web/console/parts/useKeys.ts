/** Single keys as shortcuts, silent while one types or a dialog is open. */
import { useEffect, useRef } from 'react'
import { singleKeys } from './single-keys.ts'

export type Keys = Record<string, (event: KeyboardEvent) => void>

/** Letters and signs, not arrows, Enter or Escape: these are what `singleKeys` turns off. */
const isLetter = (key: string) => key.length === 1 && key !== ' '

/** A tick or a choice takes arrows, Enter and space for itself, but no letters. */
const takesLetters = (target: HTMLElement) =>
  !(target instanceof HTMLInputElement && /^(radio|checkbox)$/.test(target.type))
const typing = (target: EventTarget | null, key: string) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  (takesLetters(target) || key.length > 1 || key === ' ')

export function useKeys(keys: Keys) {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const combined = event.ctrlKey || event.metaKey
      const name = combined ? `ctrl+${event.key.toLowerCase()}` : event.key
      const run = latest.current[name]
      if (
        !run ||
        event.altKey ||
        (!combined && isLetter(event.key) && singleKeys.now() === 'off') ||
        (!combined && (typing(event.target, event.key) || document.querySelector('[role="dialog"],dialog[open]')))
      )
        return
      run(event)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

/** What was typed stays until it is sent: over an error, a closed drawer, a reload. */
import { useState } from 'react'

/** Session: gone with the tab, for work on shared machines. Local: a field visit is finished tomorrow. */
type Keep = 'session' | 'local'
const storeOf = (keep: Keep) => (keep === 'session' ? sessionStorage : localStorage)

export function readDraft<T>(name: string, keep: Keep = 'session'): T | undefined {
  try {
    const kept = storeOf(keep).getItem(`draft:${name}`)
    return kept ? (JSON.parse(kept) as T) : undefined
  } catch {
    // a browser that keeps nothing only loses the comfort
    return undefined
  }
}
export function keepDraft(name: string, value: unknown, keep: Keep = 'session') {
  try {
    storeOf(keep).setItem(`draft:${name}`, JSON.stringify(value))
  } catch {
    // full or forbidden: the form itself still holds it
  }
}
export function forgetDraft(name: string, keep: Keep = 'session') {
  try {
    storeOf(keep).removeItem(`draft:${name}`)
  } catch {
    // nothing was kept
  }
}

/** A value that survives: the value, how to change it, how to forget it. */
export function useDraft<T>(name: string, empty: T, keep: Keep = 'session') {
  const [value, setValue] = useState<T>(() => readDraft<T>(name, keep) ?? empty)
  const set = (next: T) => {
    setValue(next)
    keepDraft(name, next, keep)
  }
  const forget = () => {
    setValue(empty)
    forgetDraft(name, keep)
  }
  return [value, set, forget] as const
}

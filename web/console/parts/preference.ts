/** A choice among a few, remembered on this device and told to the style sheet as `data-…` of the root. The first is the usual one. */
import { useSyncExternalStore } from 'react'
import { hearers } from './hearers.ts'

export function preference<V extends string>(key: string, mark: string, choices: readonly [V, ...V[]]) {
  const { subscribe, tellAll } = hearers()
  const now = (): V => choices.find((c) => c === localStorage.getItem(key)) ?? choices[0]
  const show = () => {
    document.documentElement.dataset[mark] = now()
  }
  return {
    now,
    show,
    choose: (next: V) => {
      localStorage.setItem(key, next)
      show()
      tellAll()
    },
    useNow: () => useSyncExternalStore(subscribe, now),
  }
}

/** How large the desk's type is: remembered on this device, for it depends on the screen as much as on the eyes. */
import { useSyncExternalStore } from 'react'

export const textSizes = ['standard', 'large', 'largest'] as const
export type TextSize = (typeof textSizes)[number]
/** Of the size everything is drawn in. */
export const scales: Readonly<Record<TextSize, number>> = { standard: 1, large: 1.15, largest: 1.3 }

const key = 'lianxin.text-size'
export const textSizeNow = (): TextSize => textSizes.find((s) => s === localStorage.getItem(key)) ?? 'standard'
export const showTextSize = (size: TextSize) => {
  document.documentElement.dataset.text = size
}

const heard = new Set<() => void>()
export function chooseTextSize(next: TextSize) {
  localStorage.setItem(key, next)
  showTextSize(next)
  for (const tell of heard) tell()
}
const subscribe = (tell: () => void) => {
  heard.add(tell)
  return () => heard.delete(tell)
}
export const useTextSize = () => useSyncExternalStore(subscribe, textSizeNow)

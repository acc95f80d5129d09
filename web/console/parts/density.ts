/** How close the rows stand: remembered on this device. */
import { useState } from 'react'

export type Density = 'roomy' | 'tight'
const key = 'lianxin.density'

export const densityNow = (): Density => (localStorage.getItem(key) === 'tight' ? 'tight' : 'roomy')
export const showDensity = (density: Density) => {
  document.documentElement.dataset.density = density
}
export function useDensity() {
  const [density, set] = useState(densityNow)
  const choose = (next: Density) => {
    localStorage.setItem(key, next)
    showDensity(next)
    set(next)
  }
  return [density, choose] as const
}

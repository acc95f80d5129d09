/** How large the desk's type is: on this device, for it depends on the screen as much as on the eyes. */
import { preference } from './preference.ts'

export const textSizes = ['standard', 'large', 'largest'] as const
export type TextSize = (typeof textSizes)[number]
/** Of the size everything is drawn in. */
export const scales: Readonly<Record<TextSize, number>> = { standard: 1, large: 1.15, largest: 1.3 }

export const textSize = preference('lianxin.text-size', 'text', textSizes)

/** How close the rows stand. */
import { preference } from './preference.ts'

export const density = preference('lianxin.density', 'density', ['roomy', 'tight'])

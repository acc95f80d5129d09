/** Whether single letters are shortcuts: off for who speaks to their device or strikes keys unmeant (WCAG 2.1.4). */
import { preference } from './preference.ts'

export const singleKeys = preference('lianxin.keys', 'keys', ['on', 'off'])

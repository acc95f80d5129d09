/** Where it is stuck: units and states in which open cases have waited longest past their deadline. Never persons. */
import type { State } from './vocabulary.ts'

/** So many cases of a unit in one state are late; median and longest in whole days past their deadline. */
export type Waiting = {
  readonly org: string
  readonly state: State
  readonly late: number
  readonly median: number
  readonly longest: number
}
export type Place = Waiting & { readonly small: boolean }

/** Below this a median is chance: one case forgotten would make a unit the slowest of the county. */
const enough = 5
const shown = 20

/** Longest median first; those with few cases after all others. */
export const placesStuck = (waiting: readonly Waiting[]): Place[] =>
  waiting
    .map(({ org, state, late, median, longest }) => ({ org, state, late, median, longest, small: late < enough }))
    .sort((a, b) => Number(a.small) - Number(b.small) || b.median - a.median || b.late - a.late)
    .slice(0, shown)

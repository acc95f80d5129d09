/** Where it is stuck: units and states in which open cases have waited longest past their deadline. Never persons. */
import type { State } from './vocabulary.ts'

/** So many cases of a unit in a state are so many whole days past their deadline; null in time. */
export type Waiting = { readonly org: string; readonly state: State; readonly past: number | null; readonly n: number }
export type Place = {
  readonly org: string
  readonly state: State
  readonly late: number
  readonly median: number
  readonly longest: number
  readonly small: boolean
}

/** Below this a median is chance: one case forgotten would make a unit the slowest of the county. */
const enough = 5
const shown = 20

/** The lower middle of whole days, so that it is a day some case really waited. */
function median(days: readonly { past: number; n: number }[], of: number): number {
  let before = 0
  for (const { past, n } of days) {
    before += n
    if (before * 2 >= of) return past
  }
  return 0
}

/** Longest median first; those with few cases after all others. */
export function placesStuck(waiting: readonly Waiting[]): Place[] {
  const late = waiting.flatMap((w) => (w.past === null ? [] : [{ ...w, past: w.past }]))
  return [...Map.groupBy(late, (w) => `${w.org}/${w.state}`).values()]
    .flatMap((rows) => {
      const days = rows.toSorted((a, b) => a.past - b.past)
      const [first, last] = [days[0], days.at(-1)]
      if (!first || !last) return []
      const n = days.reduce((sum, w) => sum + w.n, 0)
      return [
        { org: first.org, state: first.state, late: n, median: median(days, n), longest: last.past, small: n < enough },
      ]
    })
    .sort((a, b) => Number(a.small) - Number(b.small) || b.median - a.median || b.late - a.late)
    .slice(0, shown)
}

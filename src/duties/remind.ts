/** Whether somebody is reminded today: once half of the days are gone and they are behind, again at half of what was then left, once a week at most. Pure. */
import { addDays, type Day } from '../kernel/calendar/day.ts'
import { type Cell, standing } from './pace.ts'
import { daysIn, openEnd } from './periods.ts'

/** The days on which it is looked at: half-way, and half-way again of what is left, down to the last week. */
export function remindDays({ from, to }: Pick<Cell, 'from' | 'to'>): Day[] {
  if (to === openEnd) return []
  const days: Day[] = []
  for (let left = Math.floor(daysIn({ from, to }) / 2); left >= 3; left = Math.floor(left / 2))
    days.push(addDays(to, 1 - left))
  return days
}

/** `last`: the day of the last reminder of this duty. A day on which nothing ran is made up for on the next. */
export function toRemind(cell: Cell, today: Day, last: Day | null): boolean {
  if (standing(cell, today) !== 'behind') return false
  if (last && addDays(last, 7) > today) return false
  const latest = remindDays(cell).findLast((d) => d <= today)
  return latest !== undefined && (last === null || last < latest)
}

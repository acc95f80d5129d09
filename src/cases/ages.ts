/** How long a case has been open, in calendar days since the day it was registered: bands for counting, and the same bands as a filter. */
import { sql } from 'kysely'
import { addDays, dayOf, startOfDay } from '../kernel/calendar/day.ts'
import { type AgeBand, ageBands } from './vocabulary.ts'

/** '0-3' is today and the three days before; '61-' has no end. */
const daysOf = (band: AgeBand) => {
  const [from, to] = band.split('-').map((n) => (n ? Number(n) : null))
  return { from: from ?? 0, to: to ?? null }
}

/** Registered from the one instant on and before the other; null: however long ago. */
export function registeredIn(band: AgeBand, now: Date): { from: Date | null; before: Date } {
  const today = dayOf(now)
  const { from, to } = daysOf(band)
  return { from: to === null ? null : startOfDay(addDays(today, -to)), before: startOfDay(addDays(today, 1 - from)) }
}

/** The band of a row of `cases`, in SQL. */
export function bandAt(now: Date) {
  const known = ageBands.flatMap((band) => {
    const { from } = registeredIn(band, now)
    return from ? [sql`when registered_at >= ${from} then ${sql.lit(band)}`] : []
  })
  return sql<AgeBand>`case ${sql.join(known, sql` `)} else ${sql.lit(ageBands.at(-1))} end`
}

/**
 * When a festival falls. The lunar ones and Qingming are a table: ICU's Chinese calendar has the Spring Festival of 2027 and 2030 a day off, and
 * nobody's duty may hang on that. Outside the table there is no day, and no period.
 */
import { asDay, type Day } from '../kernel/calendar/day.ts'
import type { Festival } from '../programme/duties.ts'
import table from './festivals.json' with { type: 'json' }

const fixed: Partial<Record<Festival, string>> = {
  'new-year': '01-01',
  'party-day': '07-01',
  'national-day': '10-01',
}
/** The order of the days in a line of the table. */
const order = ['spring-festival', 'qingming', 'dragon-boat', 'mid-autumn'] as const

/** The day of the festival in this year; for New Year the first day of it. */
export function festivalDay(festival: Festival, year: number): Day | undefined {
  const same = fixed[festival]
  if (same) return asDay(`${year}-${same}`)
  const line = (table.days as Readonly<Record<string, string>>)[String(year)]
  const monthDay = line?.split(' ')[order.indexOf(festival as (typeof order)[number])]
  return monthDay ? asDay(`${year}-${monthDay}`) : undefined
}

/** A day as people here count it: a calendar day in Asia/Shanghai, apart from any instant. */

/** 'YYYY-MM-DD' in Asia/Shanghai. */
export type Day = string & { readonly __day: true }

const dayMs = 86_400_000
// no summer time since 1991, and no case is older: the offset is a constant, and no time zone database can differ
const offsetMs = 8 * 3_600_000

const midnight = (day: Day) => Date.parse(`${day}T00:00:00Z`)

/** Reads 'YYYY-MM-DD' and refuses what no calendar has, such as 2026-02-30. */
export function asDay(text: string): Day {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text) throw new Error(`not a day: ${text}`)
  return text as Day
}

/** The day an instant falls on. */
export const dayOf = (at: Date): Day => new Date(at.getTime() + offsetMs).toISOString().slice(0, 10) as Day

/** An instant as it is read off a clock on the wall here, to the second: '2026-11-23 09:05:00'. */
export const wallTime = (at: Date): string =>
  new Date(at.getTime() + offsetMs).toISOString().slice(0, 19).replace('T', ' ')

/** The last millisecond of the day: a limit ends at 24:00 of its day. */
export const endOfDay = (day: Day): Date => new Date(midnight(day) - offsetMs + dayMs - 1)

/** Its first instant: 0:00. */
export const startOfDay = (day: Day): Date => new Date(midnight(day) - offsetMs)

/** The day `n` days later; earlier when negative. */
export const addDays = (day: Day, n: number): Day =>
  new Date(midnight(day) + n * dayMs).toISOString().slice(0, 10) as Day

/** 1 is Monday, 7 is Sunday: weeks start on Monday. */
export const weekday = (day: Day): number => new Date(midnight(day)).getUTCDay() || 7

/** Quiet hours: what can wait is not sent at night. Pure: time comes in. */
import { z } from 'zod'
import { dayOf, startOfDay } from './day.ts'

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day: HH:MM')
/** From evening to morning, or within one day; the same time twice means none. */
export const quiet = z.object({ from: clockTime, to: clockTime }).strict()
export type Quiet = z.output<typeof quiet>

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** The instant itself, or the end of the quiet hours it falls into (Asia/Shanghai). */
export function afterQuiet(at: Date, { from, to }: Quiet): Date {
  const [start, end] = [minutes(from), minutes(to)]
  if (start === end) return at
  const midnight = startOfDay(dayOf(at)).getTime()
  const now = (at.getTime() - midnight) / 60_000
  const overnight = start > end
  const inside = overnight ? now >= start || now < end : now >= start && now < end
  if (!inside) return at
  const tomorrow = overnight && now >= start
  return new Date(midnight + (end + (tomorrow ? 24 * 60 : 0)) * 60_000)
}

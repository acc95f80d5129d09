/** Limits and clocks: when something is due, how much is left, and of what colour it is. Pure: time comes in. */
import { z } from 'zod'
import type { WorkCalendar } from './calendar.ts'
import { addDays, type Day, dayOf, endOfDay } from './day.ts'

export type { WorkCalendar } from './calendar.ts'
export { addDays, asDay, type Day, dayOf, endOfDay, startOfDay, weekday } from './day.ts'

/** How long: hours run through nights and holidays; days and working days end at 24:00. */
export const Limit = z.union([
  z.strictObject({ hours: z.number().int().min(1).max(8784) }),
  z.strictObject({ days: z.number().int().min(1).max(3660) }),
  z.strictObject({ workingDays: z.number().int().min(1).max(2500) }),
])
export type Limit = z.output<typeof Limit>

/**
 * When a limit that starts at `from` ends. The day it starts on is not counted; a limit in calendar days that would end on a day off
 * ends on the next working day. `provisional` when a day that decides it lies in a year whose notice is not in.
 */
export function deadline(calendar: WorkCalendar, from: Date, limit: Limit): { at: Date; provisional: boolean } {
  if ('hours' in limit) return { at: new Date(from.getTime() + limit.hours * 3_600_000), provisional: false }
  let provisional = false
  const works = (day: Day) => {
    const { workday, known } = calendar.isWorkday(day)
    if (!known) provisional = true
    return workday
  }
  let day = dayOf(from)
  if ('days' in limit) {
    day = addDays(day, limit.days)
    while (!works(day)) day = addDays(day, 1)
  } else
    for (let counted = 0; counted < limit.workingDays; ) {
      day = addDays(day, 1)
      if (works(day)) counted++
    }
  return { at: endOfDay(day), provisional }
}

const counted = new WeakMap<WorkCalendar, Map<string, number>>()
/** A list asks for the same few spans again and again: since the same days are due, and today is one. */
const mostCounted = 2000

/** Working days after `from` up to and with `to`; none when `to` is not later. */
export function workingDaysBetween(calendar: WorkCalendar, from: Day, to: Day): number {
  const spans = counted.get(calendar) ?? new Map<string, number>()
  counted.set(calendar, spans)
  const span = `${from}/${to}`
  const known = spans.get(span)
  if (known !== undefined) return known
  if (spans.size >= mostCounted) spans.clear()
  const count = countWorkingDays(calendar, from, to)
  spans.set(span, count)
  return count
}

function countWorkingDays(calendar: WorkCalendar, from: Day, to: Day): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    const year = day.slice(0, 4)
    if (day === `${year}-01-01` && to >= `${year}-12-31`) {
      // a far deadline stands in lists by the hundred: whole years are counted once
      count += workdaysOf(calendar, year)
      day = `${year}-12-31` as Day
    } else if (calendar.isWorkday(day).workday) count++
  }
  return count
}

const countedYears = new WeakMap<WorkCalendar, Map<string, number>>()

function workdaysOf(calendar: WorkCalendar, year: string): number {
  const years = countedYears.get(calendar) ?? new Map<string, number>()
  countedYears.set(calendar, years)
  const known = years.get(year)
  if (known !== undefined) return known
  let count = 0
  for (let day = `${year}-01-01` as Day; day.startsWith(year); day = addDays(day, 1))
    if (calendar.isWorkday(day).workday) count++
  years.set(year, count)
  return count
}

/**
 * What is left until `due`, or once overdue by how much: working days without today, and whole hours, never negative.
 * Due tonight is 0 working days and some hours.
 */
export function remaining(calendar: WorkCalendar, now: Date, due: Date) {
  const overdue = now > due
  const [from, to] = overdue ? [due, now] : [now, due]
  return {
    workingDays: workingDaysBetween(calendar, dayOf(from), dayOf(to)),
    hours: Math.floor((to.getTime() - from.getTime()) / 3_600_000),
    overdue,
  }
}

/** The share of the limit used: 0 at the start, 1 when due, more when late. By the clock on the wall, so that it never stands still. */
export function share(startedAt: Date, dueAt: Date, now: Date): number {
  const used = now.getTime() - startedAt.getTime()
  // a limit that ends where it starts is used up at once
  const whole = Math.max(dueAt.getTime() - startedAt.getTime(), 1)
  return Math.max(0, used / whole)
}

export type Colour = 'in-time' | 'due-soon' | 'late'

/** Green, yellow, red: `warn` is the share from which it is yellow; red only once the limit has passed. */
export function colour(used: number, { warn = 0.8 }: { warn?: number } = {}): Colour {
  if (used > 1) return 'late'
  return used >= warn ? 'due-soon' : 'in-time'
}

/** Half of the limit has gone: the first quiet mark, still green. */
export const halfUsed = (used: number): boolean => used >= 0.5

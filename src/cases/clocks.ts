/** Clocks of a case beyond the one that runs: pausing, going on, recounting, and when the system must look at it by itself. Pure. */
import {
  addDays,
  type Day,
  dayOf,
  deadline,
  endOfDay,
  type WorkCalendar,
  workingDaysBetween,
} from '../kernel/calendar/deadline.ts'
import { afterQuiet } from '../kernel/calendar/quiet.ts'
import { limitFor, type Programme } from '../programme/model.ts'
import type { ClockKind } from '../programme/vocabulary.ts'
import type { Facts, HeldClock } from './lifecycle.ts'
import { isOpen } from './vocabulary.ts'

type Rules = { readonly scheme: Programme; readonly calendar: WorkCalendar }

export const later = (a: Date | null, b: Date | null): Date => {
  if (!a || !b) return (a ?? b) as Date
  return a > b ? a : b
}

/** The clock that runs, as it can be held. */
export const clockOf = (c: Facts): Omit<HeldClock, 'at'> => ({
  clock: c.clock ?? 'handling',
  startedAt: c.clockStartedAt ?? new Date(0),
  dueAt: c.dueAt ?? new Date(0),
  provisional: c.dueProvisional,
})

/**
 * The held clock goes on. A limit of days ends later by as many working days as it stood still (the day it goes on counts again);
 * one of hours by the time itself.
 */
export function goOn(held: HeldClock, at: Date, calendar: WorkCalendar) {
  const byDay = held.dueAt.getTime() === endOfDay(dayOf(held.dueAt)).getTime()
  const shifted = (): { at: Date; provisional: boolean } => {
    if (!byDay) return { at: new Date(held.dueAt.getTime() + at.getTime() - held.at.getTime()), provisional: false }
    const still = workingDaysBetween(calendar, dayOf(held.at), dayOf(at))
    return still ? deadline(calendar, held.dueAt, { workingDays: still }) : { at: held.dueAt, provisional: false }
  }
  const due = shifted()
  return {
    clock: held.clock,
    clockStartedAt: held.startedAt,
    dueAt: due.at,
    dueProvisional: held.provisional || due.provisional,
  }
}

/** A provisional limit counted again, now that the notice is in. What the resident was told never moves earlier. */
export function recounted(c: Facts, { scheme, calendar }: Rules) {
  const { clock, clockStartedAt, dueAt, dueProvisional } = c
  if (!clock || !clockStartedAt || !dueAt || !dueProvisional) return {}
  const where = { clock, level: c.level, urgency: c.urgency, category: c.category }
  const counted = deadline(calendar, clockStartedAt, limitFor(scheme, where))
  return { dueAt: later(counted.at, dueAt), dueProvisional: counted.provisional }
}

/** Until when somebody at the department must have opened a dispatch. */
export const openBy = (c: Pick<Facts, 'state' | 'leadClock'>, { scheme, calendar }: Rules): Date | null =>
  c.state === 'dispatched' && c.leadClock ? deadline(calendar, c.leadClock.at, scheme.openWithin).at : null

/** Clocks of the desk's own: whoever holds the case is reminded, and it goes up when they run out. */
const ours: readonly ClockKind[] = ['acceptance', 'sign', 'handling']

/** How much of a limit has gone, in whole percent, at most 99: a clock that begins late is not reminded of the morning. */
export const reminded = (startedAt: Date, dueAt: Date, at: Date): number => {
  const whole = dueAt.getTime() - startedAt.getTime()
  return Math.max(0, Math.min(99, Math.floor(((at.getTime() - startedAt.getTime()) * 100) / Math.max(whole, 1))))
}

/** The instant just past a limit: due is still in time. */
const past = (at: Date) => new Date(at.getTime() + 1)

const shareOf = (from: Date, to: Date, share: number) =>
  new Date(from.getTime() + share * (to.getTime() - from.getTime()))

/** What of a case decides when the system has something to do. */
export type Watched = Pick<
  Facts,
  | 'state'
  | 'clock'
  | 'clockStartedAt'
  | 'dueAt'
  | 'reminded'
  | 'alarmedAt'
  | 'openBy'
  | 'contactDueAt'
  | 'contactedAt'
  | 'contactMissed'
  | 'resolved'
  | 'reachable'
  | 'laterAskedAt'
  | 'endedAt'
  | 'statutory'
>

/** Every instant at which the system has something to do, by what it is. */
export function duties(c: Watched, { scheme }: Rules): { what: Wake; at: Date }[] {
  const list: { what: Wake; at: Date }[] = []
  const { clock, clockStartedAt, dueAt } = c
  if (isOpen(c.state) && clock && clockStartedAt && dueAt) {
    if (c.reminded < 100) list.push({ what: 'due', at: past(dueAt) })
    if (ours.includes(clock))
      for (const share of scheme.remindAt) {
        if (share * 100 <= c.reminded) continue
        list.push({ what: 'remind', at: afterQuiet(shareOf(clockStartedAt, dueAt, share), scheme.quietHours) })
      }
    if (c.state === 'dispatched' && !c.alarmedAt && c.openBy) list.push({ what: 'open', at: past(c.openBy) })
    if (c.contactDueAt && !c.contactedAt && !c.contactMissed) list.push({ what: 'contact', at: past(c.contactDueAt) })
  }
  // the statute's clock runs whatever the loop's state: on a closed case too
  const owed = c.statutory
  if (owed && owed.reminded < 100) {
    list.push({ what: 'statute', at: past(owed.dueAt) })
    for (const share of scheme.remindAt)
      if (share * 100 > owed.reminded) {
        const at = shareOf(owed.startedAt, owed.dueAt, share)
        list.push({ what: 'statute-remind', at: afterQuiet(at, scheme.quietHours) })
      }
  }
  if (c.state === 'closed' && c.resolved === 'yes' && c.reachable && !c.laterAskedAt && c.endedAt) {
    const day = addDays(dayOf(c.endedAt), scheme.verdict.laterDays) as Day
    list.push({ what: 'later', at: afterQuiet(endOfDay(day), scheme.quietHours) })
  }
  return list
}
export type Wake = 'due' | 'remind' | 'open' | 'contact' | 'later' | 'statute' | 'statute-remind'

/** When the system must look at this case again, or null when it has nothing to do by itself. */
export function wakeAt(c: Watched, rules: Rules): Date | null {
  const all = duties(c, rules).map((d) => d.at.getTime())
  return all.length ? new Date(Math.min(...all)) : null
}

/** The same for a case just taken in: nothing has happened to it yet. */
export const firstWake = (
  c: Pick<Facts, 'state' | 'clock' | 'clockStartedAt' | 'dueAt' | 'contactDueAt' | 'contactedAt'>,
  rules: Rules,
): Date | null =>
  wakeAt(
    {
      reminded: 0,
      alarmedAt: null,
      openBy: null,
      contactMissed: false,
      resolved: null,
      reachable: false,
      laterAskedAt: null,
      endedAt: null,
      statutory: null,
      ...c,
    },
    rules,
  )

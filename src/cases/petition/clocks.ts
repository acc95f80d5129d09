/**
 * The statutory clocks of a petition (信访工作条例): calendar days, the first day not counted, a last day off moves to the next working
 * day; only the objection is counted in working days. Pure: dated steps and the calendar go in.
 */
import { type Day, deadline, endOfDay, startOfDay, type WorkCalendar } from '../../kernel/calendar/deadline.ts'
import type { PetitionFacts, Review } from './facts.ts'
import { type OwedClock, owedClocks, type StatutoryClockKind } from './vocabulary.ts'

export type StatutoryClock = {
  readonly clock: StatutoryClockKind
  /** Of 信访工作条例. */
  readonly article: number
  /** Whose it is: what the organ must do, what a receiving organ may, what the resident may. */
  readonly whose: 'organ' | 'receiver' | 'resident'
  readonly startedAt: Date
  readonly dueAt: Date
  /** The day that decides it lies in a year whose notice is not in. */
  readonly provisional: boolean
  readonly doneAt: Date | null
}

export const statutoryDays = { route: 15, tell: 15, conclude: 60, extension: 30, review: 30, askReview: 30 } as const
export const objectionWorkingDays = 5

const instant = (iso: string | null | undefined) => (iso ? new Date(iso) : null)

/** Every clock that has begun, oldest first. `passedAt`: when it was passed to the organ that has it in hand now. */
export function statutoryClocks(
  p: PetitionFacts | null,
  passedAt: Date | null,
  calendar: WorkCalendar,
): StatutoryClock[] {
  if (!p) return []
  const list: StatutoryClock[] = []
  const add = (
    clock: StatutoryClockKind,
    article: number,
    whose: StatutoryClock['whose'],
    startedAt: Date,
    due: { at: Date; provisional: boolean },
    doneAt: Date | null,
  ) => list.push({ clock, article, whose, startedAt, dueAt: due.at, provisional: due.provisional, doneAt })
  const days = (from: Date, n: number) => deadline(calendar, from, { days: n })
  const ended = instant(p.endedAt)
  const received = startOfDay(p.receivedOn as Day)

  add('route', 22, 'organ', received, days(received, statutoryDays.route), instant(p.routedAt) ?? ended)
  if (p.addressKnown) add('tell', 23, 'organ', received, days(received, statutoryDays.tell), instant(p.toldAt) ?? ended)
  if (passedAt && !p.opinion) {
    const due = deadline(calendar, passedAt, { workingDays: objectionWorkingDays })
    add('object', 23, 'receiver', passedAt, due, instant(p.objectedAt) ?? ended)
  }
  if (p.road === 'investigation' && p.routedAt) {
    const accepted = new Date(p.routedAt)
    const due = p.extendedTo
      ? { at: endOfDay(p.extendedTo as Day), provisional: false }
      : days(accepted, statutoryDays.conclude)
    add('conclude', 34, 'organ', accepted, due, instant(p.opinion?.at) ?? ended)
  }
  if (p.opinion) window('ask-review', 35, new Date(p.opinion.at), p.review)
  if (p.review) {
    const asked = new Date(p.review.askedAt)
    add('review', 35, 'organ', asked, days(asked, statutoryDays.review), instant(p.review.at) ?? ended)
    if (p.review.at) window('ask-re-review', 36, new Date(p.review.at), p.reReview)
  }
  if (p.reReview) {
    const asked = new Date(p.reReview.askedAt)
    // the time of a hearing is not counted
    const due = days(asked, statutoryDays.review + p.reReview.hearingDays)
    add('re-review', 36, 'organ', asked, due, instant(p.reReview.at) ?? ended)
  }
  return list

  function window(clock: StatutoryClockKind, article: number, from: Date, taken: Review | null) {
    add(clock, article, 'resident', from, days(from, statutoryDays.askReview), instant(taken?.askedAt) ?? ended)
  }
}

/** Until when an extension may reach: thirty days beyond the sixty, counted from acceptance (art. 34). */
export const latestExtension = (p: PetitionFacts, calendar: WorkCalendar): Date | null =>
  p.routedAt
    ? deadline(calendar, new Date(p.routedAt), { days: statutoryDays.conclude + statutoryDays.extension }).at
    : null

/** The statutory clock an organ owes next, with how much of it the system has already acted on. */
export type Owed = {
  readonly clock: OwedClock
  readonly startedAt: Date
  readonly dueAt: Date
  readonly provisional: boolean
  /** Percent; 100 once it went up. */
  readonly reminded: number
}

const isOwed = (clock: StatutoryClockKind): clock is OwedClock => (owedClocks as readonly string[]).includes(clock)

/** Of all clocks the one owed next: the earliest not done. Where two end together, the one that comes first in the law. */
export function owedNext(clocks: readonly StatutoryClock[]): Omit<Owed, 'reminded'> | null {
  let next: Omit<Owed, 'reminded'> | null = null
  for (const { clock, startedAt, dueAt, provisional, doneAt } of clocks)
    if (isOwed(clock) && !doneAt && (!next || dueAt < next.dueAt)) next = { clock, startedAt, dueAt, provisional }
  return next
}

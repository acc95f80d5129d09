/** How far one is and how far one would be by now: facts with dates, never a grade. Pure. */
import { addDays, type Day } from '../kernel/calendar/day.ts'
import type { MeasureKind } from './owed.ts'
import { daysIn, openEnd, overlap, type Span } from './periods.ts'
import type { Standing } from './vocabulary.ts'

/** One duty of one subject in one period, as it is kept. */
export type Cell = {
  readonly period: string
  readonly measure: MeasureKind
  readonly from: Day
  readonly to: Day
  readonly off: readonly Span[]
  readonly grace: number
  readonly target: number | null
  readonly value: number
}

const owedDays = (span: Span, off: readonly Span[]) =>
  daysIn(span) -
  off.reduce((sum, o) => sum + daysIn(overlap(o, span) ?? { from: span.to, to: addDays(span.to, -1) }), 0)

/** Days gone by before today, and all: of those that count. */
export function daysPassed(c: Pick<Cell, 'from' | 'to' | 'off'>, today: Day): { passed: number; all: number } {
  const gone = overlap(c, { from: c.from, to: addDays(today, -1) })
  return { passed: gone && today > c.from ? owedDays(gone, c.off) : 0, all: owedDays(c, c.off) }
}

/**
 * How much the share of days gone by makes, in whole units (of a test of completeness in whole per cent). Rounded down: whoever owes one thing is
 * not behind until its last day is over. What stands is asked for at once.
 */
export function expected(c: Cell, today: Day): number {
  if (c.target === null || today < c.from) return 0
  if (c.period === 'standing') return c.target
  if (c.to === openEnd) return 0
  const { passed, all } = daysPassed(c, today)
  if (all === 0) return 0
  if (passed >= all) return c.target
  // multiplied before it is divided, as the database does: both must round the same
  return c.measure === 'coverage'
    ? Math.floor((c.target * 100 * passed) / all) / 100
    : Math.floor((c.target * passed) / all)
}

export function standing(c: Cell, today: Day): Standing {
  if (c.target === null) return 'not-set'
  if (c.value >= c.target) return 'done'
  if (today < c.from) return 'not-begun'
  if (today > c.to) return today <= addDays(c.to, c.grace) ? 'in-grace' : 'missed'
  return c.value < expected(c, today) ? 'behind' : 'on-pace'
}

/** How many more are asked for by today's pace; 0 when none are. */
export const behindBy = (c: Cell, today: Day): number => {
  const by = Math.max(0, expected(c, today) - c.value)
  return c.measure === 'coverage' ? Math.round(by * 100) / 100 : by
}

/** The last day it may be done; none where there is no end. */
export const dueOn = (c: Pick<Cell, 'to'>): Day | null => (c.to === openEnd ? null : c.to)

/** What presses first: what is over and may still be written down, what is behind, what ends soon; done and not set last. */
const urgency: readonly Standing[] = ['in-grace', 'behind', 'on-pace', 'missed', 'not-begun', 'done', 'not-set']
export const byUrgency =
  (today: Day) =>
  (a: Cell, b: Cell): number =>
    urgency.indexOf(standing(a, today)) - urgency.indexOf(standing(b, today)) || a.to.localeCompare(b.to)

/**
 * What one subject owes in one period: from when to when, how much, and which days in between do not count. Pure.
 *
 * By days: a post held for a part of the period and leave lower the number in the same share. It is rounded to the nearest whole, a half upwards:
 * 60 days a year are 30 for half a year, one report a month is one for whoever held the post for half of the month and none for less. A share
 * of a test of completeness, ties that stand, and what is asked once have no length and are not lowered.
 */
import type { Day } from '../kernel/calendar/day.ts'
import type { Duty, Measure } from '../programme/duties.ts'
import type { Assigned } from './assigned.ts'
import { daysIn, gaps, merged, openEnd, overlap, type Span } from './periods.ts'

export type Owed = {
  readonly from: Day
  readonly to: Day
  readonly target: number | null
  /** Days between that are not counted for the pace: leave, and breaks between two posts. In order, apart from one another. */
  readonly off: readonly Span[]
}

export const measureOf = (m: Measure) =>
  'count' in m
    ? 'count'
    : 'distinct' in m
      ? 'distinct'
      : 'days' in m
        ? 'days'
        : 'sum' in m
          ? 'sum'
          : 'coverage' in m
            ? 'coverage'
            : 'ties' in m
              ? 'ties'
              : 'pot'
export type MeasureKind = ReturnType<typeof measureOf>

/** Whether days can lower it at all. */
const hasLength = (rule: Duty) => rule.prorate === 'days' && !['coverage', 'ties'].includes(measureOf(rule.measure))

/**
 * `held`: the days on which the subject is one at all; `away`: their leave. Undefined when they owe nothing: not theirs on any day, or so few
 * days that it rounds to nothing.
 */
export function owed(a: Assigned, held: readonly Span[], away: readonly Span[]): Owed | undefined {
  const mine = merged(held.flatMap((h) => overlap(h, a) ?? []))
  const [first, last] = [mine[0], mine.at(-1)]
  if (!first || !last) return undefined
  const span = { from: first.from, to: last.to }
  const leave = away.flatMap((w) => overlap(w, span) ?? [])
  const off = merged([...gaps(span, mine), ...leave])
  const asked = a.rule.atLeast
  if (asked === null || !a.whole || !hasLength(a.rule)) return { ...span, target: asked, off }
  const counted = daysIn(span) - off.reduce((sum, s) => sum + daysIn(s), 0)
  const target = Math.floor((asked * counted) / daysIn(a.whole) + 0.5)
  if (counted === 0 || (target === 0 && asked > 0)) return undefined
  return { ...span, target, off }
}

/** Held on no day but those given; without an end as long as it lasts. */
export const heldFrom = (from: string, to: string | null): Span => ({ from: from as Day, to: (to ?? openEnd) as Day })

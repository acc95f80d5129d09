/**
 * Which version of a scheme a period of a duty belongs to. It belongs to the version in force on its first day and keeps its numbers to its end;
 * new periods go by the new version. A duty that is new begins with its version's first day; what a version no longer names ends with it. Pure.
 */
import { addDays, type Day } from '../kernel/calendar/day.ts'
import type { Duty } from '../programme/duties.ts'
import { earlier, later, openEnd, overlap, type Period, periodsOf } from './periods.ts'

/** One version of one scheme with its days. */
export type Version = {
  readonly code: string
  readonly version: number
  readonly startsOn: string
  readonly endsOn: string | null
  readonly scheme: { readonly duties: Readonly<Record<string, Duty>> }
}

/** One period of one duty, cut to the days it is asked for. */
export type Assigned = {
  readonly programme: string
  readonly version: number
  readonly duty: string
  readonly rule: Duty
  readonly period: string
  /** The calendar's whole period, which the number in the file is meant for; null where it has no length of its own. */
  readonly whole: { readonly from: Day; readonly to: Day } | null
  readonly from: Day
  readonly to: Day
}

const lastDay = (v: Version) => (v.endsOn ?? openEnd) as Day

/** Every period begun by `horizon`, of every duty of every version given, in the order of versions and days. */
export function assignedPeriods(versions: readonly Version[], horizon: Day): Assigned[] {
  const byScheme = Map.groupBy(versions, (v) => v.code)
  return [...byScheme.values()].flatMap((own) => {
    const inOrder = [...own].sort((a, b) => a.startsOn.localeCompare(b.startsOn) || a.version - b.version)
    return inOrder.flatMap((v, at) =>
      Object.keys(v.scheme.duties).flatMap((duty) => ofDuty(inOrder, at, duty, horizon)),
    )
  })
}

function ofDuty(inOrder: readonly Version[], at: number, duty: string, horizon: Day): Assigned[] {
  const v = inOrder[at] as Version
  const rule = v.scheme.duties[duty] as Duty
  const startsOn = v.startsOn as Day
  const before = inOrder[at - 1]
  const fresh = !(before?.scheme.duties[duty] && follows(before, v))
  const asked = { from: later(startsOn, (rule.starts ?? startsOn) as Day), to: (rule.ends ?? openEnd) as Day }
  const one = (period: string, whole: Period | null, span: { from: Day; to: Day }): Assigned[] => {
    const cut = overlap(span, asked)
    if (!cut || cut.from > horizon) return []
    return [{ programme: v.code, version: v.version, duty, rule, period, whole, ...cut }]
  }
  // as ties stand, so they are asked for: by the numbers of today
  if (rule.per === 'standing') return one('standing', null, { from: startsOn, to: lastDay(v) })
  const runsTo = lastDayNamed(inOrder, at, duty)
  if (rule.per === 'once') return fresh ? one('once', null, { from: startsOn, to: runsTo }) : []
  return periodsOf(rule.per, { from: startsOn, to: earlier(lastDay(v), horizon) }).flatMap((p) => {
    // begun under the version before, which named it: it keeps that one's numbers
    if (p.from < startsOn && !fresh) return []
    return one(p.label, p, { from: p.from, to: earlier(p.to, runsTo) })
  })
}

/** Whether the second begins the day after the first ends. */
const follows = (first: Version, second: Version) =>
  first.endsOn !== null && addDays(first.endsOn as Day, 1) === second.startsOn

/** The last day on which this version or those that follow it without a break still name the duty. */
function lastDayNamed(inOrder: readonly Version[], at: number, duty: string): Day {
  let last = inOrder[at] as Version
  for (const next of inOrder.slice(at + 1)) {
    if (!follows(last, next) || !next.scheme.duties[duty]) break
    last = next
  }
  return lastDay(last)
}

/** Of each duty the periods that run today or may still be written down, or else the last that began: what a page shows. */
export function shownPeriods(assigned: readonly Assigned[], today: Day): Assigned[] {
  const byDuty = Map.groupBy(assigned, (a) => `${a.programme}/${a.duty}`)
  return [...byDuty.values()].flatMap((all) => {
    const begun = all.filter((a) => a.from <= today)
    const running = begun.filter((a) => a.to === openEnd || addDays(a.to, a.rule.grace) >= today)
    if (running.length) return running
    const newest = begun.reduce<Assigned | undefined>((last, a) => (last && last.from >= a.from ? last : a), undefined)
    return newest ? [newest] : []
  })
}

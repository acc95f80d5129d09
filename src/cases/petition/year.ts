/** A year of petitions in figures (信访工作条例 41): counted from what was recorded anyway, nothing is filled in by hand. Pure. */
import type { WorkCalendar } from '../../kernel/calendar/deadline.ts'
import { statutoryClocks } from './clocks.ts'
import { isGroup, lastOpinion, type PetitionFacts } from './facts.ts'
import { owedClocks } from './vocabulary.ts'

export type YearRow = { readonly petition: PetitionFacts; readonly category: string | null; readonly village: string }
type Counts = Record<string, number>

/** Counts of a year; `add` may be called page by page. */
export function countYear(calendar: WorkCalendar, now: Date) {
  const totals = {
    all: 0,
    repeat: 0,
    group: 0,
    persons: 0,
    grave: 0,
    extended: 0,
    reviews: 0,
    reReviews: 0,
    withdrawn: 0,
  }
  const [byKind, byRoad, byOutcome, byCategory, byVillage]: [Counts, Counts, Counts, Counts, Counts] = [
    {},
    {},
    {},
    {},
    {},
  ]
  const clocks = Object.fromEntries(owedClocks.map((c) => [c, { of: 0, inTime: 0, late: 0, running: 0 }]))
  const count = (counts: Counts, key: string | null) => {
    counts[key ?? 'none'] = (counts[key ?? 'none'] ?? 0) + 1
  }
  return {
    add({ petition: p, category, village }: YearRow) {
      totals.all++
      totals.persons += p.persons
      totals.repeat += Number(p.repeat)
      totals.group += Number(isGroup(p))
      totals.grave += Number(p.grave)
      totals.extended += Number(p.extendedTo !== null)
      totals.reviews += Number(p.review !== null)
      totals.reReviews += Number(p.reReview !== null)
      totals.withdrawn += Number(p.endedAt !== null)
      count(byKind, p.kind)
      count(byRoad, p.road)
      count(byOutcome, lastOpinion(p)?.outcome ?? null)
      count(byCategory, category)
      count(byVillage, village)
      for (const { clock, dueAt, doneAt } of statutoryClocks(p, null, calendar)) {
        const sum = clocks[clock]
        if (!sum) continue
        sum.of++
        // what is taken back or still runs in time is neither kept nor missed
        if ((doneAt ?? now) > dueAt) sum.late++
        else if (doneAt && p.endedAt !== doneAt.toISOString()) sum.inTime++
        else sum.running++
      }
    },
    result: () => ({ totals, byKind, byRoad, byOutcome, byCategory, byVillage, clocks }),
  }
}

/** The stretches of the calendar a duty is counted over: years, quarters, weeks, windows, the days around a festival. Pure. */
import { addDays, type Day, weekday } from '../kernel/calendar/day.ts'
import type { Per } from '../programme/duties.ts'
import { festivalDay } from './festivals.ts'

export type Span = { readonly from: Day; readonly to: Day }
/** A whole period with the name it is kept under: 2026, 2026-H1, 2026-Q4, 2026-11, a week by its Monday, a window by its first day. */
export type Period = Span & { readonly label: string }

/** Where nobody has said when it ends. Never shown. */
export const openEnd = '9999-12-31' as Day

const two = (n: number) => String(n).padStart(2, '0')
const day = (year: number, month: number, date: number) => `${year}-${two(month)}-${two(date)}` as Day
const lastOf = (year: number, month: number): Day =>
  month === 12 ? day(year, 12, 31) : addDays(day(year, month + 1, 1), -1)
/** A day of the year in this year; 02-29 and the like are the last of their month where there is none. */
const inYear = (year: number, monthDay: string): Day => {
  const last = lastOf(year, Number(monthDay.slice(0, 2)))
  const asked = `${year}-${monthDay}`
  return asked > last ? last : (asked as Day)
}

const months = (year: number, each: number, label: (n: number) => string): Period[] =>
  Array.from({ length: 12 / each }, (_, i) => ({
    label: label(i + 1),
    from: day(year, i * each + 1, 1),
    to: lastOf(year, (i + 1) * each),
  }))

function ofYear(per: Exclude<Per, 'week' | 'once' | 'standing'>, year: number): Period[] {
  if (per === 'year') return months(year, 12, () => String(year))
  if (per === 'half-year') return months(year, 6, (n) => `${year}-H${n}`)
  if (per === 'quarter') return months(year, 3, (n) => `${year}-Q${n}`)
  if (per === 'month') return months(year, 1, (n) => `${year}-${two(n)}`)
  if ('window' in per) {
    const { from, to } = per.window
    const first = inYear(year, from)
    // one that ends before it begins runs into the next year
    return [{ label: first, from: first, to: inYear(to < from ? year + 1 : year, to) }]
  }
  const feast = festivalDay(per.festival, year)
  if (!feast) return []
  return [
    { label: `${year}-${per.festival}`, from: addDays(feast, -per.daysBefore), to: addDays(feast, per.daysAfter) },
  ]
}

/** Whole periods with a day in this span, oldest first. What happens once and what stands has none: it lasts as long as the scheme. */
export function periodsOf(per: Per, { from, to }: Span): Period[] {
  if (per === 'once' || per === 'standing' || from > to) return []
  if (per === 'week') {
    const weeks: Period[] = []
    for (let monday = addDays(from, 1 - weekday(from)); monday <= to; monday = addDays(monday, 7))
      weeks.push({ label: `W${monday}`, from: monday, to: addDays(monday, 6) })
    return weeks
  }
  // a window or the days before New Year may begin in the year before
  const [first, last] = [Number(from.slice(0, 4)) - 1, Number(to.slice(0, 4)) + 1]
  const all = Array.from({ length: last - first + 1 }, (_, i) => ofYear(per, first + i)).flat()
  return all.filter((p) => p.from <= to && p.to >= from)
}

const dayMs = 86_400_000
/** How many days, the first and the last among them; none when it ends before it begins. */
export const daysIn = ({ from, to }: Span): number =>
  Math.max(0, Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs) + 1)

export const earlier = (a: Day, b: Day): Day => (a < b ? a : b)
export const later = (a: Day, b: Day): Day => (a > b ? a : b)

/** The days two spans share; undefined when there are none. */
export function overlap(a: Span, b: Span): Span | undefined {
  const shared = { from: later(a.from, b.from), to: earlier(a.to, b.to) }
  return shared.from <= shared.to ? shared : undefined
}

/** The same days in as few spans as can be, in order. */
export function merged(spans: readonly Span[]): Span[] {
  const done: { from: Day; to: Day }[] = []
  for (const { from, to } of [...spans].sort((a, b) => a.from.localeCompare(b.from))) {
    const last = done.at(-1)
    if (last && (last.to === openEnd || from <= addDays(last.to, 1))) last.to = later(last.to, to)
    else done.push({ from, to })
  }
  return done
}

/** What of a span none of these spans covers. */
export function gaps(span: Span, covered: readonly Span[]): Span[] {
  const left: Span[] = []
  let from = span.from
  for (const c of merged(covered)) {
    if (c.to < from || c.from > span.to) continue
    if (c.from > from) left.push({ from, to: addDays(c.from, -1) })
    if (c.to >= span.to) return left
    from = addDays(c.to, 1)
  }
  return from <= span.to ? [...left, { from, to: span.to }] : left
}

/**
 * What in the reading of cases is out of the ordinary: advice for the county office, never a block, a score or a ranking.
 * Pure: counts of a member and day go in, findings with their numbers come out. A day runs from five to five, so a night is one.
 */

/** How much one member read on one day. Cases are counted once a day. */
export type ReadingDay = {
  readonly memberId: string
  readonly orgId: string | null
  readonly day: string
  readonly cases: number
  /** Of these, cases neither they nor their org ever had to do with. */
  readonly strange: number
  /** Cases read from eleven at night to five. */
  readonly night: number
  /** Contacts shown in clear. */
  readonly reveals: number
}
/** One ended case read again and again: in how many different hours of the period. */
export type Reread = {
  readonly memberId: string
  readonly orgId: string | null
  readonly caseId: string
  readonly day: string
  readonly times: number
}

export const rules = ['strange', 'far-above', 'night', 'reveals', 'reveals-limit', 'again'] as const
export type Rule = (typeof rules)[number]

export type Finding = {
  /** The same finding has the same name tomorrow: what was noted of it stays with it. */
  readonly key: string
  readonly rule: Rule
  readonly memberId: string
  readonly orgId: string | null
  readonly day: string
  readonly n: number
  /** What is usual for this member, where the rule compares. */
  readonly usual: number | null
  readonly limit: number | null
  readonly caseId: string | null
}

/** From how many on, and how many times one's own usual: set so that a busy day of one's own work stays below. */
export const thresholds = {
  strange: { from: 20, times: 2 },
  farAbove: { from: 30, times: 4, days: 5 },
  night: { from: 5 },
  reveals: { from: 10, times: 4, days: 5 },
  again: { from: 6 },
} as const

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  if (sorted.length % 2) return sorted[middle] ?? 0
  return ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** Findings of the days of a period, judged by the same member's days before it. Newest first; by day, not by how much. */
export function unusual(
  days: readonly ReadingDay[],
  before: readonly ReadingDay[],
  rereads: readonly Reread[],
  scheme: { readonly revealsPerDay: number },
): Finding[] {
  const habits = Map.groupBy(before, (b) => b.memberId)
  const found = days.flatMap((day) => ofDay(day, habits.get(day.memberId) ?? [], scheme.revealsPerDay))
  const again = rereads
    .filter((r) => r.times >= thresholds.again.from)
    .map((r) => finding('again', r, r.times, { caseId: r.caseId }))
  return [...found, ...again].sort((a, b) => (a.day === b.day ? (a.key < b.key ? -1 : 1) : a.day < b.day ? 1 : -1))
}

function ofDay(day: ReadingDay, own: readonly ReadingDay[], perDay: number): Finding[] {
  const { strange, farAbove, night, reveals } = thresholds
  const usual = { strange: median(own.map((d) => d.strange)), cases: median(own.map((d) => d.cases)) }
  // days without a look at a contact are most days: the usual is that of days with one
  const usualReveals = median(own.map((d) => d.reveals).filter((n) => n > 0))
  const known = own.length >= farAbove.days
  const found: Finding[] = []
  if (day.strange >= strange.from && day.strange >= strange.times * usual.strange)
    found.push(finding('strange', day, day.strange, { usual: own.length ? usual.strange : null }))
  if (known && day.cases >= farAbove.from && day.cases >= farAbove.times * usual.cases)
    found.push(finding('far-above', day, day.cases, { usual: usual.cases }))
  if (day.night >= night.from) found.push(finding('night', day, day.night))
  if (day.reveals > perDay) found.push(finding('reveals-limit', day, day.reveals, { limit: perDay }))
  else if (own.length >= reveals.days && day.reveals >= reveals.from && day.reveals >= reveals.times * usualReveals)
    found.push(finding('reveals', day, day.reveals, { usual: usualReveals }))
  return found
}

const finding = (
  rule: Rule,
  { memberId, orgId, day }: { memberId: string; orgId: string | null; day: string },
  n: number,
  more: { usual?: number | null; limit?: number; caseId?: string } = {},
): Finding => ({
  key: `${rule}/${memberId}/${more.caseId ?? day}`,
  rule,
  memberId,
  orgId,
  day,
  n,
  usual: more.usual ?? null,
  limit: more.limit ?? null,
  caseId: more.caseId ?? null,
})

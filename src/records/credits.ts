/** To whom a record counts, by one rule for all kinds: who wrote it, the members who took part, the unit, and the village of the household. */
import type { Fields, Filled } from './form.ts'
import { pointedTo } from './form.ts'

export type Recorded = {
  readonly kind: string
  readonly onDay: string
  readonly untilDay: string
  readonly orgId: string
  readonly authorId: string
  readonly householdId: string | null
  /** The village of that household. */
  readonly villageId: string | null
  readonly placeId: string | null
  readonly fields: Fields
  readonly data: Filled['data']
  /** What steps taken have added, as step.code: it can be summed, and names nobody who took part. */
  readonly stepFields: Fields
}
export type Credit = {
  readonly subjectId: string
  readonly kind: string
  readonly onDay: string
  readonly untilDay: string
  readonly householdId: string | null
  readonly placeId: string | null
  readonly met: readonly string[]
  readonly counted: Readonly<Record<string, string | number | boolean>>
}

/** One for each it counts to, never two: who wrote it down and is named in it as well counts once. */
export function creditsOf(r: Recorded): Credit[] {
  const { members, orgs } = pointedTo(r.fields, r.data)
  const subjects = new Set([r.authorId, ...members, r.orgId, ...(r.villageId ? [r.villageId] : [])])
  const named = [...members, ...orgs]
  const counted = countedIn({ ...r.fields, ...r.stepFields }, r.data)
  return [...subjects].map((subjectId) => ({
    subjectId,
    kind: r.kind,
    onDay: r.onDay,
    untilDay: r.untilDay,
    householdId: r.householdId,
    placeId: r.placeId,
    met: named.filter((id) => id !== subjectId),
    counted,
  }))
}

const countable = new Set(['number', 'money', 'choice', 'yesno'])
const countedIn = (fields: Fields, data: Filled['data']) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([code, { type }]) => {
      const value = data[code]
      return countable.has(type) && value !== undefined ? [[code, value as string | number | boolean]] : []
    }),
  )

/** What has to be counted again when credits come or go: whose, of which kind, in which days. */
export const touchedBy = (credits: readonly Credit[]) => {
  const seen = new Map<string, { subjectId: string; kind: string; from: string; to: string }>()
  for (const { subjectId, kind, onDay: from, untilDay: to } of credits)
    seen.set(`${subjectId} ${kind} ${from} ${to}`, { subjectId, kind, from, to })
  return [...seen.values()]
}

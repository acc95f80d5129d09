/** Who has a duty, on which days: members by the posts they held, orgs by their kind. Pure; what it reads is in facts.ts. */
import { addDays, type Day } from '../kernel/calendar/day.ts'
import type { Who } from '../programme/duties.ts'
import type { Assigned } from './assigned.ts'
import { type Owed, owed } from './owed.ts'
import { openEnd, overlap, type Span } from './periods.ts'

export type Post = Span & {
  readonly memberId: string
  readonly orgId: string
  readonly role: string
  readonly traits: readonly string[]
  readonly level: string | undefined
}
export type Unit = {
  readonly id: string
  readonly kind: string
  readonly traits: readonly string[]
  readonly closedOn: Day | null
}
export type Facts = {
  readonly posts: readonly Post[]
  readonly units: readonly Unit[]
  /** Leave by member. */
  readonly away: ReadonlyMap<string, readonly Span[]>
}

/** A subject with the days on which it is one, and where. */
export type Subject = {
  readonly id: string
  readonly member: boolean
  readonly held: readonly (Span & { readonly orgId: string })[]
}

/** One of these, where any are named. */
const oneOf = (asked: readonly string[] | undefined, has: readonly string[]) =>
  asked === undefined || asked.some((a) => has.includes(a))

/** Everyone this duty is for, at any time. */
export function subjectsOf(who: Who, facts: Facts): Subject[] {
  if ('orgKinds' in who)
    return facts.units
      .filter((u) => who.orgKinds.includes(u.kind) && oneOf(who.traits, u.traits))
      .map((u) => ({
        id: u.id,
        member: false,
        held: [{ from: '0001-01-01' as Day, to: u.closedOn ? addDays(u.closedOn, -1) : openEnd, orgId: u.id }],
      }))
  const posts = facts.posts.filter(
    (p) => who.roles.includes(p.role) && oneOf(who.traits, p.traits) && oneOf(who.levels, p.level ? [p.level] : []),
  )
  return [...Map.groupBy(posts, (p) => p.memberId)].map(([id, held]) => ({ id, member: true, held }))
}

export type Cell = Owed & { readonly period: string; readonly subject: Subject; readonly orgId: string }

/** What each of them owes in each of these periods; it is owed where the last of the posts is held. */
export function cellsOf(assigned: readonly Assigned[], subjects: readonly Subject[], facts: Facts): Cell[] {
  return assigned.flatMap((a) =>
    subjects.flatMap((subject): Cell[] => {
      const mine = owed(a, subject.held, facts.away.get(subject.id) ?? [])
      if (!mine) return []
      const here = subject.held.filter((h) => overlap(h, mine))
      const last = here.reduce((x, y) => (y.to > x.to || (y.to === x.to && y.from > x.from) ? y : x))
      return [{ ...mine, period: a.period, subject, orgId: last.orgId }]
    }),
  )
}

/** The cases behind a count of the figures page, as a filter of the case list: opening a number shows what it counts. */
import { type RawBuilder, sql } from 'kysely'
import { type Day, endOfDay, startOfDay } from '../kernel/calendar/day.ts'
import type { Programme } from '../programme/model.ts'
import type { Countable, Rate } from './vocabulary.ts'

type Where = RawBuilder<boolean>

/** When first contact counts: as the index on it says. */
export const responseAt = sql<Date>`response_at(answers, first_contact_due_at, first_contacted_at, contact_due_at, contacted_at, ended_at)`

const all = sql<boolean>`true`
const inTime = sql<boolean>`case when answers > 0 then first_contacted_at <= first_contact_due_at else contacted_at <= contact_due_at end`
const made = sql<boolean>`case when answers > 0 then first_contacted_at else contacted_at end is not null`
const judged = sql<boolean>`first_resolved is not null and first_doubt is null`
const graded = sql<boolean>`${judged} and first_satisfied is not null`
const content = sql<boolean>`first_satisfied in ('very-satisfied', 'satisfied', 'fair')`
const waiting = sql<boolean>`answers = 1 and state = 'answered'`

const parts: Record<Countable, Where> = {
  'response.base': all,
  'response.met': sql`coalesce(${inTime}, false)`,
  'response.made-late': sql`${made} and not coalesce(${inTime}, false)`,
  'response.not-made': sql`not (${made})`,
  'response.heard': sql`coalesce(${inTime}, false) and registrar_id is not null`,
  'response.excluded': all,
  'resolution.asked': all,
  'resolution.reachable': sql`resident_id is not null`,
  'resolution.answered': sql`first_resolved is not null`,
  'resolution.base': judged,
  'resolution.met': sql`${judged} and first_resolved = 'yes'`,
  'resolution.partly': sql`${judged} and first_resolved = 'partly'`,
  'resolution.no': sql`${judged} and first_resolved = 'no'`,
  'resolution.doubt': sql`first_doubt is not null`,
  'resolution.waiting': sql`first_resolved is null and ${waiting}`,
  'resolution.silent': sql`first_resolved is null and not (${waiting})`,
  'resolution.excluded': all,
  'satisfaction.asked': all,
  'satisfaction.base': graded,
  'satisfaction.met': sql`${graded} and ${content}`,
  'satisfaction.discontent': sql`${graded} and not (${content})`,
  'satisfaction.ungraded': sql`${judged} and first_satisfied is null`,
  'satisfaction.excluded': all,
  'later.asked': sql`first_later_asked_at is not null`,
  'later.base': sql`first_later is not null`,
  'later.met': sql`first_later = 'yes'`,
  'later.not-later': sql`first_later = 'no'`,
  'later.no-reply': sql`first_later_asked_at is not null and first_later is null`,
  'fate.ended': all,
}

/** Left out of this rate: by a decision, or by the scheme's own rule. */
function leftOut(rate: Rate, scheme: Programme): Where {
  const decided = sql<boolean>`coalesce(excluded ? ${rate}, false)`
  if (rate === 'response') return sql`${decided} or state in ('declined', 'passed-on')`
  const { responseOnly, joinedCount } = scheme.figures
  const joined = joinedCount ? sql<boolean>`false` : sql<boolean>`answered_with_lead`
  return sql`${decided} or ${joined} or coalesce(nature = any (${[...responseOnly]}::text[]), false)`
}

/** From the first instant of one day up to, and not including, the first after the other; nothing that has not happened by `now`. */
export const spanOf = (from: Day, to: Day, now: Date) => ({
  from: startOfDay(from),
  to: new Date(Math.min(endOfDay(to).getTime(), now.getTime()) + 1),
})

export type Counted = {
  readonly part: Countable
  readonly from: Date
  /** Not included. */
  readonly to: Date
  readonly unit?: string | undefined
}
/** The condition on `cases` for one part of a figure, over one period. */
export function countedWhere({ part, from, to, unit }: Counted, scheme: Programme): Where {
  const [figure = '', which = ''] = part.split('.')
  const day = figure === 'response' ? responseAt : figure === 'fate' ? sql.ref('ended_at') : sql.ref('answered_at')
  const span = sql<boolean>`${day} >= ${from} and ${day} < ${to}`
  if (figure === 'fate') return span
  const rate: Rate = figure === 'response' || figure === 'satisfaction' ? figure : 'resolution'
  const out = leftOut(rate, scheme)
  const counts = which === 'excluded' ? sql<boolean>`(${out})` : sql<boolean>`not (${out})`
  const by =
    rate === 'response'
      ? sql`coalesce(contact_unit, holder_org_id, village_id)`
      : sql`coalesce(answer_unit, village_id)`
  const ofUnit = unit ? sql<boolean>`${by} = ${unit}::uuid` : all
  return sql`(${span} and ${counts} and (${parts[part]}) and ${ofUnit})`
}

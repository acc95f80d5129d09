/**
 * SQL of the figures: counts of cases that are alike, read through one index each for the day that counts. No formula.
 * Cases hidden from the reader by row-level security are not counted for that reader.
 */
import { type RawBuilder, sql } from 'kysely'
import { responseAt } from '../cases/counts.ts'
import type { Tx } from '../kernel/scope.ts'
import type { AnswerFact, ContactFact, Counting, Excluded, FateFact } from './figures.ts'
import type { Fate } from './vocabulary.ts'

/** From the first instant up to, and not including, the last. */
export type Span = { readonly from: Date; readonly to: Date; readonly under?: string | undefined }
/** What the counts are told apart by. */
export type Key = 'none' | 'unit' | 'village' | 'category'
export type Keyed<F> = F & { readonly key: string | null }

const under = (id: string | undefined) => (id ? sql`and seen_by @> array[${id}]::uuid[]` : sql``)
const keyOf = (key: Key, unit: RawBuilder<unknown>): RawBuilder<unknown> =>
  ({ none: sql`null::text`, unit, village: sql`village_id`, category: sql`category` })[key]

/** First contacts, by the instant they were made or their limit ran out, whichever came first. */
export async function contactFacts(tx: Tx, { from, to, under: org }: Span, key: Key): Promise<Keyed<ContactFact>[]> {
  const { rows } = await sql<Keyed<ContactFact>>`
    with first as (
      select ${keyOf(key, sql`coalesce(contact_unit, holder_org_id, village_id)`)} as key, registrar_id, state, excluded,
        case when answers > 0 then first_contact_due_at else contact_due_at end as due,
        case when answers > 0 then first_contacted_at else contacted_at end as made
      from cases where ${responseAt} >= ${from} and ${responseAt} < ${to} ${under(org)}
    )
    select key, coalesce(made <= due, false) as "inTime", made is not null as made, registrar_id is not null as heard,
      state in ('declined', 'passed-on') as "notAccepted", excluded, count(*)::int as n
    from first group by 1, 2, 3, 4, 5, 6`.execute(tx)
  return rows
}

type Now = NonNullable<AnswerFact['now']>
type AnswerRow = Omit<AnswerFact, 'now'> & {
  key: string | null
  again: boolean
  nowResolved: Now['resolved']
  nowSatisfied: Now['satisfied']
  nowDoubt: boolean
  nowLater: Now['later']
}
/** Cases by the day of their first answer, with the verdict on it and the one that stands now. */
export async function answerFacts(
  tx: Tx,
  { from, to, under: org }: Span,
  key: Key,
  { responseOnly }: Counting,
): Promise<Keyed<AnswerFact>[]> {
  // what tells no fact from another is not asked for: fewer kinds of fact, fewer rows
  const ofLatest = (column: string) => sql`case when answers > 1 then ${sql.ref(column)} end`
  const { rows } = await sql<AnswerRow>`
    select ${keyOf(key, sql`coalesce(answer_unit, village_id)`)} as key, resident_id is not null as reachable, answered_with_lead as "withLead",
      case when nature = any (${[...responseOnly]}::text[]) then nature end as nature, first_resolved as resolved, first_satisfied as satisfied, first_doubt is not null as doubt, first_entered as entered,
      answers = 1 and state = 'answered' as waiting, first_later_asked_at is not null as "laterAsked", first_later as later,
      answers > 1 as again, ${ofLatest('resolved')} as "nowResolved", ${ofLatest('satisfied')} as "nowSatisfied",
      answers > 1 and doubt is not null as "nowDoubt", ${ofLatest('later')} as "nowLater", excluded, count(*)::int as n
    from cases where answered_at >= ${from} and answered_at < ${to} ${under(org)}
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17`.execute(tx)
  return rows.map(({ again, nowResolved, nowSatisfied, nowDoubt, nowLater, ...fact }) => ({
    ...fact,
    excluded: fact.excluded as Excluded | null,
    now: again ? { resolved: nowResolved, satisfied: nowSatisfied, doubt: nowDoubt, later: nowLater } : null,
  }))
}

/** What ended in the period, by how; and what is shelved now, whenever it was. */
export async function fateFacts(tx: Tx, { from, to, under: org }: Span): Promise<FateFact[]> {
  const { rows } = await sql<{ fate: Fate; n: number }>`
    select outcome as fate, count(*)::int as n from cases
    where ended_at >= ${from} and ended_at < ${to} ${under(org)} group by 1
    union all
    select 'shelved', count(*)::int from cases where state = 'shelved' ${under(org)}`.execute(tx)
  return rows
}

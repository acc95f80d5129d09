/** The filter of a list of cases, as the URL has it, and its conditions in SQL: the list, its export and a bulk step ask here. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { addDays, type Day, dayOf, endOfDay } from '../kernel/calendar/deadline.ts'
import type { DB } from '../kernel/db-types.ts'
import type { Programme } from '../programme/model.ts'
import { clocks, levels } from '../programme/vocabulary.ts'
import { registeredIn } from './ages.ts'
import { countedWhere, spanOf } from './counts.ts'
import { onDutyList } from './duty-list.ts'
import { countable, Id, Day as InputDay, outcomes, states } from './model.ts'
import { bindingAt } from './petition/binding.ts'
import { inIndex } from './search/find.ts'
import { ageBands } from './vocabulary.ts'

const many = <T extends z.ZodType>(item: T) => z.union([item.transform((v) => [v]), z.array(item)]).optional()
export const CaseFilter = z.object({
  state: many(z.enum(states)),
  village: Id.optional(),
  org: Id.optional().describe('Held by this org'),
  under: Id.optional().describe('In this org’s villages or held by it or below it'),
  level: z.enum(levels).optional(),
  category: z.string().max(40).optional(),
  unsorted: z.enum(['true']).optional().describe('Without a category yet'),
  nature: z.string().max(40).optional(),
  urgency: z.enum(['ordinary', 'urgent']).optional(),
  clock: z.enum(clocks).optional(),
  outcome: z.enum(outcomes).optional(),
  late: z.enum(['true', 'false']).optional().describe('Past its next deadline'),
  soon: z.enum(['true']).optional().describe('Not late, and most of the limit that binds is used'),
  open: z.enum(['true', 'false']).optional(),
  age: z.enum(ageBands).optional().describe('Open for so many calendar days since registered'),
  duty: z.enum(['true']).optional().describe('Overdue with nobody above: the duty list'),
  doubt: z.enum(['true']).optional().describe('Verdicts whose parts do not fit together'),
  contactLate: z.enum(['true']).optional().describe('First contact with the resident missed'),
  sentBack: z.enum(['true']).optional(),
  supervised: z.enum(['true']).optional().describe('Somebody above has asked for it to be hurried'),
  reopened: z.enum(['true']).optional(),
  petition: z.enum(['true']).optional().describe('Handled as petitions'),
  from: InputDay.optional(),
  to: InputDay.optional(),
  counted: z.enum(countable).optional().describe('A part of a figure; with countedFrom, countedTo and unit'),
  countedFrom: InputDay.optional(),
  countedTo: InputDay.optional(),
  unit: Id.optional().describe('Counted for this unit; only with counted'),
  number: z.string().trim().max(40).optional().describe('Ours, or the one in the state petition system'),
  words: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .optional()
    .describe('Anywhere in what the case page shows; two characters or more'),
  household: Id.optional().describe('Of anyone of this household'),
  member: Id.optional().describe('In this member’s hands, or written down by them'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type CaseFilter = z.output<typeof CaseFilter>

type Asked = { readonly scheme: Programme; readonly now: () => Date }

/** What the filter asks of a row of `cases`; where the page begins and how long it is, is not asked here. */
export function caseWhere(f: CaseFilter, { scheme, now }: Asked) {
  return (w: ExpressionBuilder<DB, 'cases'>): Expression<SqlBool> => {
    const all: Expression<SqlBool>[] = []
    if (f.state) all.push(w('state', 'in', f.state))
    if (f.village) all.push(w('village_id', '=', f.village))
    if (f.org) all.push(w('holder_org_id', '=', f.org))
    if (f.under) all.push(sql<boolean>`seen_by @> array[${f.under}]::uuid[]`)
    if (f.level) all.push(w('level', '=', f.level))
    if (f.category) all.push(w('category', '=', f.category))
    if (f.unsorted) all.push(w('category', 'is', null))
    if (f.nature) all.push(w('nature', '=', f.nature))
    if (f.urgency) all.push(w('urgency', '=', f.urgency))
    if (f.clock) all.push(w('clock', '=', f.clock))
    if (f.outcome) all.push(w('outcome', '=', f.outcome))
    if (f.late === 'true') all.push(w(bindingAt, '<', now()))
    if (f.soon) {
      const used = sql`(case when statutory_due_at < due_at then statutory_started_at else clock_started_at end)`
      all.push(w(bindingAt, '>=', now()))
      all.push(sql<boolean>`${now()}::timestamptz >= ${used} + ${scheme.warnAt}::float8 * (${bindingAt} - ${used})`)
    }
    if (f.open) all.push(w('due_at', f.open === 'true' ? 'is not' : 'is', null))
    if (f.age) {
      const { from, before } = registeredIn(f.age, now())
      all.push(w('due_at', 'is not', null), w('registered_at', '<', before))
      if (from) all.push(w('registered_at', '>=', from))
    }
    if (f.duty) all.push(onDutyList)
    if (f.doubt) all.push(w('doubt', 'is not', null))
    if (f.contactLate)
      all.push(w('contact_due_at', '<', sql<Date>`coalesce(contacted_at, ended_at, ${now()}::timestamptz)`))
    if (f.sentBack) all.push(w('sent_back', '>', 0))
    if (f.supervised) all.push(w('supervised_at', 'is not', null))
    if (f.reopened) all.push(w('reopened', '>', 0))
    if (f.from) all.push(w('registered_at', '>=', endOfDay(addDays(f.from as Day, -1))))
    if (f.to) all.push(w('registered_at', '<=', endOfDay(f.to as Day)))
    if (f.petition) all.push(w('petition', 'is not', null))
    if (f.household)
      all.push(
        w(
          'resident_id',
          'in',
          w.selectFrom('residents').select('residents.id').where('household_id', '=', f.household),
        ),
      )
    if (f.member) all.push(w.or([w('holder_member_id', '=', f.member), w('registrar_id', '=', f.member)]))
    if (f.number) {
      const number = f.number.toUpperCase()
      // ours, or the one of the state petition system: asked together neither would go by its index
      all.push(number.startsWith('LX-') ? w('number', '=', number) : sql<boolean>`petition ->> 'number' = ${number}`)
    }
    if (f.counted) {
      const from = (f.countedFrom ?? '2000-01-01') as Day
      const to = (f.countedTo ?? dayOf(now())) as Day
      all.push(countedWhere({ part: f.counted, ...spanOf(from, to, now()), unit: f.unit }, scheme))
    }
    // only after `lookForWords`, or through `newestWith`
    if (f.words) all.push(inIndex)
    return w.and(all)
  }
}

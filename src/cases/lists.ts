/** The lists of the desk: inbox, cases with filters, the weekly list. Every list is paged by key and bounded. */
import { sql } from 'kysely'
import { z } from 'zod'
import { type Doing, query } from '../access/command.ts'
import { addDays, type Day, dayOf, endOfDay } from '../kernel/calendar/deadline.ts'
import { clocks, levels } from '../programme/vocabulary.ts'
import { normalisePhone } from '../registry/people.ts'
import { countedWhere, spanOf } from './counts.ts'
import { cursorOf, readCursor } from './cursor.ts'
import { onDutyList } from './duty-list.ts'
import { countable, freeText, Id, Day as InputDay, outcomes, states } from './model.ts'
import { bindingAt } from './petition/binding.ts'
import { orgsById } from './store.ts'
import { names, summary, summaryColumns } from './summary.ts'

const many = <T extends z.ZodType>(item: T) => z.union([item.transform((v) => [v]), z.array(item)]).optional()
export const CaseFilter = z.object({
  state: many(z.enum(states)),
  village: Id.optional(),
  org: Id.optional().describe('Held by this org'),
  under: Id.optional().describe('In this org’s villages or held by it or below it'),
  level: z.enum(levels).optional(),
  category: z.string().max(40).optional(),
  nature: z.string().max(40).optional(),
  urgency: z.enum(['ordinary', 'urgent']).optional(),
  clock: z.enum(clocks).optional(),
  outcome: z.enum(outcomes).optional(),
  late: z.enum(['true', 'false']).optional().describe('Past its next deadline'),
  open: z.enum(['true', 'false']).optional(),
  duty: z.enum(['true']).optional().describe('Overdue with nobody above: the duty list'),
  doubt: z.enum(['true']).optional().describe('Verdicts whose parts do not fit together'),
  contactLate: z.enum(['true']).optional().describe('First contact with the resident missed'),
  sentBack: z.enum(['true']).optional(),
  reopened: z.enum(['true']).optional(),
  petition: z.enum(['true']).optional().describe('Handled as petitions'),
  from: InputDay.optional(),
  to: InputDay.optional(),
  counted: z.enum(countable).optional().describe('A part of a figure; with countedFrom, countedTo and unit'),
  countedFrom: InputDay.optional(),
  countedTo: InputDay.optional(),
  unit: Id.optional().describe('Counted for this unit; only with counted'),
  number: z.string().trim().max(40).optional().describe('Ours, or the one in the state petition system'),
  words: z.string().trim().min(1).max(60).optional().describe('In the opening words or the title'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type CaseFilter = z.output<typeof CaseFilter>

/** Newest first, with filters. */
export const listCases = query(CaseFilter, async (d, f) => {
  const after = readCursor(f.cursor)
  let q = d.tx.selectFrom('cases').select(summaryColumns)
  if (f.state) q = q.where('state', 'in', f.state)
  if (f.village) q = q.where('village_id', '=', f.village)
  if (f.org) q = q.where('holder_org_id', '=', f.org)
  if (f.under) q = q.where(sql<boolean>`seen_by @> array[${f.under}]::uuid[]`)
  if (f.level) q = q.where('level', '=', f.level)
  if (f.category) q = q.where('category', '=', f.category)
  if (f.nature) q = q.where('nature', '=', f.nature)
  if (f.urgency) q = q.where('urgency', '=', f.urgency)
  if (f.clock) q = q.where('clock', '=', f.clock)
  if (f.outcome) q = q.where('outcome', '=', f.outcome)
  if (f.late === 'true') q = q.where(bindingAt, '<', d.house.now())
  if (f.open) q = q.where('due_at', f.open === 'true' ? 'is not' : 'is', null)
  if (f.duty) q = q.where(onDutyList)
  if (f.doubt) q = q.where('doubt', 'is not', null)
  if (f.contactLate)
    q = q.where('contact_due_at', '<', sql<Date>`coalesce(contacted_at, ended_at, ${d.house.now()}::timestamptz)`)
  if (f.sentBack) q = q.where('sent_back', '>', 0)
  if (f.reopened) q = q.where('reopened', '>', 0)
  if (f.from) q = q.where('registered_at', '>=', endOfDay(addDays(f.from as Day, -1)))
  if (f.to) q = q.where('registered_at', '<=', endOfDay(f.to as Day))
  if (f.petition) q = q.where('petition', 'is not', null)
  if (f.number) {
    const number = f.number.toUpperCase()
    // ours, or the one of the state petition system
    q = q.where((w) => w.or([w('number', '=', number), sql<boolean>`petition ->> 'number' = ${number}`]))
  }
  if (f.counted)
    q = q.where(
      countedWhere(
        {
          part: f.counted,
          ...spanOf(
            (f.countedFrom ?? '2000-01-01') as Day,
            (f.countedTo ?? dayOf(d.house.now())) as Day,
            d.house.now(),
          ),
          unit: f.unit,
        },
        d.house.scheme,
      ),
    )
  if (f.words) {
    const like = `%${f.words.replace(/[%_\\]/g, '\\$&')}%`
    q = q.where((w) => w.or([w('opening', 'like', like), w('title', 'like', like), w('place', 'like', like)]))
  }
  if (after) q = q.where(sql<boolean>`(registered_at, id) < (${after.at}, ${after.id}::uuid)`)
  const rows = await q
    .orderBy('registered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(f.limit + 1)
    .execute()
  const shown = rows.slice(0, f.limit)
  const last = shown.at(-1)
  return {
    items: await summaries(d, shown),
    next: rows.length > f.limit && last ? cursorOf(last.registered_at, last.id) : null,
  }
})

export const PhoneSearch = z.object({
  phone: freeText(4, 25).refine((phone) => /^\d+$/.test(normalisePhone(phone))),
})

/** Cases of whoever left this number, or one ending in these four digits: found by keyed hash, no contact is opened. */
export const listByPhone = query(PhoneSearch, async (d, { phone }) => {
  const digits = normalisePhone(phone)
  const { jurisdictionId } = d.caller
  const tail = digits.length === 4
  const index = d.house.keys.blindIndex(jurisdictionId, tail ? 'phone-tail' : 'phone', digits)
  const rows = await d.tx
    .selectFrom('cases')
    .select(summaryColumns)
    .where('resident_id', 'in', (q) =>
      q
        .selectFrom('residents')
        .select('residents.id')
        .where(tail ? 'phone_tail_index' : 'phone_index', '=', index),
    )
    .orderBy('registered_at', 'desc')
    .limit(50)
    .execute()
  return { items: await summaries(d, rows) }
})

/** Rows as a list shows them, with the names of orgs and people in one look each. */
export async function summaries(d: Doing, rows: Parameters<typeof summary>[1][]) {
  const orgs = await orgsById(d.tx)
  const people = await names(
    d,
    rows.map((r) => r.holder_member_id),
  )
  return rows.map((r) => summary(d, r, orgs, people))
}

export const WeeklyFilter = z.object({
  week: InputDay.optional().describe('Any day of the week; default this week'),
  org: Id.optional(),
})

/** The weekly list (doc 2 no. 2: 每周梳理上报一次，建立问题清单): everything registered Monday to Sunday, and all still open from before. */
export const weeklyList = query(WeeklyFilter, async (d, f) => {
  const day = (f.week ?? dayOf(d.house.now())) as Day
  const monday = addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
  const sunday = addDays(monday, 6)
  const start = endOfDay(addDays(monday, -1))
  const end = endOfDay(sunday)
  const base = d.tx
    .selectFrom('cases')
    .select(summaryColumns)
    .$if(!!f.org, (q) => q.where(sql<boolean>`seen_by @> array[${f.org}]::uuid[]`))
  const fresh = await base
    .where('registered_at', '>', start)
    .where('registered_at', '<=', end)
    .orderBy('registered_at')
    .limit(500)
    .execute()
  const older = await base
    .where('registered_at', '<=', start)
    .where('due_at', 'is not', null)
    .orderBy(bindingAt)
    .limit(500)
    .execute()
  return {
    from: monday as string,
    to: sunday as string,
    fresh: await summaries(d, fresh),
    older: await summaries(d, older),
  }
})

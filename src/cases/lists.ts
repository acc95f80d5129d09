/** The lists of the desk: inbox, cases with filters, the weekly list, the overview. Every list is paged by key and bounded. */
import { sql } from 'kysely'
import { z } from 'zod'
import { type Doing, query } from '../access/command.ts'
import { addDays, type Day, dayOf, endOfDay } from '../kernel/calendar/deadline.ts'
import { normalisePhone } from '../registry/people.ts'
import { CaseFilter, caseWhere } from './case-filter.ts'
import { cursorOf, readCursor } from './cursor.ts'
import { freeText, Id, Day as InputDay, type states } from './model.ts'
import { bindingAt } from './petition/binding.ts'
import { type Before, newestWith } from './search/find.ts'
import { sought } from './search/grams.ts'
import { orgsById } from './store.ts'
import { names, summary, summaryColumns } from './summary.ts'

/** Newest first, with filters. */
export const listCases = query(CaseFilter, async (d, f) => {
  const rows = await newestCases(d, f, readCursor(f.cursor), f.limit + 1)
  const shown = rows.slice(0, f.limit)
  const last = shown.at(-1)
  return {
    items: await summaries(d, shown),
    next: rows.length > f.limit && last ? cursorOf(last.registered_at, last.id) : null,
  }
})

/** The newest rows of a filter before a place, at most so many. */
export async function newestCases(d: Doing, f: CaseFilter, before: Before | undefined, most: number) {
  const read = (from: Before | undefined, limit: number) =>
    d.tx
      .selectFrom('cases')
      .select(summaryColumns)
      .where(caseWhere(f, d.house))
      .$if(!!from, (q) => q.where(sql<boolean>`(registered_at, id) < (${from?.at}, ${from?.id}::uuid)`))
      .orderBy('registered_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute()
  if (!f.words) return read(before, most)
  const words = sought(f.words)
  return words ? newestWith(d, words, { before, most }, read) : []
}

export const PhoneSearch = z.object({
  phone: freeText(4, 25).refine((phone) => /^\d+$/.test(normalisePhone(phone))),
})

/** Cases of whoever left this number, or one ending in these four digits: found by keyed hash, no contact is opened. */
export const listByPhone = query(PhoneSearch, async (d, { phone }) => {
  const digits = normalisePhone(phone)
  const tail = digits.length === 4
  const index = d.house.keys.blindIndex(d.caller.jurisdictionId, tail ? 'phone-tail' : 'phone', digits)
  const rows = await casesOfPeople(d, tail ? 'phone_tail_index' : 'phone_index', index, 50)
  return { items: await summaries(d, rows) }
})

/** The newest cases of everybody whose contact has this keyed hash. */
export const casesOfPeople = (
  d: Doing,
  column: 'phone_index' | 'phone_tail_index' | 'name_index',
  index: Buffer,
  most: number,
) =>
  d.tx
    .selectFrom('cases')
    .select(summaryColumns)
    .where('resident_id', 'in', (q) => q.selectFrom('residents').select('residents.id').where(column, '=', index))
    .orderBy('registered_at', 'desc')
    .limit(most)
    .execute()

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

/** Counts for the overview, each openable as a filtered list. */
export const overview = query(z.object({ under: Id.optional() }), async (d, f) => {
  const now = d.house.now()
  const base = d.tx
    .selectFrom('cases')
    .$if(!!f.under, (q) => q.where(sql<boolean>`seen_by @> array[${f.under}]::uuid[]`))
  const n = sql<number>`count(*)::int`
  const byState = await base
    .select(['state', n.as('n'), sql<number>`count(*) filter (where ${bindingAt} < ${now})::int`.as('late')])
    .groupBy('state')
    .execute()
  const byHolder = await base
    .where('holder_org_id', 'is not', null)
    .select(['holder_org_id', n.as('n'), sql<number>`count(*) filter (where ${bindingAt} < ${now})::int`.as('late')])
    .groupBy('holder_org_id')
    .execute()
  const byCategory = await base
    .select(['category', n.as('n'), sql<number>`count(*) filter (where due_at is not null)::int`.as('open')])
    .groupBy('category')
    .execute()
  const byVillage = await base
    .select(['village_id', n.as('n'), sql<number>`count(*) filter (where due_at is not null)::int`.as('open')])
    .groupBy('village_id')
    .execute()
  const totals = await base
    .select([
      n.as('all'),
      sql<number>`count(*) filter (where due_at is not null)::int`.as('open'),
      sql<number>`count(*) filter (where ${bindingAt} < ${now})::int`.as('late'),
      sql<number>`count(*) filter (where sent_back > 0)::int`.as('sentBack'),
      sql<number>`count(*) filter (where reopened > 0)::int`.as('reopened'),
      sql<number>`count(*) filter (where state = 'closed' and satisfied is not null)::int`.as('judged'),
    ])
    .executeTakeFirstOrThrow()
  const orgs = await orgsById(d.tx)
  const org = (id: string | null) => {
    const o = orgs.get(id ?? '')
    return { id: id ?? '', name: o?.name ?? '', nameEn: o?.nameEn ?? '' }
  }
  return {
    totals,
    byState: byState.map((r) => ({ state: r.state as (typeof states)[number], n: r.n, late: r.late })),
    byHolder: byHolder
      .map((r) => ({ org: org(r.holder_org_id), n: r.n, late: r.late }))
      .sort((a, b) => b.late - a.late || b.n - a.n),
    byCategory: byCategory.sort((a, b) => b.n - a.n),
    byVillage: byVillage
      .map((r) => ({ village: org(r.village_id), n: r.n, open: r.open }))
      .sort((a, b) => b.open - a.open),
  }
})

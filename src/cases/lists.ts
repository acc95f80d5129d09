/** The lists of the desk: cases with filters, by phone, the weekly list. Every list is paged by key and bounded. */
import { type ExpressionBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Caller } from '../access/caller.ts'
import { type Doing, listing, query } from '../access/command.ts'
import { addDays, type Day, dayOf, endOfDay } from '../kernel/calendar/deadline.ts'
import type { DB } from '../kernel/db-types.ts'
import { normalisePhone } from '../registry/people.ts'
import { CaseFilter, caseWhere } from './case-filter.ts'
import { cursorOf, readCursor } from './cursor.ts'
import { knownOrgs } from './known-orgs.ts'
import { freeText, Id, Day as InputDay } from './model.ts'
import { bindingAt } from './petition/binding.ts'
import type { Chains } from './store.ts'
import { names, summary, summaryColumns } from './summary.ts'

/** Newest first, with filters. */
export const listCases = listing(
  CaseFilter,
  async ({ house, caller }, f) => {
    const after = readCursor(f.cursor)
    return house.db.kysely
      .selectFrom('cases')
      .select(summaryColumns)
      .select(holderName)
      .where(caseWhere(f, house))
      .$if(!!after, (q) => q.where(sql<boolean>`(registered_at, id) < (${after?.at}, ${after?.id}::uuid)`))
      .orderBy('registered_at', 'desc')
      .orderBy('id', 'desc')
      .limit(f.limit + 1)
      .modifyEnd(planFor(caller, await knownOrgs(house, caller.jurisdictionId)))
  },
  async (d, rows, f) => {
    const shown = rows.slice(0, f.limit)
    const last = shown.at(-1)
    const orgs = await knownOrgs(d.house, d.caller.jurisdictionId)
    const people = new Map(
      shown.flatMap((r) => (r.holder_member_id ? [[r.holder_member_id, r.holder_name ?? '']] : [])),
    )
    return {
      items: shown.map((row) => summary(d, row, orgs, people)),
      next: rows.length > f.limit && last ? cursorOf(last.registered_at, last.id) : null,
    }
  },
)

/** The holder's name in the same look: a second one would cost a message. */
const holderName = (e: ExpressionBuilder<DB, 'cases'>) =>
  e
    .selectFrom('members')
    .select('members.name')
    .whereRef('members.jurisdiction_id', '=', 'cases.jurisdiction_id')
    .whereRef('members.id', '=', 'cases.holder_member_id')
    .as('holder_name')

/**
 * PostgreSQL keeps one plan for a statement, whoever asks. A village's few cases are best found by who may see them, a county's by walking
 * back from the newest: so each level has a statement of its own, told apart by a remark.
 */
function planFor(caller: Caller, orgs: Chains) {
  const posts = caller.actor.kind === 'member' ? caller.actor.appointments : []
  const highest = Math.min(...posts.map((post) => orgs.get(post.orgId)?.chain.length ?? 9))
  return sql.raw(`/* as seen from step ${Number.isFinite(highest) ? highest : 0} */`)
}

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
  const orgs = await knownOrgs(d.house, d.caller.jurisdictionId)
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

/** The lists of the desk: cases with filters, and by phone. Every list is paged by key and bounded. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Caller } from '../access/caller.ts'
import { type Doing, type House, listing, query } from '../access/command.ts'
import { normalisePhone } from '../registry/people.ts'
import { CaseFilter, caseWhere } from './case-filter.ts'
import { cursorOf, readCursor } from './cursor.ts'
import { knownOrgs } from './known-orgs.ts'
import { stampOf, summariesOf } from './known-summaries.ts'
import { freeText } from './model.ts'
import { type Before, newestWith } from './search/find.ts'
import { type Sought, sought } from './search/grams.ts'
import type { Chains } from './store.ts'
import { names, summary, summaryColumns } from './summary.ts'

const listed = listing(
  CaseFilter,
  async ({ house, caller }, f) => {
    const after = readCursor(f.cursor)
    return house.db.kysely
      .selectFrom('cases')
      .select(['id', 'registered_at', stampOf])
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
    return {
      items: await summariesOf(d, shown),
      next: rows.length > f.limit && last ? cursorOf(last.registered_at, last.id) : null,
    }
  },
)

/**
 * PostgreSQL keeps one plan for a statement, whoever asks. A village's few cases are best found by who may see them, a county's by walking
 * back from the newest: so each level has a statement of its own, told apart by a remark.
 */
function planFor(caller: Caller, orgs: Chains) {
  const posts = caller.actor.kind === 'member' ? caller.actor.appointments : []
  const highest = Math.min(...posts.map((post) => orgs.get(post.orgId)?.chain.length ?? 9))
  return sql.raw(`/* as seen from step ${Number.isFinite(highest) ? highest : 0} */`)
}

/** Words go through their index, one stretch of time after the other, in a transaction. */
const listedWithWords = query(CaseFilter, async (d, f) => {
  const words = sought(f.words ?? '')
  const rows = words ? await newestWithWords(d, f, words, readCursor(f.cursor), f.limit + 1) : []
  const shown = rows.slice(0, f.limit)
  const last = shown.at(-1)
  return {
    items: await summaries(d, shown),
    next: rows.length > f.limit && last ? cursorOf(last.registered_at, last.id) : null,
  }
})

/** Newest first, with filters. */
export const listCases = (house: House, caller: Caller, input: z.input<typeof CaseFilter>) =>
  input.words === undefined ? listed(house, caller, input) : listedWithWords(house, caller, input)

/** The newest rows with these words that pass the filter, before a place, at most so many. */
export const newestWithWords = (d: Doing, f: CaseFilter, words: Sought, before: Before | undefined, most: number) =>
  newestWith(d, words, { before, most }, (from, limit) =>
    d.tx
      .selectFrom('cases')
      .select(summaryColumns)
      .where(caseWhere(f, d.house))
      .$if(!!from, (q) => q.where(sql<boolean>`(registered_at, id) < (${from?.at}, ${from?.id}::uuid)`))
      .orderBy('registered_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute(),
  )

export const PhoneSearch = z.object({
  phone: freeText(4, 25).refine((phone) => /^\d+$/.test(normalisePhone(phone))),
})

/** Cases of whoever left this number, or one ending in these four digits: found by keyed hash, no contact is opened. */
export const listByPhone = query(PhoneSearch, async (d, { phone }) => {
  const rows = await casesOfPhone(d, normalisePhone(phone), 50)
  return { items: await summaries(d, rows) }
})

/** The newest cases of everybody who left this number, or one ending in these four digits. */
export function casesOfPhone(d: Doing, digits: string, most: number) {
  const tail = digits.length === 4
  const index = d.house.keys.blindIndex(d.caller.jurisdictionId, tail ? 'phone-tail' : 'phone', digits)
  return casesOfPeople(d, tail ? 'phone_tail_index' : 'phone_index', index, most)
}

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
  const orgs = await knownOrgs(d.house, d.caller.jurisdictionId)
  const people = await names(
    d,
    rows.map((r) => r.holder_member_id),
  )
  return rows.map((r) => summary(d, r, orgs, people))
}

/**
 * Rows as lists show them, remembered for as long as they are the same rows: a county's desks look at the same few hundred cases all day.
 * What a reader may see is asked anew each time; remembered is only what those rows say.
 */
import { type ExpressionBuilder, type InferResult, sql } from 'kysely'
import { scopeOf } from '../access/caller.ts'
import type { House, Showing } from '../access/command.ts'
import type { DB } from '../kernel/db-types.ts'
import { knownOrgs } from './known-orgs.ts'
import { summary, summaryColumns } from './summary.ts'
import type { CaseSummary } from './views.ts'

/** `stamp` is the row's xmin: PostgreSQL gives another one whenever anything of the row is changed, whoever changes it. */
export type Found = { readonly id: string; readonly stamp: string }
type Known = { readonly stamp: string; readonly until: number; readonly summary: CaseSummary }

/** What is left of a limit is said in hours: half a minute changes none of it that anybody sees. */
const rememberMs = 30_000
const most = 5_000
const remembered = new WeakMap<House['db'], Map<string, Known>>()

/** These cases as lists show them, in their order. They must have been found in the caller's scope; one gone since is left out. */
export async function summariesOf(d: Showing, found: readonly Found[]): Promise<CaseSummary[]> {
  const { house, caller } = d
  const known = remembered.get(house.db) ?? new Map<string, Known>()
  remembered.set(house.db, known)
  const now = house.now().getTime()
  const keyOf = (id: string) => `${caller.jurisdictionId}/${caller.language}/${id}`
  const have = new Map<string, CaseSummary>()
  for (const { id, stamp } of found) {
    const last = known.get(keyOf(id))
    if (last && last.stamp === stamp && last.until > now) have.set(id, last.summary)
  }
  const missing = found.filter(({ id }) => !have.has(id)).map(({ id }) => id)
  if (missing.length) {
    const orgs = await knownOrgs(house, caller.jurisdictionId)
    for (const row of await read(d, missing)) {
      const made = summary(
        d,
        row,
        orgs,
        new Map(row.holder_member_id ? [[row.holder_member_id, row.holder_name ?? '']] : []),
      )
      have.set(row.id, made)
      if (known.size >= most) known.delete(known.keys().next().value as string)
      known.set(keyOf(row.id), { stamp: row.stamp, until: now + rememberMs, summary: made })
    }
  }
  return found.flatMap(({ id }) => have.get(id) ?? [])
}

const rowsOf = ({ house }: Showing, ids: readonly string[]) =>
  house.db.kysely
    .selectFrom('cases')
    .select(summaryColumns)
    .select([holderName, stampOf])
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)

function read(d: Showing, ids: readonly string[]) {
  const { sql: text, parameters } = rowsOf(d, ids).compile()
  return d.house.db.once<InferResult<ReturnType<typeof rowsOf>>[number]>(scopeOf(d.caller), text, parameters)
}

/** Says which state of a row was found. */
export const stampOf = sql<string>`cases.xmin::text`.as('stamp')

/** The holder's name in the same look: a second one would cost a message. */
const holderName = (e: ExpressionBuilder<DB, 'cases'>) =>
  e
    .selectFrom('members')
    .select('members.name')
    .whereRef('members.jurisdiction_id', '=', 'cases.jurisdiction_id')
    .whereRef('members.id', '=', 'cases.holder_member_id')
    .as('holder_name')

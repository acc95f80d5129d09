/** Records as a list: filtered as the address says, newest first, in the caller's scope. The file taken out and every ledger ask here too. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { type Doing, type HouseHere, query } from '../access/command.ts'
import { knownOrgs } from '../cases/known-orgs.ts'
import type { Chains } from '../cases/store.ts'
import { asDay, dayOf, startOfDay } from '../kernel/calendar/day.ts'
import { cursorOf, readCursor } from '../kernel/cursor.ts'
import type { DB } from '../kernel/db-types.ts'
import { ledgersHere } from './kinds.ts'
import { type RecordFilter, RecordPage } from './model.ts'
import { type Shown, tell } from './shown.ts'
import { stepsTaken } from './steps.ts'
import { type RecordRow, recordColumns } from './store.ts'
import type { RecordItem } from './views.ts'

type Where = (e: ExpressionBuilder<DB, 'records'>) => Expression<SqlBool>

/** Kinds a filter asks for; undefined: all. A ledger nobody declared holds nothing. */
function kindsAsked(house: HouseHere, jurisdictionId: number, f: RecordFilter): readonly string[] | undefined {
  if (!f.ledger) return f.kind
  const inLedger = ledgersHere(house, jurisdictionId)[f.ledger]?.records ?? []
  return f.kind ? inLedger.filter((kind) => f.kind?.includes(kind)) : inLedger
}

const oneOf = (ids: readonly string[], type: 'uuid' | 'text') => sql<string>`any(${ids}::${sql.raw(type)}[])`

/** The conditions of a filter. */
export async function recordWhere(d: Doing, f: RecordFilter): Promise<Where> {
  const { jurisdictionId } = d.caller
  const kinds = kindsAsked(d.house, jurisdictionId, f)
  const orgs = await knownOrgs(d.house, jurisdictionId)
  const below = f.under && [...orgs.values()].filter((o) => o.chain.includes(f.under as string)).map((o) => o.id)
  return (e) =>
    e.and([
      e('withdrawn_at', f.withdrawn ? 'is not' : 'is', null),
      ...(kinds ? [e('kind', '=', oneOf(kinds, 'text'))] : []),
      ...(f.org ? [e('org_id', '=', f.org)] : []),
      ...(below ? [e('org_id', '=', oneOf(below, 'uuid'))] : []),
      ...(f.author ? [e('author_id', '=', f.author)] : []),
      ...(f.household ? [e('household_id', '=', f.household)] : []),
      ...(f.place ? [e('place_id', '=', f.place)] : []),
      ...(f.subject ? [countsTo(e, f.subject, orgs)] : []),
      // a record of several days is found by any of them
      ...(f.from ? [e('until_day', '>=', f.from)] : []),
      ...(f.to ? [e('on_day', '<=', f.to)] : []),
    ])
}

/** To a unit: done for it, or about a household of its own. To a member: written by them, or they took part, and so may see it. */
const countsTo = (e: ExpressionBuilder<DB, 'records'>, subject: string, orgs: Chains) =>
  orgs.has(subject)
    ? e.or([
        e('org_id', '=', subject),
        e('household_id', 'in', e.selectFrom('households').select('households.id').where('village_id', '=', subject)),
      ])
    : e(sql<string>`${subject}::uuid`, '=', sql<string>`any(seen_by)`)

/** The next records after a place, in order. */
export async function pageOf(d: Doing, where: Where, after: { day: string; id: string } | undefined, size: number) {
  return (await d.tx
    .selectFrom('records')
    .select(recordColumns)
    .where(where)
    .$if(after !== undefined, (q) => q.where(sql<boolean>`(on_day, id) < (${after?.day}::date, ${after?.id}::uuid)`))
    .orderBy('on_day', 'desc')
    .orderBy('id', 'desc')
    .limit(size)
    .execute()) as RecordRow[]
}

export const countOf = async (d: Doing, where: Where) =>
  (await d.tx.selectFrom('records').where(where).select(sql<number>`count(*)::int`.as('n')).executeTakeFirstOrThrow()).n

export const itemOf = ({ row, kind, name, org, author, household, place, cells }: Shown): RecordItem => {
  const step = kind?.steps?.find((s) => s.code === row.step)
  return {
    id: row.id,
    kind: row.kind,
    name,
    onDay: row.on_day,
    untilDay: row.until_day,
    org,
    author,
    household,
    place,
    title: row.title,
    step: step ? { name: step.name, n: stepsTaken(kind?.steps, row.step), of: kind?.steps?.length ?? 0 } : null,
    board: row.board_from && row.board_until ? { from: row.board_from, until: row.board_until } : null,
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
    version: row.version,
    cells: [...cells],
  }
}

/** Newest first, with filters. */
export const listRecords = query(RecordPage, async (d, f) => {
  const cursor = readCursor(f.cursor)
  const where = await recordWhere(d, f)
  const after = cursor && { day: dayOf(cursor.at), id: cursor.id }
  const rows = await pageOf(d, where, after, f.limit + 1)
  const shown = rows.slice(0, f.limit)
  const last = shown.at(-1)
  return {
    items: (await tell(d, shown)).map(itemOf),
    next: rows.length > f.limit && last ? cursorOf(startOfDay(asDay(last.on_day)), last.id) : null,
  }
})

/** How many a filter finds: what the file will hold. */
export const countRecords = query(RecordPage, async (d, f) => ({ n: await countOf(d, await recordWhere(d, f)) }))

/** The rows of the index of words: made from what the case page shows, renewed or taken away in the transaction that takes words away. */
import { sql } from 'kysely'
import { lookFor, type Tx } from '../../kernel/scope.ts'
import { shownTexts } from '../redact/shown.ts'
import { orgsById } from '../store.ts'
import { gramsOf } from './grams.ts'
import { rowsQuery, tsvector } from './periods.ts'

export const searchedColumns = [
  'jurisdiction_id',
  'id',
  'version',
  'title',
  'place',
  'village_id',
  'petition',
  'registered_at',
  'seen_by',
  'hidden_from',
] as const
export type SearchedCase = {
  jurisdiction_id: number
  id: string
  version: number
  title: string | null
  place: string | null
  village_id: string
  petition: unknown
  registered_at: Date
  seen_by: string[]
  hidden_from: string[]
}

/** Every text a case's page shows to whoever may open it, comments too. The cases must be open. */
async function wordsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string[]>> {
  const kept = await tx
    .selectFrom('case_texts')
    .select(['case_id', 'seq', 'field', 'body'])
    .where('case_id', 'in', [...ids])
    .orderBy('case_id')
    .orderBy('seq')
    .execute()
  const of = Map.groupBy(kept, (t) => t.case_id)
  return new Map(ids.map((id) => [id, shownTexts(of.get(id) ?? []).map((t) => t.body)]))
}

/** What each of these cases is found by, as it stands now. They must be open, or the log be verified. */
export async function gramsOfCases(tx: Tx, cases: readonly Omit<SearchedCase, 'version'>[]) {
  const words = await wordsOf(
    tx,
    cases.map((c) => c.id),
  )
  const orgs = await orgsById(tx)
  const of = (c: (typeof cases)[number]) =>
    gramsOf([
      c.title ?? '',
      c.place ?? '',
      // 青禾村 水渠: the words of a village are looked for together with its name
      orgs.get(c.village_id)?.shortName ?? '',
      (c.petition as { number?: string } | null)?.number ?? '',
      ...(words.get(c.id) ?? []),
    ])
  return new Map(cases.map((c) => [c.id, of(c)]))
}

/** Rows of the index, not yet written. The cases must be open. */
async function rowsOf(tx: Tx, cases: readonly (SearchedCase & { period: number })[]) {
  if (!cases.length) return []
  const grams = await gramsOfCases(tx, cases)
  return cases.map((c) => ({
    jurisdiction_id: c.jurisdiction_id,
    case_id: c.id,
    version: c.version,
    period: c.period,
    registered_at: c.registered_at,
    seen_by: c.seen_by,
    hidden_from: c.hidden_from,
    grams: tsvector(c, grams.get(c.id) ?? new Map()),
  }))
}

/** Makes the rows of these cases visible to whoever writes them. */
export const lookForRows = (tx: Tx, caseIds: readonly string[]) => lookFor(tx, rowsQuery(caseIds))

/** Writes these cases into the index, or renews them there. They must be open, and locked against their words being taken away meanwhile. */
export async function putWords(tx: Tx, cases: readonly (SearchedCase & { period: number })[]) {
  if (!cases.length) return
  const rows = await rowsOf(tx, cases)
  await lookForRows(
    tx,
    cases.map((c) => c.id),
  )
  await sql`insert into case_search (jurisdiction_id, case_id, version, period, registered_at, seen_by, hidden_from, grams)
    select jurisdiction_id, case_id, version, period, registered_at, seen_by, hidden_from, grams::tsvector
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (jurisdiction_id int, case_id uuid, version int, period int,
      registered_at timestamptz, seen_by uuid[], hidden_from uuid[], grams text)
    on conflict (jurisdiction_id, case_id) do update set version = excluded.version, period = excluded.period, seen_by = excluded.seen_by,
      hidden_from = excluded.hidden_from, grams = excluded.grams`.execute(tx)
}

/**
 * After words of these cases were taken away: the index knows no more than what is left of them, from the same commit on. What is not
 * yet in it the job will read as it is then. The cases must be open, and changed in this transaction already.
 */
export async function renewWords(tx: Tx, caseIds: readonly string[]) {
  if (!caseIds.length) return
  await lookForRows(tx, caseIds)
  const rows = await rowsOf(tx, await inIndexNow(tx, caseIds))
  await sql`update case_search s set grams = x.grams::tsvector
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (case_id uuid, grams text)
    where s.case_id = x.case_id and s.case_id = any (${[...caseIds]}::uuid[])`.execute(tx)
}

/** After units were moved: found by those who see these cases now, and kept from the same people. The cases must be open. */
export async function carryWords(tx: Tx, caseIds: readonly string[]) {
  if (!caseIds.length) return
  await lookForRows(tx, caseIds)
  const rows = await rowsOf(tx, await inIndexNow(tx, caseIds))
  await sql`update case_search s set grams = x.grams::tsvector, seen_by = x.seen_by, hidden_from = x.hidden_from
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (case_id uuid, grams text, seen_by uuid[], hidden_from uuid[])
    where s.case_id = x.case_id and s.case_id = any (${[...caseIds]}::uuid[])`.execute(tx)
}

/** Those of them that are in the index already. */
const inIndexNow = (tx: Tx, caseIds: readonly string[]) =>
  tx
    .selectFrom('case_search')
    .innerJoin('cases', (j) =>
      j
        .onRef('cases.jurisdiction_id', '=', 'case_search.jurisdiction_id')
        .onRef('cases.id', '=', 'case_search.case_id'),
    )
    .select(searchedColumns.map((c) => `cases.${c}` as const))
    .select('case_search.period')
    .where('case_search.case_id', 'in', [...caseIds])
    .execute()

/** Finds these cases by nothing any more, until the job has read the step that comes with it. */
export async function forgetWords(tx: Tx, caseIds: readonly string[]) {
  await lookForRows(tx, caseIds)
  await tx
    .deleteFrom('case_search')
    .where('case_id', 'in', [...caseIds])
    .execute()
}

/** Keeps a case's row from the same people as the case. */
export async function hideFoundWords(tx: Tx, caseId: string, hiddenFrom: readonly string[]) {
  await lookForRows(tx, [caseId])
  await tx
    .updateTable('case_search')
    .set({ hidden_from: [...hiddenFrom] })
    .where('case_id', '=', caseId)
    .execute()
}

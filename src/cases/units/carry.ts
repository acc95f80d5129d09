/** Carries what hangs below moved units along: who sees it, and from whom it stays kept. One transaction of the scope `units`; done twice it is done once. */
import { sql } from 'kysely'
import { postsOn } from '../../access/recusal.ts'
import { alsoOpen, openMeanwhile, type Tx } from '../../kernel/scope.ts'
import type { Programme } from '../../programme/model.ts'
import { type ChainsOf, changed } from '../../registry/tree.ts'
import { carryWords } from '../search/rows.ts'
import { lostAbove, seenAfter } from './seen-after.ts'

const batch = 5000
/** Cases whose words are read again at a time. */
const few = 500

type Seen = { id: string; seen_by: string[]; own: (string | null)[] }

/** Where a case belongs and has been: its village, who has it or answers for it, whoever acted on it or was given it. */
const ofCase = sql<
  (string | null)[]
>`array[village_id, holder_org_id, lead_org_id, approver_org_id, answer_unit, contact_unit]
  || array(select e.org_id from case_events e where e.jurisdiction_id = t.jurisdiction_id and e.case_id = t.id and e.org_id is not null)
  || array(select (e.data ->> 'holder')::uuid from case_events e where e.jurisdiction_id = t.jurisdiction_id and e.case_id = t.id and e.data ->> 'holder' is not null)`
const ofVillage = sql<(string | null)[]>`array[village_id]`
const ofOrg = sql<(string | null)[]>`array[org_id]`
const ofRecord = sql<
  (string | null)[]
>`array(select r.org_id from records r where r.jurisdiction_id = t.jurisdiction_id and r.id = t.record_id)`
/** Where a tie's two sides stand: the units themselves, the household's village, the posts for which its members are in it. */
const ofTie = sql<(string | null)[]>`array[org_id, to_org_id]
  || array(select h.village_id from households h where h.jurisdiction_id = t.jurisdiction_id and h.id = t.household_id)
  || array(select a.org_id from appointments a where a.jurisdiction_id = t.jurisdiction_id and a.member_id in (t.member_id, t.to_member_id)
    and a.org_id = any (t.seen_by))`
const tables = [
  ['cases', ofCase],
  ['residents', ofVillage],
  ['households', ofVillage],
  ['ties', ofTie],
  ['records', ofOrg],
  ['follow_ups', ofRecord],
] as const

/** Writes anew who sees every row that one of the units with another chain sees. Gives the cases whose row changed. */
export async function carrySeen(tx: Tx, before: ChainsOf, after: ChainsOf): Promise<string[]> {
  const moved = changed(before, after)
  const cases: string[] = []
  for (const [table, own] of tables)
    for (let last: string | undefined; ; ) {
      const { rows } = await sql<Seen>`select id, seen_by, ${own} as own from ${sql.table(table)} t
        where seen_by && ${moved}::uuid[] ${last ? sql`and id > ${last}::uuid` : sql``} order by id limit ${batch} for update of t`.execute(
        tx,
      )
      const other = rows
        .map((r) => ({ id: r.id, seen: seenAfter(r.seen_by, r.own, before, after), was: r.seen_by }))
        .filter((r) => r.seen.length !== r.was.length || r.seen.some((id) => !r.was.includes(id)))
      if (other.length)
        await sql`update ${sql.table(table)} t set seen_by = r.seen_by
          from (select (x ->> 'id')::uuid as id, array(select jsonb_array_elements_text(x -> 'seen'))::uuid[] as seen_by
            from jsonb_array_elements(${JSON.stringify(other)}::jsonb) x) r
          where t.id = r.id`.execute(tx)
      if (table === 'cases') cases.push(...other.map((r) => r.id))
      last = rows.at(-1)?.id
      if (rows.length < batch) break
    }
  // a card is seen by whoever sees its tie
  await sql`update contact_cards c set seen_by = t.seen_by from ties t
    where t.jurisdiction_id = c.jurisdiction_id and t.id = c.tie_id and c.seen_by is distinct from t.seen_by`.execute(
    tx,
  )
  return cases
}

/**
 * What was kept from a unit and its people because of whom they stood under stays kept from them: the unit is written into the list of each such
 * case, and of all that is read without opening it. `keptFrom` is the unit itself, or the one its people go to.
 */
export async function carryHidden(
  tx: Tx,
  scheme: Programme,
  today: string,
  { unitId, keptFrom, chains }: { unitId: string; keptFrom: string; chains: readonly [ChainsOf, ChainsOf] },
): Promise<string[]> {
  const [before, after] = chains
  const was = before.get(unitId) ?? []
  const lost = lostAbove(was, after.get(keptFrom) ?? [], await leadersOf(tx, scheme, was, today))
  if (!lost.length) return []
  const below = [...before].filter(([, chain]) => chain.includes(unitId)).map(([id]) => id)
  const { rows } = await sql<{ id: string; resident_id: string | null }>`
    update cases set hidden_from = hidden_from || ${keptFrom}::uuid
    where hidden_from && ${lost}::uuid[] and seen_by && ${below}::uuid[] and not hidden_from @> array[${keptFrom}]::uuid[]
    returning id, resident_id`.execute(tx)
  const ids = rows.map((r) => r.id)
  if (!ids.length) return []
  const more = sql`hidden_from || ${keptFrom}::uuid`
  await sql`update notices set hidden_from = ${more} where case_id = any (${ids}::uuid[])`.execute(tx)
  await sql`update outbox set hidden_from = ${more} where case_id = any (${ids}::uuid[])`.execute(tx)
  await sql`update residents set hidden_from = ${more}
    where id = any (${rows.flatMap((r) => r.resident_id ?? [])}::uuid[]) and household_id is null`.execute(tx)
  return ids
}

/** The index of words follows: what is found there is seen and kept as the case itself. */
export async function carryFound(tx: Tx, caseIds: readonly string[]) {
  for (let i = 0; i < caseIds.length; i += few) {
    const some = caseIds.slice(i, i + few)
    await openMeanwhile(tx, async () => {
      await alsoOpen(tx, { cases: some })
      await carryWords(tx, some)
    })
  }
}

async function leadersOf(tx: Tx, scheme: Programme, orgs: readonly string[], today: string) {
  const leading = Object.keys(scheme.roles).filter((role) => scheme.roles[role]?.leads)
  const posts = await postsOn(tx, today)
    .where('appointments.org_id', 'in', [...orgs])
    .where('appointments.role', 'in', leading)
    .execute()
  const leaders = new Map<string, string[]>()
  for (const { orgId, memberId } of posts) leaders.set(orgId, [...(leaders.get(orgId) ?? []), memberId])
  return leaders
}

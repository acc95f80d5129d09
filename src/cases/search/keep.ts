/**
 * The job that keeps the index of words: first through all cases by when they were registered, then along the log, a second or two behind.
 * Never in the transaction of a step: what is said there is safe before anybody can look for it. Killed, it goes on where it stopped.
 */
import { sql } from 'kysely'
import type { House } from '../../access/command.ts'
import type { Tx } from '../../kernel/scope.ts'
import { alsoOpen } from '../../kernel/scope.ts'
import { nameThem, nameUnnamed } from '../../registry/name-index.ts'
import { type Period, place } from './periods.ts'
import { lookForRows, putWords, searchedColumns } from './rows.ts'

/** Cases in one transaction: others wait no longer for a case locked here than these take. */
const batch = 200
/** Events looked through at once: most of the log's are of cases indexed while they still waited for it. */
const stretch = 500

type State = { leaf: number; walking: boolean; walkedAt: Date | null; walkedId: string | null }
/** `seen`: how far it looked through what waits; `last`: nothing is left after it. */
type Next = { cases: Wanted[]; after: Partial<State>; seen?: Seen | undefined; last: boolean }
type Seen = { case_id: string; seq: number }
/** A case whose log has come at least so far. */
type Wanted = { id: string; version: number }

/**
 * Brings one jurisdiction's index up to date, for as long as `goOn` says, and says how many cases that were. One process at a time;
 * another finds nothing to do.
 */
export async function keepWords(house: House, jurisdictionId: number, goOn = () => true): Promise<number> {
  let sum = 0
  let seen: Seen | undefined
  for (let patient = false; ; ) {
    const done = await house.db.transaction({ jurisdictionId, job: 'index' }, (tx) =>
      step(house, tx, jurisdictionId, patient, seen),
    )
    sum += done.n
    if (done.over || !goOn()) return sum
    patient = done.locked
    seen = done.seen
  }
}

/** Begins anew: everything is found again once the job has been through all cases. */
export async function forgetAllWords(house: House, jurisdictionId: number): Promise<void> {
  await house.db.transaction({ jurisdictionId, job: 'index' }, async (tx) => {
    await stateFor(tx, jurisdictionId)
    await sql`select from search_state for update`.execute(tx)
    await sql`delete from search_periods`.execute(tx)
    await begin(tx)
  })
}

/** Walks from the first case on; what happens meanwhile is in the log after the leaf it has now. */
const begin = (tx: Tx) =>
  sql`update search_state set walking = true, walked_at = null, walked_id = null,
    leaf = coalesce((select index + 1 from log_leaves order by index desc limit 1), 0)`.execute(tx)

async function stateFor(tx: Tx, jurisdictionId: number) {
  const made = await sql`insert into search_state (jurisdiction_id, leaf, walking) values (${jurisdictionId}, 0, true)
    on conflict do nothing`.execute(tx)
  if (made.numAffectedRows) await begin(tx)
}

async function step(house: House, tx: Tx, jurisdictionId: number, patient: boolean, seen: Seen | undefined) {
  await stateFor(tx, jurisdictionId)
  const { rows } = await sql<State>`select leaf, walking, walked_at as "walkedAt", walked_id as "walkedId"
    from search_state for update skip locked`.execute(tx)
  const state = rows[0]
  if (!state) return { n: 0, over: true, locked: false, seen }
  const next = state.walking
    ? await walk(tx, state, patient ? 1 : batch)
    : ((await along(tx, state)) ?? (await waiting(tx, seen)))
  const missing = await notYetIndexed(tx, next.cases, state.walking)
  // one that another transaction is changing is waited for alone, holding nothing else that one could want
  const { n, people } = await index(tx, patient ? missing.slice(0, 1) : missing, { patient, whole: state.walking })
  await nameThem(house, tx, jurisdictionId, people)
  if (n < missing.length) return { n, over: false, locked: !patient, seen }
  await keepState(tx, { ...state, ...next.after })
  if (state.walking && next.after.walking === false) await nameUnnamed(house, tx, jurisdictionId)
  return { n, over: next.last, locked: false, seen: next.seen ?? seen }
}

const keepState = (tx: Tx, { leaf, walking, walkedAt, walkedId }: State) =>
  tx.updateTable('search_state').set({ leaf, walking, walked_at: walkedAt, walked_id: walkedId }).execute()

/** The next cases by when they were registered. */
async function walk(tx: Tx, { walkedAt, walkedId }: State, most: number): Promise<Next> {
  const cases = await tx
    .selectFrom('cases')
    .select(['id', 'version', 'registered_at'])
    .$if(walkedAt !== null, (q) => q.where(sql<boolean>`(registered_at, id) > (${walkedAt}, ${walkedId}::uuid)`))
    .orderBy('registered_at')
    .orderBy('id')
    .limit(most)
    .execute()
  const end = cases.at(-1)
  if (cases.length === most && end)
    return { cases, after: { walkedAt: end.registered_at, walkedId: end.id }, last: false }
  return { cases, after: { walking: false, walkedAt: null, walkedId: null }, last: false }
}

/** The next leaves of the log; undefined at its end. */
async function along(tx: Tx, { leaf }: State): Promise<Next | undefined> {
  const leaves = await tx
    .selectFrom('log_leaves')
    .select(['index', 'case_id', 'seq'])
    .where('index', '>=', leaf)
    .orderBy('index')
    .limit(stretch)
    .execute()
  const end = leaves.at(-1)
  if (!end) return undefined
  return { cases: newest(leaves), after: { leaf: end.index + 1 }, last: false }
}

/** What the log has not taken yet: it rests between its heads, and nobody should wait that long to find something. */
async function waiting(tx: Tx, seen: Seen | undefined): Promise<Next> {
  const events = await tx
    .selectFrom('log_pending')
    .select(['case_id', 'seq'])
    .$if(!!seen, (q) => q.where(sql<boolean>`(case_id, seq) > (${seen?.case_id}::uuid, ${seen?.seq}::int)`))
    .orderBy('case_id')
    .orderBy('seq')
    .limit(stretch)
    .execute()
  return { cases: newest(events), after: {}, seen: events.at(-1), last: events.length < stretch }
}

const newest = (events: readonly { case_id: string; seq: number }[]): Wanted[] => {
  const cases = new Map<string, number>()
  for (const { case_id, seq } of events) cases.set(case_id, Math.max(seq, cases.get(case_id) ?? 0))
  return [...cases].map(([id, version]) => ({ id, version }))
}

/** Those of which the index knows less than the log, with the period they stand in already; `anew`: all, as if it knew nothing. */
async function notYetIndexed(tx: Tx, cases: readonly Wanted[], anew: boolean): Promise<Missing[]> {
  if (!cases.length) return []
  const ids = cases.map((c) => c.id)
  await alsoOpen(tx, { cases: ids })
  if (anew) return ids.map((id) => ({ id }))
  await lookForRows(tx, ids)
  const known = await tx
    .selectFrom('case_search')
    .select(['case_id', 'version', 'period'])
    .where('case_id', 'in', ids)
    .execute()
  const at = new Map(known.map((k) => [k.case_id, k]))
  return cases
    .filter((c) => (at.get(c.id)?.version ?? 0) < c.version)
    .map(({ id }) => ({ id, period: at.get(id)?.period }))
}
type Missing = { id: string; period?: number | undefined }

/** Locks these cases and writes them; says how many it got hold of. `whole`: all of them or none. */
async function index(tx: Tx, missing: readonly Missing[], { patient, whole }: { patient: boolean; whole: boolean }) {
  const people: string[] = []
  let n = 0
  for (let from = 0; from < missing.length; from += batch) {
    const some = missing.slice(from, from + batch)
    const query = tx
      .selectFrom('cases')
      .select([...searchedColumns, 'resident_id'])
      .where(
        'id',
        'in',
        some.map((m) => m.id),
      )
      .orderBy('id')
      .forShare()
    const cases = await (patient ? query : query.skipLocked()).execute()
    if (whole && cases.length < some.length) break
    const period = new Map(some.map((m) => [m.id, m.period]))
    await putWords(
      tx,
      await placed(
        tx,
        cases.map((c) => ({ ...c, period: period.get(c.id) })),
      ),
    )
    people.push(...cases.flatMap((c) => c.resident_id ?? []))
    n += cases.length
  }
  return { n, people }
}

type Placing = { id: string; jurisdiction_id: number; registered_at: Date; period: number | undefined }
/** These cases with their periods, those new to the index in the order they were registered; what becomes of the periods is kept. */
async function placed<C extends Placing>(tx: Tx, cases: readonly C[]): Promise<(C & { period: number })[]> {
  const fresh = cases
    .filter((c) => c.period === undefined)
    .sort((a, b) => +a.registered_at - +b.registered_at || (a.id < b.id ? -1 : 1))
  const known = cases.flatMap((c) => (c.period === undefined ? [] : [{ ...c, period: c.period }]))
  if (!fresh.length) return known
  const before: Period[] = await tx
    .selectFrom('search_periods')
    .select(['no', 'starts_at as startsAt', 'last_at as lastAt', 'n'])
    .orderBy('no', 'desc')
    .execute()
  let periods = before
  const rows = fresh.map((c) => {
    const put = place(periods, c.registered_at)
    periods = put.periods
    return { ...c, period: put.no }
  })
  for (const p of periods.filter((p) => !before.includes(p))) await keepPeriod(tx, rows[0]?.jurisdiction_id ?? 0, p)
  return [...known, ...rows]
}

const keepPeriod = (tx: Tx, jurisdiction_id: number, { no, startsAt, lastAt, n }: Period) =>
  tx
    .insertInto('search_periods')
    .values({ jurisdiction_id, no, starts_at: startsAt, last_at: lastAt, n })
    .onConflict((c) => c.columns(['jurisdiction_id', 'no']).doUpdateSet({ last_at: lastAt, n }))
    .execute()

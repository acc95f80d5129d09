/** What a transaction may see, as `SET LOCAL` statements: the one place that writes app.* settings, with every value checked. */
import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { DB } from './db-types.ts'

export type Tx = Transaction<DB>

export type Scope = {
  readonly jurisdictionId: number
  /** The signed-in member, for what is theirs alone (notices, uploads). */
  readonly memberId?: string
  /** How far the caller sees, in one word: what is planned for a village is not what a county needs (docs/decisions/0037). */
  readonly reach?: string
  /** Orgs whose rows are seen, and the member: matched against `seen_by`. */
  readonly seen?: readonly string[]
  /** The same for records, ties and progress, which others may read than cases. */
  readonly work?: readonly string[]
  /** Cases, residents and records opened by name. */
  readonly cases?: readonly string[]
  readonly people?: readonly string[]
  readonly records?: readonly string[]
  readonly draft?: string
  /** Members and orgs this caller reports to, and themselves: rows hidden from one of them are not there, opened by name or not. */
  readonly recused?: readonly string[]
  /** The key of this hand-in: its receipt is found again, whoever hands in. */
  readonly clientKey?: string
  /** The code of a contact card somebody holds in their hand. */
  readonly card?: string
  /** What is looked for in the index of words, as the text of a tsquery (src/cases/search/). */
  readonly words?: string
  /** A job of the system's own. */
  readonly job?: Job
  /** Nothing can be written: whoever looks through another's eyes only looks. */
  readonly readOnly?: boolean
}

/** What the system does by itself or on the operator's word; policies name what each may see. Only these words reach the database. */
const jobs = {
  outbox: 'outbox',
  sweep: 'sweep',
  clocks: 'clocks',
  reviews: 'reviews',
  // the trail of sign-ins and posts, for whom it is kept
  audit: 'audit',
  sequence: 'sequence',
  verify: 'verify',
  // reads sealed reports, which it cannot open
  courier: 'courier',
  redact: 'redact',
  erase: 'erase',
  // looks through every case for what has been kept long enough
  retire: 'retire',
  // moves and joins units, with everything that hangs below them
  units: 'units',
  // holds the code of who asks for help against what the helper typed
  'see-as': 'see-as',
  // keeps the index of words
  index: 'index',
  // counts everybody's duties
  duties: 'duties',
} as const
export type Job = keyof typeof jobs

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const checked = (id: string) => {
  if (!uuid.test(id)) throw new Error('a scope holds ids only')
  return id
}
const word = (reach: string) => {
  if (!/^[a-z]{1,20}$/.test(reach)) throw new Error('a reach is one word')
  return reach
}
const plainCode = (code: string) => {
  if (!/^[0-9A-Za-z]{1,20}$/.test(code)) throw new Error('a card has a code of digits and letters')
  return code
}
const list = (ids: readonly string[]) => `'{${ids.map(checked).join(',')}}'`

/** `SET LOCAL` takes no parameters, and `set_config` stays on a Citus coordinator: so the literals are written here, checked. */
export function settingsIn(scope: Partial<Scope>): string[] {
  const lines: string[] = []
  if (scope.readOnly) lines.push('set transaction read only')
  if (scope.jurisdictionId !== undefined) {
    if (!Number.isInteger(scope.jurisdictionId)) throw new Error('a jurisdiction is a whole number')
    lines.push(`set local app.jurisdiction = '${scope.jurisdictionId}'`)
  }
  if (scope.reach) lines.push(`set local app.reach = '${word(scope.reach)}'`)
  if (scope.memberId) lines.push(`set local app.member = '${checked(scope.memberId)}'`)
  if (scope.seen) lines.push(`set local app.scope = ${list(scope.seen)}`)
  if (scope.work) lines.push(`set local app.work = ${list(scope.work)}`)
  if (scope.cases?.length) lines.push(`set local app.cases = ${list(scope.cases)}`)
  if (scope.people?.length) lines.push(`set local app.people = ${list(scope.people)}`)
  if (scope.records?.length) lines.push(`set local app.records = ${list(scope.records)}`)
  if (scope.draft) lines.push(`set local app.draft = '${checked(scope.draft)}'`)
  if (scope.recused) lines.push(`set local app.recused = ${list(scope.recused)}`)
  if (scope.clientKey) lines.push(`set local app.client_key = '${Buffer.from(scope.clientKey).toString('hex')}'`)
  if (scope.card) lines.push(`set local app.card = '${plainCode(scope.card)}'`)
  if (scope.words) lines.push(`set local app.words = '${Buffer.from(scope.words).toString('hex')}'`)
  if (scope.job) lines.push(`set local app.job = '${jobs[scope.job]}'`)
  return lines
}
/** The same as one text of several statements. */
export const settingsOf = (scope: Partial<Scope>): string => settingsIn(scope).join('; ')

/** Everything this transaction reads is of one moment. Said before its first query. */
export const oneSnapshot = (tx: Tx) => sql`set transaction isolation level repeatable read`.execute(tx)

const openables = ['cases', 'people', 'records'] as const
type Opened = Record<(typeof openables)[number], Set<string>>
const opened = new WeakMap<Tx, Opened>()
const openedOf = (of?: Partial<Record<(typeof openables)[number], Iterable<string>>>): Opened => ({
  cases: new Set(of?.cases),
  people: new Set(of?.people),
  records: new Set(of?.records),
})

/** Opens cases, residents and records for the rest of this transaction: after a query code, or after their own policy let them be read. */
export async function alsoOpen(tx: Tx, what: Pick<Scope, (typeof openables)[number]>) {
  const sets = opened.get(tx) ?? openedOf()
  opened.set(tx, sets)
  const size = () => sets.cases.size + sets.people.size + sets.records.size
  const before = size()
  for (const kind of openables) for (const id of what[kind] ?? []) sets[kind].add(id)
  if (size() === before) return
  await sql
    .raw(settingsOf({ cases: [...sets.cases], people: [...sets.people], records: [...sets.records] }))
    .execute(tx)
}

const begun = new WeakMap<Tx, Scope>()
const marking = new WeakSet<Tx>()
/** Does some work that opens more, and shuts again what it opened: what is read afterwards shows no more than before. */
export async function openMeanwhile<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const before = openedOf(opened.get(tx))
  const done = await work()
  opened.set(tx, before)
  await sql.raw(openables.map((kind) => `set local app.${kind} = ${list([...before[kind]])}`).join('; ')).execute(tx)
  return done
}

/** Notes what the transaction was begun with, so that `alsoOpen` adds to it. */
export const noteOpened = (tx: Tx, scope: Scope) => {
  begun.set(tx, scope)
  opened.set(tx, openedOf(scope))
}

/** Looks for these words until the next: how many they find differs so much that every search is planned for itself. */
export const lookFor = (tx: Tx, words: string) =>
  sql.raw(`${settingsOf({ words })}; set local plan_cache_mode = force_custom_plan`).execute(tx)

/** Says for the rest of this transaction that it removes words on purpose: the database lets nobody else. */
export async function onPurpose(tx: Tx, job: 'redact' | 'erase') {
  await sql.raw(settingsOf({ job })).execute(tx)
}

/** Opens the receipt of this client key: handing in again gives the same one again. */
export const openReceipt = (tx: Tx, clientKey: string) => sql.raw(settingsOf({ clientKey })).execute(tx)

/**
 * Marks a case as about somebody: for as long as `work` takes, nobody is recused, and what hangs on the opened cases may be written.
 * Without it nobody could hand on a complaint about their own office: the row they write is one they may no longer see.
 * Only the marking of a case (src/cases/marking.ts) and a hand-in that is marked at once run in it; what they show is read afterwards.
 */
export async function asMarker<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  if (marking.has(tx)) return work()
  const { recused = [], job } = begun.get(tx) ?? {}
  marking.add(tx)
  await sql.raw(`set local app.recused = '{}'; set local app.job = 'mark'`).execute(tx)
  const done = await work()
  marking.delete(tx)
  // after a failure the transaction is rolled back, and its settings with it
  await sql.raw(`set local app.recused = ${list(recused)}; set local app.job = '${job ?? ''}'`).execute(tx)
  return done
}

/**
 * Counts duties in the transaction of whoever changed what they are counted from: for as long as `work` takes, cells and credits of all are open,
 * and nothing else. Only src/duties/ runs in it. `first`, a statement without values, goes in the same message as the setting; it
 * begins the counting of one record, where planning would take five times as long as counting: what was planned for one subject does for the next.
 */
export async function asCounter<T>(tx: Tx, work: () => Promise<T>, first?: RawBuilder<unknown>): Promise<T> {
  const setting = sql.raw(settingsOf({ job: 'duties' }))
  await (first ? sql`${setting}; set local plan_cache_mode = force_generic_plan; ${first}` : setting).execute(tx)
  const done = await work()
  // after a failure the transaction is rolled back, and its settings with it
  const shut = `set local app.job = '${begun.get(tx)?.job ?? ''}'`
  await sql.raw(first ? `${shut}; set local plan_cache_mode to default` : shut).execute(tx)
  return done
}

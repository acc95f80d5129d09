/** PostgreSQL through Kysely: named statements, the application's role, and transactions that begin with their scope. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect, PostgresDriver } from 'kysely'
import pg from 'pg'
import type { DB } from './db-types.ts'
import { instantOf } from './instant.ts'
import { type Change, changesNoted } from './live/changes.ts'
import { OneMessage } from './one-message.ts'
import { noteOpened, type Scope, settingsIn, settingsOf, type Tx } from './scope.ts'

// dates stay calendar days ('2026-11-23'), 8-byte integers become numbers (sizes, counts: far below 2^53)
pg.types.setTypeParser(pg.types.builtins.DATE, (v) => v)
// date[]: left to the driver its days would come as instants of the server's own zone
const dates = 1182
pg.types.setTypeParser(dates as never, (v: string) => (v === '{}' ? [] : v.slice(1, -1).split(',')))
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
// instants by the hundred in every list: read in place, five times as fast as by the driver's pattern; what is written otherwise it reads
const byTheDriver = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ, 'text') as (text: string) => Date
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text: string) => instantOf(text) ?? byTheDriver(text))

/**
 * Gives each parameterised statement a name, so that PostgreSQL plans it once a connection (measured: +30–40 %): once for each reach of those
 * who ask, for what is planned for a village and then asked by the county takes thirty times as long (docs/decisions/0037).
 */
class NamingClient extends pg.Client {
  #names = new Map<string, string>()
  #reach = ''
  constructor(settings?: pg.ClientConfig) {
    super(settings)
    // a connection lost while it is lent out and idle has nobody waiting on it: its next query fails, the process must not
    this.on('error', () => {})
  }
  // biome-ignore lint/suspicious/noExplicitAny: pg's query has seven overloads; only the one Kysely calls is touched
  override query(...args: any[]): any {
    const [text, values] = args
    // without values the simple protocol: one message may then hold several statements (begin and its settings)
    if (typeof text === 'string' && Array.isArray(values) && values.length === 0) {
      if (text.startsWith('begin')) this.#reach = /set local app\.reach = '(\w+)'/.exec(text)?.[1] ?? ''
      return super.query(text)
    }
    if (typeof text !== 'string' || !Array.isArray(values)) return super.query(...(args as [string]))
    const name = this.nameOf(text, this.#reach)
    return super.query({ ...(name && { name }), text, values })
  }
  /** The name of a statement on this connection; none once there are too many. */
  nameOf(text: string, reach = '', limit = 800): string | undefined {
    const key = `${reach} ${text}`
    const known = this.#names.get(key)
    if (known || this.#names.size >= limit) return known
    const name = `s${this.#names.size}`
    this.#names.set(key, name)
    return name
  }
}

const starting = new AsyncLocalStorage<Scope>()

class ScopedDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection) {
    const scope = starting.getStore()
    if (!scope) throw new Error('a transaction needs a scope: use transaction(scope, …)')
    // one message: begin and every setting together
    await connection.executeQuery(CompiledQuery.raw(`begin; ${settingsOf(scope)}`))
  }
}
class ScopedDialect extends PostgresDialect {
  #pool: pg.Pool
  constructor(pool: pg.Pool) {
    super({ pool })
    this.#pool = pool
  }
  override createDriver() {
    return new ScopedDriver({ pool: this.#pool })
  }
}

export type Database = {
  /** Runs `work` in one transaction that sees what the scope allows and nothing else. */
  transaction<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>
  /** As `transaction`, on a connection kept apart: for what others wait for while they hold the whole pool between them. */
  aside<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * One statement in a transaction of its own, sent and answered as one message: a fifth of the round trips (docs/bench.md).
   * Values go as text, each `$n` with a cast where PostgreSQL cannot tell. A failure rolls back and is thrown.
   */
  once<Row>(scope: Scope, statement: string, values: readonly unknown[]): Promise<Row[]>
  /** Says that a case was changed by `once`; a transaction's own changes are told when it is committed. */
  tell(changes: readonly Change[]): void
  /** Where changes committed by this process are told. One listener; without it nobody is told. */
  listen(to: (changes: readonly Change[]) => void): void
  /** For the few reads outside any scope (jurisdictions, readiness). Row-level security shows it nothing else. */
  readonly kysely: Kysely<DB>
  readonly pool: pg.Pool
  close(): Promise<void>
}

/** The same server, as the role that owns nothing and bypasses nothing. */
export function asApp(ownerUrl: string): string {
  const url = new URL(ownerUrl)
  const options = url.searchParams.get('options')
  if (!options?.includes('role=')) url.searchParams.set('options', `${options ?? ''} -c role=lianxin_app`.trim())
  return url.toString()
}

/** Opens a pool as `lianxin_app`. Refuses to serve with a role that would bypass row-level security. */
export function openDatabase(ownerUrl: string, options: { size: number; onError: (error: Error) => void }): Database {
  const pool = new pg.Pool({ connectionString: asApp(ownerUrl), max: options.size, Client: NamingClient })
  pool.on('error', options.onError)
  const apart = new pg.Pool({ connectionString: asApp(ownerUrl), max: 1, Client: NamingClient })
  apart.on('error', options.onError)
  const kysely = new Kysely<DB>({ dialect: new ScopedDialect(pool) })
  const besides = new Kysely<DB>({ dialect: new ScopedDialect(apart) })
  let tell = (_changes: readonly Change[]) => {}
  const scoped =
    (on: Kysely<DB>): Database['transaction'] =>
    async (scope, work) => {
      let begun: Tx | undefined
      const done = await starting.run(scope, () =>
        on.transaction().execute((tx) => {
          begun = tx
          noteOpened(tx, scope)
          return work(tx)
        }),
      )
      const changes = begun ? changesNoted(begun) : []
      if (changes.length) tell(changes)
      return done
    }
  return {
    kysely,
    pool,
    transaction: scoped(kysely),
    aside: scoped(besides),
    once: (scope, statement, values) => once(pool, scope, statement, values),
    tell: (changes) => tell(changes),
    listen: (to) => {
      tell = to
    },
    close: async () => {
      await kysely.destroy()
      await besides.destroy()
    },
  }
}

async function once<Row>(pool: pg.Pool, scope: Scope, statement: string, values: readonly unknown[]): Promise<Row[]> {
  const settings = settingsIn(scope)
  const client = (await pool.connect()) as pg.PoolClient & NamingClient
  // unnamed once there are too many: every filter of a list is a statement of its own
  const name = client.nameOf(statement, scope.reach) ?? ''
  const message = new OneMessage<Row>(name, statement, values.map(asText), settings)
  client.query(message)
  try {
    const rows = await message.done
    client.release()
    return rows
  } catch (error) {
    // a connection that cannot even roll back is not used again
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    )
    throw error
  }
}

/** A value as PostgreSQL reads it from text. */
function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return `{${value.map((v) => `"${String(v).replace(/["\\]/g, '\\$&')}"`).join(',')}}`
  return String(value)
}

/** Throws unless the connection is held by row-level security and finds Chinese trigrams. */
export async function checkDatabase(db: Database) {
  const { rows } = await db.pool.query<{ role: string; unsafe: boolean }>(
    'select current_user::text as role, (rolsuper or rolbypassrls) as unsafe from pg_roles where rolname = current_user',
  )
  if (rows[0]?.unsafe !== false)
    throw new Error(`the app may not connect as ${rows[0]?.role}: it bypasses row-level security`)
}

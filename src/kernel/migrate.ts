// Brings a database to the newest schema: the numbered .sql files of migrations/, in order, each once, each in a transaction.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

export const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))

interface Migration {
  name: string
  sql: string
  checksum: string
}

/** Any number will do, so long as only migrations use it. */
const lock = 7_310_402

/**
 * Applies what is missing and returns the names, oldest first. Two processes may call it at once: one waits.
 * Refuses when an applied file was changed or is gone: a correction is a new file.
 */
export async function migrate(ownerUrl: string, options: { folder?: string } = {}): Promise<string[]> {
  const migrations = readMigrations(options.folder ?? migrationsFolder)
  const client = new pg.Client(ownerUrl)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    await client.query(`
      create schema if not exists lianxin_meta;
      create table if not exists lianxin_meta.migrations (
        name text primary key,
        checksum text not null,
        applied_at timestamptz not null default now()
      )`)
    const { rows } = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from lianxin_meta.migrations',
    )
    const applied = new Map(rows.map((row) => [row.name, row.checksum]))
    checkApplied(migrations, applied)
    const missing = migrations.filter(({ name }) => !applied.has(name))
    for (const migration of missing) await apply(client, migration)
    return missing.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  const numbers = new Map<number, string>()
  for (const name of names) {
    const number = Number(/^(\d+)[-_.]/.exec(name)?.[1])
    if (Number.isNaN(number)) throw new Error(`Migration ${name} has no number at its beginning.`)
    if (numbers.has(number)) throw new Error(`Migrations ${numbers.get(number)} and ${name} have the same number.`)
    numbers.set(number, name)
  }
  return [...numbers]
    .sort(([a], [b]) => a - b)
    .map(([, name]) => {
      const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n') // git on Windows may change line ends
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

function checkApplied(migrations: Migration[], applied: Map<string, string>) {
  for (const [name, checksum] of applied) {
    const file = migrations.find((migration) => migration.name === name)
    if (!file)
      throw new Error(`The database has migration ${name}, this program does not: it is older than its database.`)
    if (file.checksum !== checksum)
      throw new Error(`Migration ${name} was changed after it was applied. Write a new one.`)
  }
  const firstMissing = migrations.findIndex(({ name }) => !applied.has(name))
  const late = migrations.slice(firstMissing).find(({ name }) => applied.has(name))
  if (firstMissing >= 0 && late)
    throw new Error(
      `Migration ${migrations[firstMissing]!.name} is numbered before ${late.name}, which is applied already.`,
    )
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration) {
  await client.query('begin')
  try {
    await client.query(sql)
    // A file may have changed the role or the search path.
    await client.query('reset role; reset all')
    await client.query('insert into lianxin_meta.migrations (name, checksum) values ($1, $2)', [name, checksum])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw new Error(
      `Migration ${name}${lineOf(sql, error)} failed: ${error instanceof Error ? error.message : error}`,
      {
        cause: error,
      },
    )
  }
}

function lineOf(sql: string, error: unknown): string {
  const position = Number((error as pg.DatabaseError).position)
  return position > 0 ? `, line ${sql.slice(0, position).split('\n').length},` : ''
}

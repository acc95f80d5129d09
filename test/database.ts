// A database of one's own for each test file: a clone of the migrated template that the global setup has built.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'

declare module 'vitest' {
  export interface ProvidedContext {
    database: { ownerUrl: string; template: string }
  }
}

export interface TestDatabase {
  name: string
  /** Owner and superuser: for preparing and for looking, never for the code under test. */
  ownerUrl: string
  /** As the application connects: row-level security holds. */
  appUrl: string
  /** Removes the clone, unless a test of this file failed: then it stays and its name is printed. Call it in afterAll. */
  drop(): Promise<void>
}

/** A fresh database with all migrations. To call in beforeAll; end it with `drop()` in afterAll. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const { ownerUrl: server, template } = inject('database')
  const name = `lianxin_test_${randomBytes(6).toString('hex')}`
  await administer(server, `create database ${name} template ${template}`)
  const ownerUrl = withDatabase(server, name)
  return {
    name,
    ownerUrl,
    appUrl: asApplication(ownerUrl),
    async drop() {
      if (failures().length === 0) return administer(server, `drop database if exists ${name} with (force)`)
      console.error(`Kept for a look: database ${name}, after "${failures()[0]}"\n  ${ownerUrl}`)
    },
  }
}

/** The same, declared at the top of a test file: `const db = testDatabase()`, filled before the first test. */
export function testDatabase(): TestDatabase {
  const database = {} as TestDatabase
  beforeAll(async () => void Object.assign(database, await cloneDatabase()))
  afterAll(() => database.drop?.())
  return database
}

/** One statement on the server's own database, by the owner. */
export async function administer(server: string, statement: string) {
  const client = new pg.Client(withDatabase(server, 'postgres'))
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

export function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

/** Same login, but every statement runs as the role the application has: neither superuser nor owner. */
export function asApplication(url: string): string {
  const changed = new URL(url)
  changed.searchParams.delete('options')
  changed.search += `${changed.search ? '&' : '?'}options=-c%20role%3Dlianxin_app`
  return changed.href
}

/** Names of this file's failed tests so far; filled by test/note-failures.ts. */
export function failures(): string[] {
  const place = globalThis as { lianxinFailures?: string[] }
  place.lianxinFailures ??= []
  return place.lianxinFailures
}

/** One message: everything of a transaction or nothing, inside its scope, and a connection as good afterwards as before. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { type Database, openDatabase } from './database.ts'
import { newId } from './ids.ts'

const server = testDatabase()
const at = new Date('2026-11-23T09:00:00+08:00')
let db: Database
beforeAll(async () => {
  // one connection: what a failure leaves behind on it, the next would meet
  db = openDatabase(server.ownerUrl, { size: 1, onError: () => {} })
  for (const id of [1, 2])
    await db.kysely
      .insertInto('jurisdictions')
      .values({ jurisdiction_id: id, slug: `j${id}`, name: '县', name_en: 'County', created_at: at })
      .execute()
})
afterAll(() => db?.close())

const here = { jurisdictionId: 1 }
const add = 'insert into number_blocks (jurisdiction_id, month, next) values ($1, $2, $3) returning month, next'
const months = (jurisdictionId = 1) =>
  db.once<{ month: string }>({ jurisdictionId }, 'select month from number_blocks order by month', [])

test('rows come back typed, and are there for the next', async () => {
  expect(await db.once(here, add, ['1', '2611', '51'])).toEqual([{ month: '2611', next: 51 }])
  expect(
    await db.once(here, 'select $1::timestamptz as at, $2::bytea as bytes, $3::text as nothing', [
      at.toISOString(),
      '\\x0102',
      null,
    ]),
  ).toEqual([{ at, bytes: Buffer.from([1, 2]), nothing: null }])
  expect(await months()).toEqual([{ month: '2611' }])
})

test('the scope holds for the one statement and is gone after it', async () => {
  expect(await months(2)).toEqual([])
  await expect(db.once({ jurisdictionId: 2 }, add, ['1', '2612', '1'])).rejects.toThrow('row-level security')
  const { rows } = await db.pool.query(`select current_setting('app.jurisdiction', true) as left`)
  expect(rows[0].left || null).toBeNull()
})

test.each([
  ['a statement that cannot be read', 'selec 1', []],
  ['a value that cannot be taken', 'select $1::int', ['many']],
  ['a row that is there already', add, ['1', '2611', '1']],
])('%s is thrown, and the connection serves on', async (_what, statement, values) => {
  for (const _again of [1, 2]) await expect(db.once(here, statement, values)).rejects.toThrow()
  expect(await months()).toEqual([{ month: '2611' }])
  await db.transaction(here, (tx) => tx.selectFrom('number_blocks').selectAll().execute())
  expect(db.pool.totalCount).toBe(1)
})

test('what is refused only at the commit is thrown too, and nothing of it stays', async () => {
  const event = `insert into case_events (jurisdiction_id, case_id, seq, type, audience, at, actor_kind, data, prev, hash)
    values (1, $1, 1, 'register', 'everyone', $2, 'system', '{}', '', '')`
  const caseId = newId(at)
  const scope = { ...here, cases: [caseId] }
  await expect(db.once(scope, event, [caseId, at.toISOString()])).rejects.toThrow('foreign key')
  expect(await db.once(scope, 'select seq from case_events', [])).toEqual([])
})

test('a connection lost on the way is thrown, and another takes its place', async () => {
  await expect(db.once(here, 'select pg_terminate_backend(pg_backend_pid())', [])).rejects.toThrow()
  expect(await months()).toEqual([{ month: '2611' }])
})

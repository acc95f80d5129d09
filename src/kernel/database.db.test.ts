/** What becomes of us when a connection is lost: whoever was using it is told, the process and the others go on. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { isAway } from './away.ts'
import { type Database, openDatabase } from './database.ts'

const db = testDatabase()
let opened: Database
let owner: pg.Client
beforeAll(async () => {
  opened = openDatabase(db.ownerUrl, { size: 2, onError: () => {} })
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(async () => {
  await owner?.end()
  await opened?.close()
})

const end = (pid: number) => owner.query('select pg_terminate_backend($1)', [pid])

test('a connection lost while it is lent out fails its next query, and nothing else', async () => {
  const client = await opened.pool.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const gone = new Promise((done) => client.once('end', done))
  await end(rows[0]?.pid ?? 0)
  await gone
  await expect(client.query('select 1')).rejects.toSatisfy(isAway)
  client.release(true)
  expect((await opened.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})

test('a transaction whose connection is lost says that the database was away', async () => {
  const lost = opened.transaction({ jurisdictionId: 1 }, async (tx) => {
    const { rows } = await owner.query<{ pid: number }>(
      `select pid from pg_stat_activity where state = 'idle in transaction' and datname = current_database()`,
    )
    for (const { pid } of rows) await end(pid)
    return tx.selectFrom('orgs').select('id').execute()
  })
  await expect(lost).rejects.toSatisfy(isAway)
})

test.each(['duplicate key value', 'a scope holds ids only'])('“%s” is not being away', (message) => {
  expect(isAway(new Error(message))).toBe(false)
})

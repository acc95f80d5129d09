/** The audit trail at the database: everyone may add, the auditor alone may read, nobody may change, and only old rows go, by one path. */
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { audit, sweepAudit } from '../src/access/audit.ts'
import { scopeOf } from '../src/access/caller.ts'
import { sweep } from '../src/interop/sweep.ts'
import type { Scope, Tx } from '../src/kernel/scope.ts'
import { aCounty, aHouse, type County } from './builders.ts'
import { testDatabase } from './database.ts'

const db = testDatabase()
const it = aHouse(db)
let home: County
let abroad: County
let owner: pg.Client
/** Long past and far ahead: the database judges by its own clock, whatever the tests' clock says. */
const old = new Date('2019-03-04T10:00:00+08:00')
const young = new Date('2090-03-04T10:00:00+08:00')

beforeAll(async () => {
  home = await aCounty(it.house, 1)
  abroad = await aCounty(it.house, 2)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())
beforeEach(() => it.clock.set(young))

const write = (county: County, at: Date) => {
  it.clock.set(at)
  return audit(it.house, county.jurisdictionId, { address: '10.0.0.7' }, { kind: 'sign-out' })
}
const all = async (jurisdictionId: number) =>
  (await owner.query('select at from audit where jurisdiction_id = $1 order by at', [jurisdictionId])).rows
const seen = (scope: Scope) =>
  it.house.db.transaction(scope, async (tx) => (await tx.selectFrom('audit').select('id').execute()).length)
const refusedBySql = { code: '42501' }
const raw = (text: string) => (tx: Tx) => sql.raw(text).execute(tx)

test('whoever may read cases reads no row of it, and the auditor none of another county’s', async () => {
  await write(home, young)
  await write(abroad, young)
  for (const slug of ['county-director', 'county-admin', 'security-admin', 'audit-admin', 'a1-secretary'])
    expect(await seen(scopeOf(home.as(slug))), slug).toBe(0)
  expect(await seen(scopeOf(home.resident()))).toBe(0)
  for (const job of ['outbox', 'sweep'] as const) expect(await seen({ jurisdictionId: 1, job }), job).toBe(0)
  expect(await seen({ jurisdictionId: 1, job: 'audit' })).toBe((await all(1)).length)
})

test('a row of another county can be neither added nor removed', async () => {
  const of2 = `insert into audit (jurisdiction_id, id, at, kind, ok, keep_until)
    values (2, '0193a000-0000-7000-8000-000000000001', now(), 'sign-out', true, now() + interval '1 year')`
  await expect(it.house.db.transaction({ jurisdictionId: 1 }, raw(of2))).rejects.toMatchObject(refusedBySql)
  await write(abroad, old)
  const before = await all(2)
  await sweepAudit(it.house, 1)
  expect(await all(2)).toEqual(before)
})

test('a row that would be kept less than six months is not taken', async () => {
  await expect(
    owner.query(`insert into audit (jurisdiction_id, id, at, kind, ok, keep_until)
      values (1, '0193a000-0000-7000-8000-000000000002', '2026-01-01', 'sign-out', true, '2026-06-30')`),
  ).rejects.toMatchObject({ constraint: expect.stringContaining('check') })
})

test('nothing is changed, by nobody: the app lacks the right, a trigger stops the owner', async () => {
  await expect(
    it.house.db.transaction({ jurisdictionId: 1, job: 'audit' }, raw('update audit set ok = true')),
  ).rejects.toMatchObject(refusedBySql)
  await expect(owner.query('update audit set ok = true')).rejects.toThrow('append-only')
  await expect(owner.query('truncate audit')).rejects.toThrow('append-only')
})

test('the sweep takes what is over and says how much; younger rows go by no path at all', async () => {
  await write(home, old)
  await write(home, old)
  await write(home, young)
  const before = await all(1)
  await sweep(it.house, 1)
  const left = await all(1)
  expect(left.filter((r) => r.at < new Date('2026-01-01'))).toEqual([])
  // what went, less the row that says so
  expect(before.length - left.length).toBe(2 - 1)
  const told = await owner.query(`select subject, ok from audit where jurisdiction_id = 1 and kind = 'audit-swept'`)
  expect(told.rows).toEqual([{ subject: '2', ok: true }])

  const scopes: Scope[] = [
    { jurisdictionId: 1 },
    { jurisdictionId: 1, job: 'audit' },
    { jurisdictionId: 1, job: 'outbox' },
    { jurisdictionId: 1, job: 'sweep' },
    scopeOf(home.as('audit-admin')),
    scopeOf(home.as('security-admin')),
  ]
  for (const scope of scopes) await it.house.db.transaction(scope, raw('delete from audit'))
  expect(await all(1), 'row-level security hides what may not go').toEqual(left)

  await expect(owner.query('delete from audit')).rejects.toThrow('append-only until its time is over')
  // the owner posing as the sweep, and with a cutoff of their own
  await owner.query(`begin; set local app.job = 'sweep'; set local app.jurisdiction = '1'`)
  await expect(owner.query('delete from audit where keep_until > now()')).rejects.toThrow('append-only until')
  await owner.query('rollback')
  expect(await all(1)).toEqual(left)
})

test('an old row goes with the sweep alone, not with the auditor nor with the owner’s plain delete', async () => {
  await write(home, old)
  const before = await all(1)
  await it.house.db.transaction({ jurisdictionId: 1, job: 'audit' }, raw('delete from audit'))
  await expect(owner.query(`delete from audit where at < '2020-01-01'`)).rejects.toThrow('append-only')
  expect(await all(1)).toEqual(before)
})

test('the scheme’s months are written into the row: 36 unless it says otherwise', async () => {
  await write(home, young)
  const { rows } = await owner.query(`select keep_until from audit where jurisdiction_id = 1 and at = $1 limit 1`, [
    young,
  ])
  expect(rows[0].keep_until).toEqual(new Date('2093-03-04T10:00:00+08:00'))
})

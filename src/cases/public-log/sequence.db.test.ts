/** Sequencing on a real database: nothing skipped, nothing twice, whoever commits when. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCounty, aHouse, type County, openTestHouse } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { consistencySpans, continues, growing, includes, inclusionSpans } from '../../kernel/merkle.ts'
import type { Tx } from '../../kernel/scope.ts'
import { headSignedBy } from '../../kernel/signed-head.ts'
import { newPrivateKey } from '../../kernel/signing.ts'
import { takeIn } from '../service.ts'
import { listHeads, listKeys, newestHead } from './heads.ts'
import { leafOf } from './leaf.ts'
import { sequence } from './sequence.ts'
import { hashesOf, rootAt, sizeOf } from './tree.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County
let owner: pg.Client
beforeAll(async () => {
  county = await aCounty(it.house)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())

let keys = 0
const handIn = () =>
  takeIn(it.house, county.resident(), {
    clientKey: `sequence-${keys++}`,
    villageId: county.org('a1'),
    words: '井水发黄',
    language: 'zh-CN',
    files: [],
  })
const read = <T>(work: (tx: Tx) => Promise<T>) => it.house.db.transaction({ jurisdictionId: 1 }, work)
const run = (house = it.house) => sequence(house, 1, true)
const count = async (table: string) =>
  (await owner.query(`select count(*)::int as n from ${table}`)).rows[0].n as number

test('before anything is sequenced there is no head, and an empty county signs none', async () => {
  expect(await run()).toBe(0)
  expect(await read(newestHead)).toBeUndefined()
})

test('every event waiting gets its leaf, under a head that is signed', async () => {
  for (let i = 0; i < 5; i++) await handIn()
  expect(await count('log_pending')).toBe(5)
  expect(await run()).toBe(5)
  expect(await count('log_pending')).toBe(0)
  const head = await read(newestHead)
  expect(head).toMatchObject({ number: 1, size: 5, origin: 'lianxin/county-1' })
  expect(headSignedBy(head?.key as never, head as never)).toBe(true)
  const { rows } = await owner.query(
    'select l.leaf, e.hash from log_leaves l join case_events e using (jurisdiction_id, case_id, seq) order by index',
  )
  const tree = growing()
  for (const row of rows) {
    expect(row.leaf).toEqual(leafOf(row.hash))
    tree.push(row.leaf)
  }
  expect(head?.root).toEqual(tree.root())
})

test('a transaction that commits late, after others were sequenced and signed, is not skipped', async () => {
  const late = new pg.Client(db.ownerUrl)
  await late.connect()
  await late.query('begin')
  // begun first, with an earlier time and an earlier id than what follows
  await late.query(`insert into case_events
    select jurisdiction_id, case_id, 7, type, audience, at - interval '1 hour', actor_kind, member_id, org_id, data, hash, prev
    from case_events order by case_id limit 1`)
  await handIn()
  expect(await run()).toBe(1)
  const before = await read(newestHead)
  expect(await run()).toBe(0)
  await late.query('commit')
  await late.end()
  expect(await run()).toBe(1)
  const after = await read(newestHead)
  expect([before?.size, after?.size]).toEqual([6, 7])
  const { rows } = await owner.query('select seq from log_leaves where index = 6')
  expect(rows[0].seq).toBe(7)
})

test('several processes at once sequence each event once, without a hole', async () => {
  const others = [1, 2, 3].map(() => openTestHouse(db, { LIANXIN_LOG_KEY: newPrivateKey('ed25519') }))
  const waiting = await count('case_events')
  const begun = Promise.all(Array.from({ length: 40 }, handIn))
  const ran = Promise.all([it.house, ...others.map((o) => o.house)].map(run))
  await begun
  await ran
  await run()
  await Promise.all(others.map((o) => o.close()))
  const { rows } = await owner.query(
    'select count(*)::int as n, max(index)::int as last, count(distinct (case_id, seq))::int as events from log_leaves',
  )
  expect(rows[0]).toEqual({ n: waiting + 40, last: waiting + 39, events: waiting + 40 })
})

test('any leaf is proven under any later head, and each head continues the ones before', async () => {
  const heads = (await read((tx) => listHeads(tx, undefined, 100))).reverse()
  expect(heads.map((h) => h.number)).toEqual(heads.map((_, i) => i + 1))
  const { rows } = await owner.query('select leaf from log_leaves order by index')
  const last = heads.at(-1)
  await read(async (tx) => {
    expect(await sizeOf(tx)).toBe(last?.size)
    for (const [i, { leaf }] of rows.entries())
      for (const h of heads.filter((h) => h.size > i))
        expect(includes(leaf, i, h.size, await hashesOf(tx, inclusionSpans(i, h.size)), h.root)).toBe(true)
    for (const first of heads) {
      expect(await rootAt(tx, first.size)).toEqual(first.root)
      const proof = await hashesOf(tx, consistencySpans(first.size, last?.size ?? 0))
      expect(continues(first, last as never, proof)).toBe(true)
    }
  })
})

test('a young head keeps the next one waiting, half a minute at most', async () => {
  await handIn()
  expect(await sequence(it.house, 1)).toBe(0)
  it.clock.advance(29_000)
  expect(await sequence(it.house, 1)).toBe(0)
  it.clock.advance(2000)
  expect(await sequence(it.house, 1)).toBe(1)
})

test('with a new key, also of the other kind, old heads are still believed by the key they were signed with', async () => {
  const next = openTestHouse(db, { LIANXIN_LOG_ALGORITHM: 'sm2' }, it.clock.now())
  await handIn()
  expect(await run(next.house)).toBe(1)
  await next.close()
  const heads = await read((tx) => listHeads(tx, undefined, 100))
  expect(heads[0]?.key.algorithm).toBe('sm2')
  expect(heads.at(-1)?.key.algorithm).toBe('ed25519')
  for (const h of heads) expect(headSignedBy(h.key, h)).toBe(true)
  expect((await read(listKeys)).length).toBeGreaterThan(1)
})

test('more than a batch is sequenced in one go, a head for each batch, and the tree is the same', async () => {
  const before = await count('log_leaves')
  await owner.query(
    `insert into log_pending select 1, md5(i::text)::uuid, 1, sha256(i::text::bytea) from generate_series(1, 23456) i`,
  )
  const began = performance.now()
  expect(await run()).toBe(23_456)
  const seconds = (performance.now() - began) / 1000
  console.log(`sequenced ${Math.round(23_456 / seconds)} events a second`)
  const tree = growing()
  const { rows } = await owner.query('select leaf from log_leaves order by index')
  for (const row of rows) tree.push(row.leaf)
  const [last, before1] = await read((tx) => listHeads(tx, undefined, 2))
  expect(last).toMatchObject({ size: before + 23_456, root: tree.root() })
  expect(before1?.size).toBe(before + 20_000)
  await read(async (tx) => expect(await rootAt(tx, last?.size ?? 0)).toEqual(tree.root()))
})

test.each(['log_leaves', 'log_nodes', 'log_keys', 'log_heads'])(
  '%s: nobody changes or removes a row',
  async (table) => {
    expect(await count(table)).toBeGreaterThan(0)
    for (const statement of [`update ${table} set jurisdiction_id = 1`, `delete from ${table}`]) {
      await expect(owner.query(statement)).rejects.toThrow('append-only')
      await expect(
        it.house.db.transaction({ jurisdictionId: 1, job: 'sequence' }, (tx) =>
          tx.executeQuery({ sql: statement, parameters: [] } as never),
        ),
      ).rejects.toMatchObject({ code: '42501' })
    }
  },
)

test('only the sequencing job takes what waits and writes the log', async () => {
  await handIn()
  await read(async (tx) => {
    expect(await tx.selectFrom('log_pending').selectAll().execute()).toEqual([])
    expect((await tx.deleteFrom('log_pending').executeTakeFirst()).numDeletedRows).toBe(0n)
  })
  const leaf = { jurisdiction_id: 1, index: 99_999_999, leaf: Buffer.alloc(32), case_id: county.org('a1'), seq: 1 }
  await expect(read((tx) => tx.insertInto('log_leaves').values(leaf).execute())).rejects.toMatchObject({
    code: '42501',
  })
})

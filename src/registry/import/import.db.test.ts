/** A list imported for real: nothing half, the same again does nothing, what changed in between is looked at anew. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCounty, type County } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { aServer, call, signIn, withAccounts } from '../../../test/server.ts'
import { previewImport, runImport } from './import.ts'
import type { Sheet } from './model.ts'

const db = testDatabase()
const server = aServer(db)
let county: County
let owner: pg.Client
beforeAll(async () => {
  county = await aCounty(server.house)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
  await withAccounts(server, county, ['county-admin', 'security-admin'])
})
afterAll(() => owner?.end())

const sheet = (...rows: (string | null)[][]): Sheet[] => [{ name: '表', rows }]
const people = ['姓名', '登录名', '手机', '单位', '岗位', '任职时间', '离任时间']
const preview = (list: 'units' | 'people', sheets: Sheet[]) =>
  previewImport(server.house, county.as('county-admin'), list, sheets, {})
const run = (list: 'units' | 'people', sheets: Sheet[], token: string) =>
  runImport(server.house, server.auth, county.as('county-admin'), { list, sheets, said: {}, token }, {})
const does = async (list: 'units' | 'people', sheets: Sheet[]) => (await preview(list, sheets)).rows.map((r) => r.does)

test('units, a town with its villages in one list; the same list again changes nothing', async () => {
  const sheets = sheet(
    ['单位名称', '上级单位', '单位类型', '单位编码'],
    ['新塘村党支部', '新塘镇', '村党支部', null],
    ['新塘镇党委', 'county', '镇党委', 'xintang'],
    ['a1村党支部', 'a', '村党支部', 'a1'],
  )
  const { counts, token } = await preview('units', sheets)
  expect(counts).toMatchObject({ new: 2, same: 1, fault: 0 })
  await run('units', sheets, token)
  const { rows } = await owner.query(
    `select o.chain, p.slug from orgs o join orgs p on p.id = o.parent_id where o.name = '新塘村党支部'`,
  )
  expect(rows).toMatchObject([{ slug: 'xintang' }])
  expect(rows[0].chain).toHaveLength(3)
  expect(await does('units', sheets)).toEqual(['same', 'same', 'same'])
})

test('people with posts; a new account opens only when the security administrator lets it, and then asks for a password of one’s own', async () => {
  const sheets = sheet(
    people,
    ['新来的', 'xinlai', '13700008888', 'a1', '联户党员', '2026年3月', '至今'],
    ['王a1-secretary', null, null, 'a1', '村党支部书记', null, '2026.12.31'],
  )
  const { counts, token, accounts } = await preview('people', sheets)
  expect(counts).toMatchObject({ new: 1, end: 1, fault: 0 })
  expect(accounts).toBe(1)
  const done = await run('people', sheets, token)
  const [{ username, password } = { username: '', password: '' }] = done.accounts
  const post = await owner.query('select ends_on::text from appointments where member_id = $1', [
    county.member('a1-secretary'),
  ])
  expect(post.rows).toEqual([{ ends_on: '2026-12-31' }])
  const attempt = () => call(server, '/session', { body: { username, password } })
  expect((await attempt()).body['code']).toBe('account.locked')
  const { rows } = await owner.query(`select id from members where slug = 'xinlai'`)
  await call(server, `/accounts/${rows[0].id}/unlock`, {
    cookies: await signIn(server, 'security-admin'),
    body: { reason: '核对过本人' },
  })
  const opened = await attempt()
  expect(opened.status).toBe(200)
  expect((await call(server, '/me', { cookies: opened.cookies })).body['due']).toBe('first-password')
  expect(await does('people', sheets)).toEqual(['same', 'same'])
})

test('one wrong row and nothing is done; done as it was shown, or not at all', async () => {
  const faulty = sheet(
    people,
    ['甲某', null, null, 'a1', '联户党员', null, null],
    ['乙某', null, null, '哪里', '联户党员', null, null],
  )
  const before = await owner.query('select count(*)::int as n from members')
  const shown = await preview('people', faulty)
  expect(shown.counts).toMatchObject({ new: 1, fault: 1 })
  expect(shown.rows[0]).toMatchObject({ row: 3, faults: [{ field: 'unit', code: 'unknown-unit', value: '哪里' }] })
  await expect(run('people', faulty, shown.token)).rejects.toMatchObject({ code: 'import.faulty' })

  const twice = sheet(people, ['丙某', null, null, 'a1', '联户党员', null, null])
  const { token } = await preview('people', twice)
  await expect(
    run('people', sheet(people, ['丁某', null, null, 'a1', '联户党员', null, null]), token),
  ).rejects.toMatchObject({
    code: 'import.changed',
  })
  await run('people', twice, token)
  await expect(run('people', twice, token)).rejects.toMatchObject({ code: 'import.changed' })
  const after = await owner.query('select count(*)::int as n from members')
  expect(after.rows[0].n - before.rows[0].n).toBe(1)
})

test('a fault that only the database sees takes everything back', async () => {
  // no user name of another jurisdiction is seen beforehand, and none may be had twice
  await withAccounts(server, await aCounty(server.house, 2), ['a-clerk'])
  const sheets = sheet(
    people,
    ['戊某', null, null, 'a1', '联户党员', null, null],
    ['己某', 'a-clerk-2', null, 'a1', '联户党员', null, null],
  )
  const { token } = await preview('people', sheets)
  await expect(run('people', sheets, token)).rejects.toMatchObject({ code: 'person.account-taken' })
  expect((await owner.query(`select 1 from members where name in ('戊某', '己某')`)).rowCount).toBe(0)
})

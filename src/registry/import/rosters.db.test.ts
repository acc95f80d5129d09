/** Rosters as they are really kept: looked at with every fault named, taken in whole or not at all, taken in again without doing anything twice. */
import ExcelJS from 'exceljs'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCounty, type County, runScheme } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { aServer } from '../../../test/server.ts'
import { exportRoster } from './export.ts'
import { previewImport, runImport } from './import.ts'
import type { Cell, rosters, Sheet } from './model.ts'
import { sheetsOf } from './sheets.ts'

const db = testDatabase()
const server = aServer(db)
let home: County
let owner: pg.Client
beforeAll(async () => {
  home = await aCounty(server.house)
  await runScheme(
    server.house,
    1,
    `
traits:
  hardship: { name: { zh-CN: 困难户, en: hardship }, of: household }
  veteran: { name: { zh-CN: 老党员, en: veteran }, of: member }
roles:
  veteran-member: { name: { zh-CN: 老党员, en: veteran }, at: [village-branch], scope: none, may: [] }
`,
  )
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())

type List = (typeof rosters)[number]
const sheet = (...rows: Cell[][]): Sheet[] => [{ name: '表', rows }]
const preview = (list: List, sheets: Sheet[], by = 'a-clerk') =>
  previewImport(server.house, home.as(by), list, sheets, {})
const run = async (list: List, sheets: Sheet[], by = 'a-clerk') => {
  const { token } = await preview(list, sheets, by)
  return runImport(server.house, server.auth, home.as(by), { list, sheets, said: {}, token }, {})
}
const faultsOf = async (list: List, sheets: Sheet[], by?: string) =>
  (await preview(list, sheets, by)).rows.flatMap((r) => r.faults.map((f) => [r.row, f.field, f.code]))
const house = async (village: string, number: number) =>
  (await owner.query('select * from households where village_id = $1 and number = $2', [home.org(village), number]))
    .rows[0]

const head = ['所在村', '户号', '小组', '户主', '联系电话', '人口', '联户党员', '家庭类型']

test('a workbook with a title, merged cells, numbers as text and a two-line heading is read as it is meant', async () => {
  const book = new ExcelJS.Workbook()
  const page = book.addWorksheet('农户花名册')
  page.addRow(['a镇农户花名册（2026年11月）'])
  page.mergeCells('A1:H1')
  page.addRow(['所在村', '户号', '小组', '户主信息', null, '人口', '联户党员', '家庭类型'])
  page.addRow([null, null, null, '户主姓名', '联系电话', null, null, null])
  for (const cells of ['A2:A3', 'B2:B3', 'C2:C3', 'D2:E2', 'F2:F3', 'G2:G3', 'H2:H3']) page.mergeCells(cells)
  page.addRow(['a1村', '031', '三组', '赵 甲', '139-0000-1111', '4人', '王a1-liaison-2', '困难户'])
  page.addRow([null, '32号', '三组', '钱乙', 13900002222, 5, null, null])
  page.mergeCells('A4:A5')
  const sheets = await sheetsOf(new Uint8Array(await book.xlsx.writeBuffer()))
  expect(await preview('households', sheets)).toMatchObject({ counts: { new: 2, fault: 0 } })
  await run('households', sheets)
  const one = await house('a1', 31)
  expect(one).toMatchObject({ village_group: '三组', people: 4, traits: ['hardship'] })
  expect(one.seen_by).toContain(home.member('a1-liaison-2'))
  const { rows } = await owner.query('select consent, sealed_name, phone_index, seen_by from residents where id = $1', [
    one.head_id,
  ])
  expect(rows[0]).toMatchObject({ consent: 'not-asked', phone_index: expect.any(Buffer) })
  expect(rows[0].sealed_name.toString()).not.toContain('赵')
  expect(rows[0].seen_by).toContain(home.member('a1-liaison-2'))
  expect(await preview('households', sheets)).toMatchObject({ counts: { same: 2, new: 0, change: 0 } })
})

test('taken in again, what changed is changed by village and number, and what is left empty stays', async () => {
  const before = await house('a1', 31)
  await run('households', sheet(head, ['a1', 31, '', '赵甲', '13900009999', 6, '王a1-liaison', '']))
  const after = await house('a1', 31)
  expect(after).toMatchObject({ village_group: '三组', people: 6, traits: ['hardship'], head_id: before.head_id })
  expect(after.seen_by).toContain(home.member('a1-liaison'))
  expect(after.seen_by).not.toContain(home.member('a1-liaison-2'))
  // another head is another person: what the one before asked for stays theirs
  await run('households', sheet(head, ['a1', 31, '', '孙丙', '', '', '', '']))
  expect((await house('a1', 31)).head_id).not.toBe(before.head_id)
  const people = await owner.query('select id from residents where household_id = $1', [after.id])
  expect(people.rows).toHaveLength(2)
})

test('every fault is named with its row; nothing is taken in while there is one', async () => {
  const sheets = sheet(
    head,
    ['a1', 41, '一组', '好人', '13900000041', 3, null, null],
    ['b1', 1, '一组', '外镇', null, null, null, null],
    ['没有的村', 1, '一组', '某', null, null, null, null],
    ['a1', '第一户', '一组', '某', null, null, null, null],
    ['a1', 42, '一组', null, null, null, null, null],
    ['a1', 43, '一组', '某', '12', 300, '没有这人', '神仙户'],
    ['a1', 41, '一组', '重复', null, null, null, null],
    ['a镇党委', 1, '一组', '某', null, null, null, null],
  )
  expect(await faultsOf('households', sheets)).toEqual([
    [3, 'village', 'not-yours'],
    [4, 'village', 'unknown-unit'],
    [5, 'number', 'bad-number'],
    [6, 'head', 'missing'],
    [7, 'phone', 'bad-phone'],
    [7, 'people', 'bad-number'],
    [7, 'traits', 'unknown-trait'],
    [7, 'liaison', 'unknown-liaison'],
    [8, 'number', 'twice'],
    [9, 'village', 'not-a-village'],
  ])
  await expect(run('households', sheets)).rejects.toMatchObject({ code: 'import.faulty' })
  expect(await house('a1', 41)).toBeUndefined()
})

test('when a row fails in the database, none of them is there', async () => {
  const rows = Array.from({ length: 300 }, (_, i): Cell[] => ['a2', 100 + i, '一组', `户主${i}`, null, 2, null, null])
  const sheets = sheet(head, ...rows)
  const { token } = await preview('households', sheets)
  // somebody else numbers one of them at the same moment
  await owner.query(
    `create function stop_it() returns trigger language plpgsql as $$ begin if new.number = 390 then raise exception 'no'; end if; return new; end $$;
     create trigger stop_it before insert on households for each row execute function stop_it()`,
  )
  await expect(
    runImport(server.house, server.auth, home.as('a-clerk'), { list: 'households', sheets, said: {}, token }, {}),
  ).rejects.toThrow()
  await owner.query('drop trigger stop_it on households')
  expect(await house('a2', 100)).toBeUndefined()
  await run('households', sheets)
  expect(await house('a2', 399)).toBeDefined()
})

const columns = ['姓名', '所在党支部', '岗位', '任职时间', '手机', '党员状态', '外出去向', '党员类型']
test('members by name and phone or branch: new, changed, here or away; without accounts and without posts that rule', async () => {
  const sheets = sheet(
    columns,
    ['周丁', 'a1村党支部', '联户党员', '2026年3月', '13700000001', '在岗', null, null],
    ['吴戊', 'a1村党支部', '老党员', '1949.12', null, '外出务工', '邻县', '老党员'],
    ['王a1-liaison', 'a1村党支部', '联户党员', null, null, '挂靠', null, null],
  )
  expect(await preview('members', sheets)).toMatchObject({ counts: { new: 2, change: 1, fault: 0 }, accounts: 0 })
  await run('members', sheets)
  const { rows } = await owner.query(
    `select m.name, m.standing, m.away_at, m.traits, a.role, a.starts_on::text from members m join appointments a on a.member_id = m.id
     where m.name in ('周丁', '吴戊', '王a1-liaison') order by m.name collate "C"`,
  )
  expect(rows).toEqual([
    {
      name: '吴戊',
      standing: 'away',
      away_at: '邻县',
      traits: ['veteran'],
      role: 'veteran-member',
      starts_on: '1949-12-01',
    },
    { name: '周丁', standing: 'here', away_at: null, traits: [], role: 'liaison', starts_on: '2026-03-01' },
    { name: '王a1-liaison', standing: 'attached', away_at: null, traits: [], role: 'liaison', starts_on: '2024-01-01' },
  ])
  const audited = await owner.query(`select count(*)::int as n from audit where kind = 'appointed'`)
  expect(audited.rows[0].n).toBe(2)
  expect(await preview('members', sheets)).toMatchObject({ counts: { same: 3, new: 0, change: 0 } })
  expect(
    await faultsOf(
      'members',
      sheet(
        columns,
        ['郑己', 'a1村党支部', '村党支部书记', null, null, null, null, null],
        ['郑己', 'b1村党支部', '联户党员', null, null, null, null, null],
        ['郑己', 'a1村党支部', '联户党员', '去年', null, '不知道', null, null],
      ),
    ),
  ).toEqual([
    [2, 'role', 'not-by-roster'],
    [3, 'unit', 'not-yours'],
    [4, 'from', 'bad-day'],
    [4, 'standing', 'unknown-standing'],
  ])
})

const opened = async (bytes: Uint8Array<ArrayBuffer>) => sheetsOf(bytes)
test('given out in the layout it is taken in: masked, it takes nothing away; in full, every name leaves its trace', async () => {
  const clerk = home.as('a-clerk')
  const masked = await opened(await exportRoster(server.house, clerk, { list: 'households' }))
  expect(masked[0]?.rows.find((r) => r[1] === 31)?.slice(0, 4)).toEqual(['a1村', 31, '三组', '孙**'])
  expect(masked[0]?.rows.some((r) => r[0] === 'b1村')).toBe(false)
  const again = await preview('households', masked)
  expect([again.counts.same, again.counts.change, again.counts.fault]).toEqual([again.rows.length, 0, 0])
  const asked = { list: 'households', under: home.org('a1'), clear: true, reason: '入户核对' } as const
  const clear = await opened(await exportRoster(server.house, clerk, asked))
  expect(clear[0]?.rows.find((r) => r[1] === 31)?.[3]).toBe('孙丙')
  const { rows } = await owner.query(`select count(*)::int as n from reveals where reason = '入户核对'`)
  expect(rows[0].n).toBe(3)
  await expect(exportRoster(server.house, clerk, { list: 'households', clear: true })).rejects.toMatchObject({
    code: 'input.invalid',
  })
  const members = await opened(await exportRoster(server.house, clerk, { list: 'members', under: home.org('a1') }))
  expect(members[0]?.rows).toContainEqual(
    expect.arrayContaining(['吴戊', 'a1村党支部', '老党员', '1949-12-01', '外出', '邻县']),
  )
  const back = await preview('members', members)
  expect(back.counts).toMatchObject({ new: 0, change: 0, end: 0 })
})

/** Workbooks as they are really kept, made here messy on purpose, and files that are none. */
import { deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { scheme } from '../../../test/a-case.ts'
import { dayIn } from './cells.ts'
import { findHeader, guessColumns, remember } from './columns.ts'
import { planPeople } from './people-plan.ts'
import { sheetsOf } from './sheets.ts'
import { type KnownUnit, planUnits } from './units-plan.ts'

async function book(fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const made = new ExcelJS.Workbook()
  fill(made.addWorksheet('花名册'), made)
  return new Uint8Array(await made.xlsx.writeBuffer())
}
const unit = (id: string, kind: string, parentId: string | null, name: string, shortName = name): KnownUnit => ({
  id,
  code: id,
  kind,
  parentId,
  name,
  shortName,
  nameEn: name,
  phone: null,
  address: null,
  closed: false,
})
const units = [
  unit('county', 'county-office', null, '县连心办'),
  unit('a', 'town-committee', 'county', '柳塘镇党委', '柳塘镇'),
  unit('b', 'town-committee', 'county', '石桥镇党委', '石桥镇'),
  unit('a1', 'village-branch', 'a', '柳塘村党支部', '柳塘村'),
  unit('a-agri', 'department', 'a', '农服中心'),
  unit('b-agri', 'department', 'b', '农服中心'),
]

test('a title above, a merged head of two lines, numbers as text, full-width digits, days in every form', async () => {
  const file = await book((s) => {
    s.mergeCells('A1:G1')
    s.getCell('A1').value = '柳塘镇联户党员花名册（2026 年）'
    s.mergeCells('A3:A4')
    s.getCell('A3').value = '序号'
    s.mergeCells('B3:B4')
    s.getCell('B3').value = '姓 名*'
    s.mergeCells('C3:C4')
    s.getCell('C3').value = '手机号码（必填）'
    s.mergeCells('D3:G3')
    s.getCell('D3').value = '任职情况'
    for (const [i, text] of ['所在党组织', '职务', '任职时间', '离任时间'].entries()) s.getCell(4, 4 + i).value = text
    s.getRow(5).values = [1, '柳　长庚', 13700001205, '柳塘村', '书记', 46086, '至今']
    s.getRow(6).values = [2, '何 素芬', '１３７ ００００ １２１２', null, '联户党员', '2026年3月', '']
    s.mergeCells('D5:D6')
    s.getCell('D5').value = '柳塘村'
    s.getRow(8).values = [
      3,
      { richText: [{ text: '段' }, { text: '小满' }] },
      '0137',
      '柳塘村',
      '镇长',
      '2026.2.30',
      '2020.1.1',
    ]
  })
  const [sheet] = await sheetsOf(file)
  const rows = sheet?.rows ?? []
  const header = findHeader('people', rows) ?? -1
  expect(header).toBe(3)
  const columns = guessColumns('people', rows[header] ?? [])
  expect(columns).toEqual({ name: 1, phone: 2, unit: 3, role: 4, from: 5, to: 6 })
  const body = rows
    .map((cells, i) => ({ row: i + 1, cells }))
    .slice(header + 1)
    .filter(({ cells }) => cells.some((c) => c !== null))
  const plan = planPeople(scheme, body, columns, { units, people: [] }, { today: '2026-11-23', self: 'me' })
  expect(plan.map((r) => [r.row, r.does, r.label])).toEqual([
    [5, 'new', '柳长庚'],
    [6, 'new', '何素芬'],
    [8, 'fault', '段小满'],
  ])
  expect(plan[0]?.post).toMatchObject({ orgId: 'a1', role: 'branch-secretary', startsOn: '2026-03-05', endsOn: null })
  expect(plan[1]?.post).toMatchObject({ orgId: 'a1', role: 'liaison', startsOn: '2026-03-01' })
  expect(plan[1]?.phone).toBe('13700001212')
  expect(plan[2]?.faults.map((f) => [f.field, f.code])).toEqual([
    ['phone', 'bad-phone'],
    ['role', 'unknown-role'],
    ['from', 'bad-day'],
  ])
})

test('a real date cell is its day, whatever the zone of the server', async () => {
  const [sheet] = await sheetsOf(
    await book((s) => {
      s.getRow(1).values = ['姓名', '单位']
      s.getCell('A2').value = new Date(Date.UTC(2026, 2, 5))
    }),
  )
  expect(dayIn(sheet?.rows[1]?.[0] ?? null)).toBe('2026-03-05')
})

test('units that stand under one another in one list, said by code, name or path; what is there stays or changes', () => {
  const columns = { name: 0, parent: 1, kind: 2, code: 3, phone: 4 }
  const rows = [
    ['新塘村党支部', '新塘镇', '村党支部', null, null],
    ['新塘镇党委', '县连心办', '镇党委', 'xintang', null],
    ['柳塘村党支部', '柳塘镇', '村党支部', null, '0900-8800105'],
    ['柳塘镇党委', 'county', '镇党委', 'a', null],
    ['柳塘镇党委', 'b', '镇党委', 'a', null],
    ['水利组', '农服中心', '部门', null, null],
    ['水利组', '柳塘镇/农服中心', '部门', null, null],
    ['东村', '不知哪个镇', '村党支部', null, null],
  ]
  const plan = planUnits(
    scheme,
    rows.map((cells, i) => ({ row: i + 2, cells })),
    columns,
    units,
  )
  expect(plan.map((r) => [r.does, ...r.faults.map((f) => f.code)])).toEqual([
    ['new'],
    ['new'],
    ['change'],
    ['same'],
    ['fault', 'twice', 'kind-under', 'moves'],
    ['fault', 'ambiguous-unit'],
    ['fault', 'kind-under'],
    ['fault', 'unknown-unit'],
  ])
  expect(plan[0]?.parent).toEqual({ row: 3 })
})

test('people: found again by account, phone or place; ended, given, kept apart', () => {
  const post = (orgId: string, role: string) => ({
    id: `${orgId}-${role}`,
    orgId,
    role,
    startsOn: '2024-01-01',
    endsOn: null,
    isPublic: false,
  })
  const people = [
    { id: 'liu', name: '柳长庚', phone: '13700001205', username: 'liu', posts: [post('a1', 'branch-secretary')] },
    { id: 'gu', name: '顾秋萍', phone: null, username: null, posts: [post('county', 'county-officer')] },
    { id: 'me', name: '尚可为', phone: null, username: 'admin', posts: [post('county', 'system-admin')] },
  ]
  const columns = { name: 0, account: 1, phone: 2, unit: 3, role: 4, from: 5, to: 6 }
  const rows = [
    ['柳长庚', 'liu', null, '柳塘村', '村党支部书记', null, null],
    ['柳长庚', null, '13700001205', '柳塘村', '村党支部书记', null, '2026年12月'],
    ['顾秋萍', 'gu.qp', null, '县连心办', '县连心办工作人员', null, null],
    ['顾秋萍', null, null, '县连心办', '审计管理员', null, null],
    ['尚可为', 'admin', null, '县连心办', '县连心办主任', null, null],
    ['别人', 'liu', null, '柳塘村', '联户党员', null, null],
    ['新来', null, '13700009999', '柳塘村', '联户党员', '2026.5.1', '2026.4.1'],
    ['新来', null, '13700009999', '柳塘镇', '镇连心工作专干', '2026.5.1', null],
  ]
  const plan = planPeople(
    scheme,
    rows.map((cells, i) => ({ row: i + 2, cells })),
    columns,
    { units, people },
    { today: '2026-11-23', self: 'me' },
  )
  expect(plan.map((r) => [r.does, ...r.faults.map((f) => f.code)])).toEqual([
    ['same'],
    ['fault', 'twice'],
    ['change'],
    ['fault', 'officers-apart'],
    ['fault', 'own', 'officers-apart'],
    ['fault', 'account-of-other'],
    ['fault', 'day-order'],
    ['new'],
  ])
  expect(plan[2]?.account).toBe('gu.qp')
})

test('a column somebody has put right once is known the next time', () => {
  const header = ['党员同志', '支部全称', '分工']
  expect(findHeader('people', [header])).toBeUndefined()
  const known = remember(header, { name: 0, unit: 1, role: 2 })
  expect(findHeader('people', [header], known)).toBe(0)
  expect(guessColumns('people', header, known)).toEqual({ name: 0, unit: 1, role: 2 })
})

test('a list saved as text, as spreadsheets here write it', async () => {
  const utf8 = new TextEncoder().encode('\ufeff姓名,单位\r\n"张,三",柳塘村\r\n')
  expect((await sheetsOf(utf8))[0]?.rows).toEqual([
    ['姓名', '单位'],
    ['张,三', '柳塘村'],
  ])
  // 姓名,单位 in GB 18030
  const gb = Uint8Array.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb5, 0xa5, 0xce, 0xbb, 0x0a])
  expect((await sheetsOf(gb))[0]?.rows[0]).toEqual(['姓名', '单位'])
})

const refused = async (file: Uint8Array) => sheetsOf(file).catch((e: { code: string }) => e.code)
test('what is no list, too large, or grows when it is opened', { timeout: 20_000 }, async () => {
  expect(await refused(new TextEncoder().encode('不是表格'))).toBe('import.not-a-table')
  expect(await refused(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0]))).toBe('import.not-a-table')
  expect(await refused(new Uint8Array(6 * 1024 * 1024))).toBe('import.too-large')
  expect(await refused(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]))).toMatch(/import\.(too-large|not-a-table)/)
  expect(await refused(zipOf('xl/worksheets/sheet1.xml', Buffer.alloc(100 * 1024 * 1024)))).toBe('import.too-large')
  expect(await refused(zipOf('hello.txt', Buffer.from('hello')))).toBe('import.not-a-table')
  const many = await book((s) => {
    s.getCell(20_002, 1).value = 'x'
  })
  expect(await refused(many)).toBe('import.too-large')
})
test('a workbook that takes too long is given up', async () => {
  const file = await book((s) => s.addRow(['姓名', '单位']))
  await expect(sheetsOf(file, 0)).rejects.toMatchObject({ code: 'import.too-slow' })
})

/** A zip of one entry that claims to be small. */
function zipOf(name: string, content: Buffer): Uint8Array {
  const packed = deflateRawSync(content)
  const title = Buffer.from(name)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(10, 22)
  local.writeUInt16LE(title.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(10, 24)
  entry.writeUInt16LE(title.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + title.length, 12)
  end.writeUInt32LE(30 + title.length + packed.length, 16)
  return new Uint8Array(Buffer.concat([local, title, packed, entry, title, end]))
}

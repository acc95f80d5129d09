import excel from 'exceljs'
import { expect, test } from 'vitest'
import { writeCsv } from './csv-sheet.ts'
import type { Cell, Sheet, Sink } from './sheet.ts'
import { writeXlsx } from './xlsx-sheet.ts'

const columns = [
  { head: '话', kind: 'text', width: 30 },
  { head: '次', kind: 'number', width: 8 },
  { head: '日', kind: 'day', width: 12 },
  { head: '时', kind: 'time', width: 17 },
] as const
// late on the 23rd in London, the 24th already here
const at = new Date('2026-11-23T16:30:00Z')
const sheetOf = (pages: AsyncIterable<Cell[][]>): Sheet => ({
  name: '清单',
  opening: '清单 <共> & "几" 件',
  columns,
  pages,
  closing: (n) => `共 ${n} 件，导出完`,
})
async function* one(...rows: Cell[][]) {
  yield rows
}
const gather = () => {
  const parts: Uint8Array[] = []
  const sink: Sink = async (bytes) => void parts.push(bytes)
  return { sink, whole: () => Buffer.concat(parts) }
}

test('xlsx: a spreadsheet’s own library reads words as words and days as the wall clock here shows them', async () => {
  const { sink, whole } = gather()
  await writeXlsx(sheetOf(one(['=SUM(1)\u0001 <b>&', 3, at, at], [null, null, null, null])), sink)
  const book = new excel.Workbook()
  await book.xlsx.load(whole() as never)
  const page = book.worksheets[0]
  expect(page?.name).toBe('清单')
  expect(page?.getCell('A1').value).toBe('清单 <共> & "几" 件')
  expect(page?.getCell('A3').value).toBe('=SUM(1) <b>&')
  expect(page?.getCell('A3').type).not.toBe(excel.ValueType.Formula)
  expect(page?.getCell('B3').value).toBe(3)
  expect(page?.getCell('C3').value).toEqual(new Date('2026-11-24T00:00:00Z'))
  expect(page?.getCell('D3').text).toContain('2026')
  expect(page?.getCell('A5').value).toBe('共 2 件，导出完')
})

test('csv: the same, with nothing a spreadsheet would run', async () => {
  const { sink, whole } = gather()
  await writeCsv(sheetOf(one(['=SUM(1)', 3, at, at])), sink)
  expect(whole().toString('utf8').split('\r\n').slice(1)).toEqual([
    '话,次,日,时',
    "'=SUM(1),3,2026-11-24,2026-11-24 00:30",
    '共 1 件，导出完',
    '',
  ])
})

test.each([
  ['xlsx', writeXlsx],
  ['csv', writeCsv],
] as const)('%s: pages are read no faster than they leave', async (_, write) => {
  let read = 0
  async function* pages() {
    for (; read < 200; read++)
      yield Array.from({ length: 200 }, (_, i): Cell[] => [`${i}-${(i * 7919) % 104_729}`, i, at, at])
  }
  let open = () => {}
  let sent = 0
  const slow: Sink = async () => {
    if (++sent === 5) await new Promise<void>((done) => (open = done))
  }
  const writing = write(sheetOf(pages()), slow)
  await new Promise((done) => setTimeout(done, 300))
  expect(read).toBeLessThan(150)
  open()
  await writing
  expect(read).toBe(200)
})

test('what fails while it is written breaks off, and never says that all is there', async () => {
  async function* broken(): AsyncGenerator<Cell[][]> {
    yield [['一', 1, at, at]]
    throw new Error('the line was lost')
  }
  for (const write of [writeXlsx, writeCsv]) {
    const { sink, whole } = gather()
    await expect(write(sheetOf(broken()), sink)).rejects.toThrow('the line was lost')
    expect(whole().toString('utf8')).not.toContain('导出完')
  }
})

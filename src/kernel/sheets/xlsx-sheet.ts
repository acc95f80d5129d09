/** A sheet as .xlsx, zipped on its way out: words as words (never a formula), days as days, the head in sight while one scrolls. */
import { once } from 'node:events'
import { Writable } from 'node:stream'
import excel from 'exceljs'
import type { Cell, Sheet, SheetColumn, Sink } from './sheet.ts'

// a sheet of .xlsx ends at 1,048,576 rows
const rowsASheet = 1_000_000
const formatOf = { text: '@', number: '0', day: 'yyyy-mm-dd', time: 'yyyy-mm-dd hh:mm' } as const

/** Days since 1900 as the wall clock here shows them: a spreadsheet knows no time zone. */
const serial = (at: Date) => (at.getTime() + 8 * 3_600_000) / 86_400_000 + 25_569
const cellFor = (cell: Cell, { kind }: SheetColumn) =>
  cell instanceof Date ? (kind === 'day' ? Math.floor(serial(cell)) : serial(cell)) : cell

export async function writeXlsx(sheet: Sheet, out: Sink) {
  const stream = new Writable({
    highWaterMark: 65_536,
    write: (chunk: Uint8Array, _, done) => void out(chunk).then(() => done(), done),
  })
  let failed: unknown
  stream.on('error', (error) => {
    failed = error
  })
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
  let page = begin(book, sheet, 1)
  let n = 0
  for await (const rows of sheet.pages) {
    for (const row of rows) {
      if (n && n % rowsASheet === 0) {
        page.commit()
        page = begin(book, sheet, n / rowsASheet + 1)
      }
      n++
      page.addRow(row.map((cell, i) => cellFor(cell, sheet.columns[i] as SheetColumn))).commit()
    }
    // the zip takes what it is given at once: wait until it has left
    while (!failed && stream.writableNeedDrain) await Promise.race([once(stream, 'drain'), once(stream, 'close')])
    if (failed) throw failed
  }
  page.addRow([sheet.closing(n)]).commit()
  page.commit()
  await book.commit()
  if (failed) throw failed
}

function begin(book: excel.stream.xlsx.WorkbookWriter, sheet: Sheet, which: number) {
  const page = book.addWorksheet(which > 1 ? `${sheet.name} ${which}` : sheet.name, {
    views: [{ state: 'frozen', ySplit: 2 }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '2:2',
    },
  })
  page.columns = sheet.columns.map(({ kind, width }) => ({
    width,
    style: { numFmt: formatOf[kind], alignment: { vertical: 'top', wrapText: kind === 'text' } },
  }))
  const opening = page.addRow([sheet.opening])
  opening.font = { bold: true }
  opening.alignment = { wrapText: false }
  opening.commit()
  const head = page.addRow(sheet.columns.map((c) => c.head))
  head.font = { bold: true }
  head.commit()
  return page
}

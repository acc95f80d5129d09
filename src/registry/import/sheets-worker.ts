/** Opens a workbook in a thread of its own: whatever a file does to the parser, requests go on, and the clock over it ends it. */
import { parentPort, workerData } from 'node:worker_threads'
import ExcelJS from 'exceljs'
import { bounds } from './bounds.ts'
import type { Cell, Sheet } from './model.ts'
import { staysWithin } from './zip-sizes.ts'

type Value = ExcelJS.CellValue
function cellOf(value: Value | undefined): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 'true' : null
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10)
  if ('richText' in value) return value.richText.map((part) => part.text).join('')
  if ('text' in value) return cellOf(value.text as Value)
  if ('result' in value) return cellOf(value.result as Value)
  return null
}

async function read(file: Uint8Array): Promise<Sheet[] | 'import.not-a-table' | 'import.too-large'> {
  if (!staysWithin(file, bounds.unpacked, bounds.entries)) return 'import.too-large'
  const book = new ExcelJS.Workbook()
  try {
    await book.xlsx.load(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer)
  } catch {
    return 'import.not-a-table'
  }
  const sheets = book.worksheets.filter((s) => s.state === 'visible')
  if (!sheets.length) return 'import.not-a-table'
  if (sheets.length > bounds.sheets || sheets.some((s) => s.rowCount > bounds.rows)) return 'import.too-large'
  return sheets.map((sheet) => {
    const rows: Cell[][] = []
    sheet.eachRow({ includeEmpty: false }, (row, number) => {
      const cells: Cell[] = []
      for (let column = 1; column <= Math.min(row.cellCount, bounds.columns); column++) {
        const cell = row.getCell(column)
        // what is merged over several cells is said for each of them
        const value = cellOf(cell.isMerged ? cell.master.value : cell.value)
        cells.push(typeof value === 'string' ? value.slice(0, bounds.text) : value)
      }
      rows[number - 1] = cells
    })
    return { name: sheet.name, rows: Array.from(rows, (row) => row ?? []) }
  })
}

parentPort?.postMessage(await read(workerData as Uint8Array))

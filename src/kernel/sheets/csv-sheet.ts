/** A sheet as CSV, a page at a time. */
import { dayOf, wallTime } from '../calendar/day.ts'
import { byteOrderMark, line } from '../csv.ts'
import type { Cell, CellKind, Sheet, Sink } from './sheet.ts'

const plain = (cell: Cell, kind: CellKind | undefined) =>
  cell instanceof Date ? (kind === 'day' ? dayOf(cell) : wallTime(cell).slice(0, 16)) : cell

export async function writeCsv(sheet: Sheet, out: Sink) {
  const send = (text: string) => out(Buffer.from(text))
  await send(byteOrderMark + line([sheet.opening]) + line(sheet.columns.map((c) => c.head)))
  let n = 0
  for await (const rows of sheet.pages) {
    n += rows.length
    await send(rows.map((row) => line(row.map((cell, i) => plain(cell, sheet.columns[i]?.kind)))).join(''))
  }
  await send(line([sheet.closing(n)]))
}

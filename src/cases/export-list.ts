/** A list of cases taken out of the house as a file: all of it, of one moment, page by page, with its trace written before each page leaves. */
import { type Caller, scopeOf } from '../access/caller.ts'
import { type Doing, doing, type House } from '../access/command.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { alsoOpen, oneSnapshot } from '../kernel/scope.ts'
import { writeCsv } from '../kernel/sheets/csv-sheet.ts'
import { outgoing } from '../kernel/sheets/outgoing.ts'
import type { Cell, CellKind, Sheet, SheetFormat } from '../kernel/sheets/sheet.ts'
import { writeXlsx } from '../kernel/sheets/xlsx-sheet.ts'
import { t } from '../kernel/texts.ts'
import { stamp } from '../kernel/watermark.ts'
import { readerName } from './reads/mark.ts'
import { type Part, type TracedCase, traceReads } from './reads/trace.ts'

/** What a file is made of: how many, which after which, and the cells of each. */
export type Listing<Row extends TracedCase> = {
  /** Key of its title in the catalogue, and the beginning of its file's name. */
  readonly title: string
  readonly file: string
  /** Which parts of the cases its cells show. */
  readonly shows: readonly Part[]
  readonly columns: readonly { readonly key: string; readonly kind: CellKind; readonly width: number }[]
  readonly count: (d: Doing) => Promise<number>
  readonly page: (d: Doing, after: Row | undefined, size: number) => Promise<Row[]>
  /** Cells of these rows, in the order of the columns. Their cases are opened. */
  readonly cells: (d: Doing, rows: readonly Row[]) => Promise<Cell[][]>
}

const pageSize = 1000
/** A policy looks through every case a transaction has opened for each trace it writes: few at a time are quicker. */
const tracedAtOnce = 50

/**
 * The file, as it is written. One snapshot for count and rows; the first line names who took it out, when and how many, and so does
 * the last, so that a file cut on its way is known by its missing end. Refused with `export.busy`.
 */
export function exportListing<Row extends TracedCase>(
  house: House,
  caller: Caller,
  listing: Listing<Row>,
  format: SheetFormat,
): Promise<Response> {
  const { language } = caller
  const at = house.now()
  const name = `${listing.file}-${dayOf(at)}`
  return outgoing({ name, format }, (out, started) =>
    house.db.transaction(scopeOf(caller), async (tx) => {
      await oneSnapshot(tx)
      await doing(
        house,
        caller,
        async (d) => {
          const total = await listing.count(d)
          started({ total })
          const title = t(language, listing.title)
          const by = (await readerName(d)).name
          const sheet: Sheet = {
            name: title,
            opening: t(language, 'lists.file.opening', { title, n: total, by, at: stamp(at) }),
            columns: listing.columns.map(({ key, kind, width }) => ({
              head: t(language, `lists.column.${key}`),
              kind,
              width,
            })),
            pages: pagesOf(d, listing),
            closing: (n) => t(language, 'lists.file.closing', { n }),
          }
          await (format === 'csv' ? writeCsv(sheet, out) : writeXlsx(sheet, out))
        },
        tx,
      )
    }),
  )
}

async function* pagesOf<Row extends TracedCase>(d: Doing, listing: Listing<Row>) {
  for (let after: Row | undefined; ; ) {
    const rows = await listing.page(d, after, pageSize)
    await traceOut(d, rows, listing.shows)
    for (let i = 0; i < rows.length; i += tracedAtOnce) yield listing.cells(d, rows.slice(i, i + tracedAtOnce))
    after = rows.at(-1)
    if (!after || rows.length < pageSize) return
  }
}

/** Traced in transactions of their own: what has left stays traced, also when the rest never follows. */
async function traceOut(d: Doing, rows: readonly TracedCase[], fields: readonly Part[]) {
  const { house, caller } = d
  for (let i = 0; i < rows.length; i += tracedAtOnce) {
    const some = rows.slice(i, i + tracedAtOnce)
    // apart from the pool: every export holds one of its connections already
    await house.db.aside(scopeOf(caller), (tx) =>
      doing(
        house,
        caller,
        async (own) => {
          await alsoOpen(own.tx, { cases: some.map((r) => r.id) })
          await traceReads(own, some, { kind: 'export', fields })
        },
        tx,
      ),
    )
  }
}

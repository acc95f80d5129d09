/** Records taken out as a file: all of a filter, of one moment, page by page; a column for each field where they are of one kind. */
import { type Caller, scopeOf } from '../access/caller.ts'
import { type Doing, doing, type House } from '../access/command.ts'
import { readerName } from '../cases/reads/mark.ts'
import { dayOf } from '../kernel/calendar/day.ts'
import { oneSnapshot } from '../kernel/scope.ts'
import { writeCsv } from '../kernel/sheets/csv-sheet.ts'
import { outgoing } from '../kernel/sheets/outgoing.ts'
import type { Cell, Sheet, SheetColumn, SheetFormat } from '../kernel/sheets/sheet.ts'
import { writeXlsx } from '../kernel/sheets/xlsx-sheet.ts'
import { t } from '../kernel/texts.ts'
import { stamp } from '../kernel/watermark.ts'
import { kindsHere, ledgersHere } from './kinds.ts'
import { countOf, pageOf, recordWhere } from './list.ts'
import type { RecordFilter } from './model.ts'
import { allFields, type Shown, tell } from './shown.ts'
import type { RecordRow } from './store.ts'

const pageSize = 500
type Column = SheetColumn & { of(s: Shown): Cell }

/** What every record has, whatever its kind. */
export const recordFileColumns = [
  'day',
  'until',
  'kind',
  'org',
  'author',
  'household',
  'place',
  'title',
  'step',
] as const

/** One snapshot for count and rows; the first line says who took it out, when and how many, the last that all are there. Refused with `export.busy`. */
export function exportRecords(house: House, caller: Caller, f: RecordFilter, format: SheetFormat): Promise<Response> {
  const { language } = caller
  const at = house.now()
  return outgoing({ name: `records-${dayOf(at)}`, format }, (out, started) =>
    house.db.transaction(scopeOf(caller), async (tx) => {
      await oneSnapshot(tx)
      await doing(
        house,
        caller,
        async (d) => {
          const where = await recordWhere(d, f)
          const total = await countOf(d, where)
          started({ total })
          const title = titleOf(d, f)
          const columns = columnsOf(d, f)
          const by = (await readerName(d)).name
          const sheet: Sheet = {
            // what a sheet may not be called is left out
            name: title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
            opening: t(language, 'lists.file.opening', { title, n: total, by, at: stamp(at) }),
            columns,
            pages: pages(d, where, columns),
            closing: (n) => t(language, 'lists.file.closing', { n }),
          }
          await (format === 'csv' ? writeCsv(sheet, out) : writeXlsx(sheet, out))
        },
        tx,
      )
    }),
  )
}

async function* pages(d: Doing, where: Awaited<ReturnType<typeof recordWhere>>, columns: readonly Column[]) {
  for (let after: RecordRow | undefined; ; ) {
    const rows = await pageOf(d, where, after && { day: after.on_day, id: after.id }, pageSize)
    const shown = await tell(d, rows)
    yield shown.map((s) => columns.map((c) => c.of(s)))
    after = rows.at(-1)
    if (!after || rows.length < pageSize) return
  }
}

const only = (f: RecordFilter) => (f.kind?.length === 1 ? f.kind[0] : undefined)

function titleOf(d: Doing, f: RecordFilter): string {
  const { language, jurisdictionId } = d.caller
  const kind = only(f)
  const named =
    (f.ledger && ledgersHere(d.house, jurisdictionId)[f.ledger]?.name) ||
    (kind && kindsHere(d.house, jurisdictionId)[kind]?.name)
  return named ? named[language] : t(language, 'records.title')
}

function columnsOf(d: Doing, f: RecordFilter): Column[] {
  const { language, jurisdictionId } = d.caller
  const common: Record<(typeof recordFileColumns)[number], (s: Shown) => Cell> = {
    day: ({ row }) => row.on_day,
    until: ({ row }) => (row.until_day === row.on_day ? null : row.until_day),
    kind: (s) => s.name[language],
    org: ({ org }) => (org ? (language === 'en' && org.nameEn) || org.name : ''),
    author: ({ author }) => author.name,
    household: ({ household }) => household,
    place: ({ place }) => place,
    title: ({ row }) => row.title,
    step: ({ row, kind }) => kind?.steps?.find((s) => s.code === row.step)?.name[language] ?? null,
  }
  const begin: Column[] = recordFileColumns.map((key) => ({
    head: t(language, `records.column.${key}`),
    kind: 'text',
    width: key === 'title' || key === 'org' ? 20 : 12,
    of: common[key],
  }))
  const code = only(f)
  const kind = code ? kindsHere(d.house, jurisdictionId)[code] : undefined
  if (!kind) {
    const content = (s: Shown) => s.cells.map((c) => t(language, 'records.said', c)).join('\n')
    return [...begin, { head: t(language, 'records.column.content'), kind: 'text', width: 60, of: content }]
  }
  const own = Object.entries(allFields(kind, language)).map(([field, { name, type }]): Column => {
    const counted = type === 'number' || type === 'money'
    return {
      head: name[language],
      kind: counted ? 'number' : 'text',
      width: type === 'words' ? 48 : counted ? 10 : 18,
      of: (s) =>
        counted
          ? ((s.values[field] as number | undefined) ?? null)
          : (s.cells.find((c) => c.code === field)?.text ?? null),
    }
  })
  return [...begin, ...own]
}

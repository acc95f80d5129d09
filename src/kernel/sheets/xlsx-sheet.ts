/** A sheet as .xlsx, zipped on its way out: words as words (never a formula), days as days, the head in sight while one scrolls. */
import type { Cell, CellKind, Sheet, Sink } from './sheet.ts'
import { zipTo } from './zip.ts'

// a sheet of .xlsx ends at 1,048,576 rows
const rowsASheet = 1_000_000
/** Which of the formats in `styles` a cell has: 0 plain, 1 bold. */
const styleOf: Record<CellKind, number> = { text: 2, number: 0, day: 3, time: 4 }
const bold = 1

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const kinds = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** What XML 1.0 cannot hold is left out: a control character pasted with a request must not spoil the file. */
const escaped = (text: string) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is meant
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)
/** Days since 1900 as the wall clock here shows them: a spreadsheet knows no time zone. */
const serial = (at: Date) => (at.getTime() + 8 * 3_600_000) / 86_400_000 + 25_569
/** A to Z, then AA: twenty-six columns and more. */
const letters = (i: number): string =>
  (i < 26 ? '' : letters(Math.floor(i / 26) - 1)) + String.fromCharCode(65 + (i % 26))
const words = (at: string, text: string, style: number) =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`

function cellOf(at: string, cell: Cell, kind: CellKind): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return words(at, cell, styleOf[kind])
  const n = cell instanceof Date ? serial(cell) : cell
  return `<c r="${at}" s="${styleOf[kind]}"><v>${kind === 'day' ? Math.floor(n) : n}</v></c>`
}
const rowOf = (r: number, cells: readonly string[]) => `<row r="${r}">${cells.join('')}</row>`

const styles = `${xml}<styleSheet ${main}><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>
<fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>
<xf numFmtId="164" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="165" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs></styleSheet>`

/** Its head: columns, and the two first lines, which stay in sight and are printed on every page. */
const head = (sheet: Sheet) =>
  `${xml}<worksheet ${main}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${sheet.columns
    .map((c, i) => `<col min="${i + 1}" max="${i + 1}" width="${c.width}" customWidth="1"/>`)
    .join('')}</cols><sheetData>${rowOf(1, [words('A1', sheet.opening, bold)])}${rowOf(
    2,
    sheet.columns.map((c, i) => words(`${letters(i)}2`, c.head, bold)),
  )}`
const foot = '</sheetData><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'

export async function writeXlsx(sheet: Sheet, out: Sink) {
  const zip = zipTo(out)
  const names: string[] = []
  const rows = sheet.pages[Symbol.asyncIterator]()
  let n = 0
  let over = false
  let left: readonly (readonly Cell[])[] = []
  const column = sheet.columns.map(({ kind }, i) => ({ kind, letter: letters(i) }))
  const lineOf = (r: number, row: readonly Cell[]) =>
    rowOf(
      r,
      column.map(({ kind, letter }, i) => cellOf(`${letter}${r}`, row[i] ?? null, kind)),
    )
  /** One sheet's worth of rows; what is left of a page begins the next. */
  async function* body() {
    yield head(sheet)
    let r = 2
    while (r < rowsASheet && !over) {
      if (!left.length) {
        const next = await rows.next()
        if (next.done) over = true
        else left = next.value
        continue
      }
      const some = left.slice(0, rowsASheet - r)
      left = left.slice(some.length)
      n += some.length
      yield some.map((row) => lineOf(++r, row)).join('')
    }
    if (over) yield rowOf(r + 1, [words(`A${r + 1}`, sheet.closing(n), bold)])
    yield foot
  }
  while (!over) {
    names.push(names.length ? `${sheet.name} ${names.length + 1}` : sheet.name)
    await zip.add(`xl/worksheets/sheet${names.length}.xml`, body())
  }
  await rows.return?.()
  for (const [path, text] of Object.entries(around(names))) await zip.add(path, [text])
  await zip.end()
}

/** What a reader finds the sheets by. */
function around(names: readonly string[]): Record<string, string> {
  const each = (make: (name: string, n: number) => string) => names.map((name, i) => make(name, i + 1)).join('')
  const styled = names.length + 1
  return {
    'xl/styles.xml': styles,
    'xl/workbook.xml': `${xml}<workbook ${main} xmlns:r="${relations}"><sheets>${each((name, n) => `<sheet name="${escaped(name)}" sheetId="${n}" r:id="r${n}"/>`)}</sheets><definedNames>${each((name, n) => `<definedName name="_xlnm.Print_Titles" localSheetId="${n - 1}">'${escaped(name)}'!$2:$2</definedName>`)}</definedNames></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="${packages}/relationships">${each((_, n) => `<Relationship Id="r${n}" Type="${relations}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="r${styled}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    '_rels/.rels': `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    '[Content_Types].xml': `${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kinds}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${kinds}.styles+xml"/>${each((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${kinds}.worksheet+xml"/>`)}</Types>`,
  }
}

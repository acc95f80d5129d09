/** A list saved as text: commas or tabs, quoted or not, in UTF-8 or in the encoding spreadsheets here still write. Pure. */

/** Undefined when the bytes are no text in either. */
export function textOf(file: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(file)
      return text.includes('\0') ? undefined : text
    } catch {}
  return undefined
}

export function csvRows(text: string): string[][] {
  const first = text.slice(0, text.search(/[\r\n]|$/))
  const mark = first.includes('\t') && !first.includes(',') ? '\t' : ','
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endRow = () => {
    rows.push([...row, cell])
    row = []
    cell = ''
  }
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string
    if (quoted) {
      if (c !== '"') cell += c
      else if (text[i + 1] === '"') {
        cell += '"'
        i++
      } else quoted = false
    } else if (c === '"' && cell === '') quoted = true
    else if (c === mark) {
      row.push(cell)
      cell = ''
    } else if (c === '\n') endRow()
    else if (c !== '\r') cell += c
  }
  if (cell || row.length) endRow()
  return rows
}

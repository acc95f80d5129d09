/** Rows as CSV for a spreadsheet: UTF-8 with its mark, lines as RFC 4180 has them, and nothing a spreadsheet would run. */

/** A cell that begins like a formula is written as text. */
export function cell(value: string | number | null): string {
  if (value === null) return ''
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
export const line = (cells: readonly (string | number | null)[]) => `${cells.map(cell).join(',')}\r\n`
/** Spreadsheets take a file for UTF-8, and read its Chinese, when it says so itself. */
export const byteOrderMark = '\uFEFF'

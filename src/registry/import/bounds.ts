/** How much a list may be: more is refused, never cut silently. */
export const bounds = {
  file: 5 * 1024 * 1024,
  rows: 20_000,
  sheets: 5,
  columns: 60,
  /** Characters of one cell that are read. */
  text: 300,
  /** A workbook unpacked, and how many parts it may have. */
  unpacked: 80 * 1024 * 1024,
  entries: 500,
  seconds: 20,
  memoryMb: 320,
  /** Accounts made in one go: hashing their first passwords is slow on purpose. */
  accounts: 500,
} as const

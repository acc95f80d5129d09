/** A list as a file: what it is and how many, a head, rows page by page, and a last line that says they are all. A cut file lacks it. */

/** `day` and `time` are written as the wall clock here shows them. */
export type CellKind = 'text' | 'number' | 'day' | 'time'
export type Cell = string | number | Date | null
export type SheetColumn = {
  readonly head: string
  readonly kind: CellKind
  /** In characters. */
  readonly width: number
}
export type Sheet = {
  readonly name: string
  /** The first line. */
  readonly opening: string
  readonly columns: readonly SheetColumn[]
  /** Pages of rows, each read when the one before has left. */
  readonly pages: AsyncIterable<readonly (readonly Cell[])[]>
  /** The last line, once the rows were counted on their way out. */
  readonly closing: (n: number) => string
}
export const formats = ['csv', 'xlsx'] as const
export type SheetFormat = (typeof formats)[number]
/** Where the bytes go: resolves when the reader has room for more. */
export type Sink = (bytes: Uint8Array) => Promise<void>

/** COPY … FROM STDIN over a client of pg: rows by the hundred thousand, where inserts would be what is measured. */
import { once } from 'node:events'
import type { Socket } from 'node:net'
import type pg from 'pg'

type Wire = { query(text: string): void; sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void; stream: Socket }

/** Speaks to the connection itself, as pg lets whatever has a `submit` do. */
class CopyIn {
  readonly done: Promise<void>
  #end!: (error?: Error) => void
  #text: string
  #lines: readonly string[]
  constructor(text: string, lines: readonly string[]) {
    this.#text = text
    this.#lines = lines
    this.done = new Promise((resolve, reject) => {
      this.#end = (error) => (error ? reject(error) : resolve())
    })
  }
  submit(wire: Wire) {
    wire.query(this.#text)
  }
  async handleCopyInResponse(wire: Wire) {
    for (let at = 0; at < this.#lines.length; at += 2000) {
      wire.sendCopyFromChunk(Buffer.from(`${this.#lines.slice(at, at + 2000).join('\n')}\n`))
      if (wire.stream.writableNeedDrain) await once(wire.stream, 'drain')
    }
    wire.endCopyFrom()
  }
  handleCommandComplete() {}
  handleReadyForQuery() {
    this.#end()
  }
  handleError(error: Error) {
    this.#end(error)
  }
}

/** Copies rows into a table. A value is text as COPY reads it: `\N` for none, bytes as `\\x…`. */
export async function copyInto(client: pg.Client, table: string, columns: readonly string[], lines: readonly string[]) {
  if (!lines.length) return
  const copy = new CopyIn(`copy ${table} (${columns.join(', ')}) from stdin`, lines)
  client.query(copy as unknown as pg.QueryConfig)
  await copy.done
}

/** No rows yet for each table, whose columns are given as words. */
export const noRows = <T extends string>(columns: Readonly<Record<T, string>>) =>
  Object.fromEntries(Object.keys(columns).map((table) => [table, [] as string[]])) as Record<T, string[]>

/** Copies what was gathered for each table, and empties it. */
export async function copyRows<T extends string>(
  client: pg.Client,
  columns: Readonly<Record<T, string>>,
  rows: Record<T, string[]>,
) {
  for (const table of Object.keys(columns) as T[]) {
    await copyInto(client, table, columns[table].split(' '), rows[table])
    rows[table].length = 0
  }
}

type Cell = string | number | boolean | null | Buffer | Date

const special = /[\\\n\t\r]/
const escaped = (v: string) =>
  special.test(v)
    ? v.replace(/[\\\n\t\r]/g, (c) => `\\${c === '\n' ? 'n' : c === '\t' ? 't' : c === '\r' ? 'r' : c}`)
    : v
function cell(v: Cell): string {
  if (typeof v === 'string') return escaped(v)
  if (v === null) return '\\N'
  if (Buffer.isBuffer(v)) return `\\\\x${v.toString('hex')}`
  return v instanceof Date ? v.toISOString() : String(v)
}

/** One row as COPY reads it. Put together in place: a large county has twelve million of them. */
export function line(values: readonly Cell[]): string {
  let row = cell(values[0] ?? null)
  for (let i = 1; i < values.length; i++) row += `\t${cell(values[i] ?? null)}`
  return row
}

/** Reads a long result piece by piece through a cursor of PostgreSQL; the next piece comes while the last is worked on. */
import { CompiledQuery } from 'kysely'
import type { Tx } from './scope.ts'

/** A row at a time, looked at before it is taken. */
export type Stream<Row> = {
  /** Sees to it that the next row, if there is one, is at hand. To be awaited only when `dry`. */
  fill(): Promise<void>
  dry(): boolean
  /** The row that comes next, of those at hand. */
  next(): Row | undefined
  peek(): Promise<Row | undefined>
  take(): Promise<Row | undefined>
  /** Takes rows as long as they are wanted. */
  takeWhile(wanted: (row: Row) => boolean): Promise<Row[]>
}

/** Rows a message: few enough to be forgotten young, which is what keeps the garbage collector quiet. */
const piece = 1000

/** Opens a cursor for the rest of this transaction. `name` is one of ours, `statement` holds no value from outside. */
export async function streamOf<Row>(tx: Tx, name: string, statement: string): Promise<Stream<Row>> {
  await tx.executeQuery(CompiledQuery.raw(`declare ${name} no scroll cursor for ${statement}`))
  const fetch = async (): Promise<Row[]> =>
    (await tx.executeQuery(CompiledQuery.raw(`fetch ${piece} from ${name}`))).rows as Row[]
  let rows = await fetch()
  let at = 0
  let ahead = rows.length === piece ? fetch() : undefined
  const fill = async () => {
    if (at < rows.length || !ahead) return
    rows = await ahead
    at = 0
    ahead = rows.length === piece ? fetch() : undefined
    // whoever reads on finds a failure; whoever stops here must not be told by a crash
    ahead?.catch(() => {})
  }
  ahead?.catch(() => {})
  return {
    fill,
    dry: () => at >= rows.length && ahead !== undefined,
    next: () => rows[at],
    async peek() {
      await fill()
      return rows[at]
    },
    async take() {
      if (at >= rows.length) await fill()
      return rows[at++]
    },
    async takeWhile(wanted) {
      const taken: Row[] = []
      for (;;) {
        if (at >= rows.length) await fill()
        if (at >= rows.length) return taken
        for (; at < rows.length; at++) {
          const row = rows[at] as Row
          if (!wanted(row)) return taken
          taken.push(row)
        }
      }
    },
  }
}

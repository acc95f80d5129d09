/** SQL for the log's tree: hashes of any part of it, from stored leaves and nodes. No rule, no clock. */
import { sql } from 'kysely'
import { fold, fullNodes, type Node, nodeHash, type Span } from '../../kernel/merkle.ts'
import type { Tx } from '../../kernel/scope.ts'

/** Every fourth level is stored: a fifteenth of the leaves, where all levels would be as many again. */
export const storedEvery = 4
export const isStored = (node: Node) => node.level % storedEvery === 0

/** The stored hashes a full subtree is made of: itself, or up to eight of the stored level below it. */
function storedUnder({ level, index }: Node): Node[] {
  const stored = level - (level % storedEvery)
  const many = 2 ** (level - stored)
  return Array.from({ length: many }, (_, i) => ({ level: stored, index: index * many + i }))
}
const keyOf = (node: Node) => `${node.level}/${node.index}`

/** How many leaves there are. */
export async function sizeOf(tx: Tx): Promise<number> {
  const last = await tx.selectFrom('log_leaves').select('index').orderBy('index', 'desc').limit(1).executeTakeFirst()
  return last ? last.index + 1 : 0
}

/** The hash of each of these parts of the tree, in one statement. Throws when a leaf or node of them is not there. */
export async function hashesOf(tx: Tx, spans: readonly Span[]): Promise<Buffer[]> {
  const wanted = spans.flatMap(fullNodes).flatMap(storedUnder)
  if (!wanted.length) return spans.map(() => fold([]))
  const leaves = wanted.filter((n) => n.level === 0).map((n) => n.index)
  const nodes = wanted.filter((n) => n.level > 0)
  const { rows } = await sql<{ level: number; index: number; hash: Buffer }>`
    select 0 as level, index, leaf as hash from log_leaves where index = any (${leaves}::bigint[])
    union all
    select n.level::int, n.index, n.hash
    from unnest(${nodes.map((n) => n.level)}::int[], ${nodes.map((n) => n.index)}::bigint[]) as w (level, index)
    join log_nodes n on n.level = w.level and n.index = w.index`.execute(tx)
  const found = new Map(rows.map((r) => [keyOf(r), r.hash]))
  const whole = (node: Node): Buffer => {
    let row = storedUnder(node).map((n) => {
      const hash = found.get(keyOf(n))
      if (!hash) throw new Error(`the log has no node ${keyOf(n)}`)
      return hash
    })
    while (row.length > 1)
      row = Array.from({ length: row.length / 2 }, (_, i) => nodeHash(row[2 * i] as Buffer, row[2 * i + 1] as Buffer))
    return row[0] as Buffer
  }
  return spans.map((span) => fold(fullNodes(span).map(whole)))
}

/** The root over the first `size` leaves. */
export const rootAt = async (tx: Tx, size: number): Promise<Buffer> =>
  (await hashesOf(tx, [{ start: 0, end: size }]))[0] as Buffer

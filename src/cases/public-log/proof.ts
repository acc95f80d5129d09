/** Proofs out of the stored tree: that a leaf stands under the newest head, and that one head continues another. */

import { consistencySpans, inclusionSpans } from '../../kernel/merkle.ts'
import type { Tx } from '../../kernel/scope.ts'
import { type KeptHead, newestHead } from './heads.ts'
import { hashesOf } from './tree.ts'

export type Proof = {
  readonly index: number
  /** Hashes from the leaf up to the root of the head. */
  readonly path: readonly Buffer[]
  readonly head: KeptHead
}

/** Where this leaf stands, proven under the newest head; undefined where it is not, or not yet. */
export async function proveLeaf(tx: Tx, leaf: Buffer): Promise<Proof | undefined> {
  const row = await tx.selectFrom('log_leaves').select('index').where('leaf', '=', leaf).executeTakeFirst()
  const head = row && (await newestHead(tx))
  if (!row || !head || row.index >= head.size) return undefined
  return { index: row.index, path: await hashesOf(tx, inclusionSpans(row.index, head.size)), head }
}

/** That the first `first` of `second` leaves are still the same. Both must be there. */
export const proveConsistency = (tx: Tx, first: number, second: number) => hashesOf(tx, consistencySpans(first, second))

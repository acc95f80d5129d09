/** The public log as rows for COPY: leaves and nodes of the tree as it grows, and its signed heads. */
import type pg from 'pg'
import { isStored } from '../../src/cases/public-log/tree.ts'
import { growing } from '../../src/kernel/merkle.ts'
import { signHead } from '../../src/kernel/signed-head.ts'
import type { Signer } from '../../src/kernel/signing.ts'
import { line } from '../copy.ts'
import { jurisdictionId as j } from './place.ts'

export const logColumns = {
  log_leaves: 'jurisdiction_id index leaf case_id seq',
  log_nodes: 'jurisdiction_id level index hash',
  log_heads: 'jurisdiction_id number size root at origin key_id signature',
} as const
type LogRows = Record<keyof typeof logColumns, string[]>

/** Begins a log under this key, whose first day is `from`. What is added goes to the rows given with it. */
export async function beginLog(owner: pg.Client, signer: Signer, from: Date) {
  const key = [j, signer.id, signer.algorithm, signer.spki, from]
  await owner.query('insert into log_keys values ($1, $2, $3, $4, $5) on conflict do nothing', key)
  const tree = growing()
  let heads = 0
  return {
    size: () => tree.size(),
    heads: () => heads,
    add(rows: LogRows, leaf: Buffer, caseId: string, seq: number) {
      rows.log_leaves.push(line([j, tree.size(), leaf, caseId, seq]))
      tree.push(leaf, (node, made) => isStored(node) && rows.log_nodes.push(line([j, node.level, node.index, made])))
    },
    /** A signed head over all so far. */
    sign(rows: LogRows, at: Date) {
      const head = { origin: 'lianxin/bench', size: tree.size(), root: tree.root(), number: ++heads, at }
      const { signature } = signHead(signer, head)
      rows.log_heads.push(line([j, heads, head.size, head.root, at, head.origin, signer.id, signature]))
    },
  }
}

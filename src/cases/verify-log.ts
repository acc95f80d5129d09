/** Walks the public log from its first leaf to its last: stored nodes and signed heads are what the leaves make of them. */
import { type Growing, growing, type Node } from '../kernel/merkle.ts'
import type { Tx } from '../kernel/scope.ts'
import { headSignedBy, keyHashOf } from '../kernel/signed-head.ts'
import { type PublicKey, publicKeyFrom } from '../kernel/signing.ts'
import { type Stream, streamOf } from '../kernel/stream.ts'
import { isStored, storedEvery } from './public-log/tree.ts'

/** What can be wrong with the log itself. */
export const logWrongs = [
  'leaf-gap',
  'node',
  'node-unknown',
  'key',
  'head-number',
  'head-root',
  'head-signature',
  'head-time',
  'head-missing',
  'head-beyond',
] as const
export type LogWrong = (typeof logWrongs)[number]
/** `at` is the index of a leaf, or the number of a head. */
export type LogFault = { readonly at: number; readonly wrong: LogWrong; readonly detail: string }

type Head = {
  number: number
  size: number
  root: Buffer
  at: Date
  origin: string
  key_id: Buffer
  signature: Buffer
}
type StoredNode = { index: number; hash: Buffer }

/** The first fault, with how many leaves and heads were in order before it. */
export async function walkLog(tx: Tx): Promise<{ leaves: number; heads: number; fault?: LogFault }> {
  const done = { leaves: 0, heads: 0 }
  const keys = await readKeys(tx)
  if (!(keys instanceof Map)) return { ...done, fault: keys }
  const leaves = await streamOf<{ index: number; leaf: Buffer }>(
    tx,
    'tree_leaves',
    'select index, leaf from log_leaves order by index',
  )
  const heads = await streamOf<Head>(
    tx,
    'tree_heads',
    'select number, size, root, at, origin, key_id, signature from log_heads order by size',
  )
  const nodes = await nodeStreams(tx)
  const tree = growing()
  let before: Head | undefined
  const fault = (wrong: LogWrong, at: number, detail = '') => ({ ...done, fault: { wrong, at, detail } })

  for (;;) {
    const made: { node: Node; hash: Buffer }[] = []
    // all leaves up to the next head, or as many as came together
    const size = (await heads.peek())?.size ?? Number.POSITIVE_INFINITY
    let gap: number | undefined
    const row = await leaves.takeWhile(({ index, leaf }) => {
      if (gap !== undefined || tree.size() >= size || made.length >= 1000) return false
      if (index !== tree.size()) {
        gap = tree.size()
        return false
      }
      tree.push(leaf, (node, hash) => isStored(node) && made.push({ node, hash }))
      return true
    })
    done.leaves += row.length
    const wrong = await wrongNode(nodes, made)
    if (wrong !== undefined) return fault('node', wrong)
    if (gap !== undefined) return fault('leaf-gap', gap)
    const head = await heads.peek()
    if (head && head.size === tree.size()) {
      const wrong = wrongHead(head, before, tree, keys)
      if (wrong) return fault(wrong, head.number, String(head.size))
      done.heads++
      before = await heads.take()
    } else if (!row.length && !made.length) break
  }
  const beyond = await heads.peek()
  if (beyond) return fault('head-beyond', beyond.number, String(beyond.size))
  if ((before?.size ?? 0) < tree.size()) return fault('head-missing', before?.size ?? 0)
  for (const [level, stream] of nodes) {
    const extra = await stream.peek()
    if (extra) return fault('node-unknown', extra.index * 2 ** level)
  }
  return done
}

async function readKeys(tx: Tx): Promise<Map<string, PublicKey> | LogFault> {
  const keys = new Map<string, PublicKey>()
  for (const row of await tx.selectFrom('log_keys').select(['key_id', 'public_key', 'algorithm']).execute()) {
    const id = row.key_id.toString('hex')
    try {
      const key = publicKeyFrom(row.public_key)
      if (!key.id.equals(row.key_id) || key.algorithm !== row.algorithm) throw new Error('another key')
      keys.set(id, key)
    } catch {
      return { at: 0, wrong: 'key', detail: id.slice(0, 16) }
    }
  }
  return keys
}

/** A stream for each stored level: nodes become full in an order of their own, but within a level one after the other. */
async function nodeStreams(tx: Tx): Promise<Map<number, Stream<StoredNode>>> {
  const top = await tx.selectFrom('log_nodes').select('level').orderBy('level', 'desc').limit(1).executeTakeFirst()
  const streams = new Map<number, Stream<StoredNode>>()
  for (let level = storedEvery; level <= (top?.level ?? 0); level += storedEvery)
    streams.set(
      level,
      await streamOf<StoredNode>(
        tx,
        `tree_nodes_${level}`,
        `select index, hash from log_nodes where level = ${level} order by index`,
      ),
    )
  return streams
}

/** The first leaf under a stored node that is missing or another. */
async function wrongNode(
  nodes: ReadonlyMap<number, Stream<StoredNode>>,
  made: readonly { node: Node; hash: Buffer }[],
): Promise<number | undefined> {
  for (const { node, hash } of made) {
    const stored = await nodes.get(node.level)?.take()
    if (stored?.index !== node.index || !stored.hash.equals(hash)) return node.index * 2 ** node.level
  }
  return undefined
}

function wrongHead(
  head: Head,
  before: Head | undefined,
  tree: Growing,
  keys: ReadonlyMap<string, PublicKey>,
): LogWrong | undefined {
  if (head.number !== (before?.number ?? 0) + 1) return 'head-number'
  if (!head.root.equals(tree.root())) return 'head-root'
  if (before && head.at < before.at) return 'head-time'
  const key = keys.get(head.key_id.toString('hex'))
  if (!key) return 'key'
  return headSignedBy(key, { ...head, keyHash: keyHashOf(head.origin, key) }) ? undefined : 'head-signature'
}

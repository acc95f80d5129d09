/** A Merkle tree over a list that only grows, after RFC 9162 section 2.1: hashes, proofs and their verification. Pure: it knows no store. */
import { hash } from 'node:crypto'
import { sha256 } from './crypto.ts'

/** Leaves from `start` up to, not including, `end`: a part of the tree as the RFC cuts it. */
export type Span = { readonly start: number; readonly end: number }
/** A full subtree of 2^level leaves, the index-th of its level. A leaf has level 0. */
export type Node = { readonly level: number; readonly index: number }

const digest = (data: Buffer): Buffer => hash('sha256', data, 'buffer')
export const emptyRoot = digest(Buffer.alloc(0))
const zero = Buffer.from([0])
export const leafHash = (...data: Buffer[]): Buffer => sha256(zero, ...data)

// one pair at a time goes through this place: nothing is kept in it
const pair = Buffer.alloc(65, 1)
export function nodeHash(left: Buffer, right: Buffer): Buffer {
  left.copy(pair, 1)
  right.copy(pair, 33)
  return digest(pair)
}

/** The largest power of two below n: where the RFC cuts n leaves in two. */
function cut(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** What an inclusion proof of one leaf is made of, from the leaf upwards. */
export function inclusionSpans(index: number, size: number): Span[] {
  const spans: Span[] = []
  for (let start = 0, end = size; end - start > 1; ) {
    const middle = start + cut(end - start)
    if (index < middle) {
      spans.push({ start: middle, end })
      end = middle
    } else {
      spans.push({ start, end: middle })
      start = middle
    }
  }
  return spans.reverse()
}

/** What a proof is made of that the first `first` of `second` leaves are still the same. Empty where there is nothing to prove. */
export function consistencySpans(first: number, second: number): Span[] {
  if (first === 0 || first === second) return []
  const spans: Span[] = []
  let start = 0
  let end = second
  while (end !== first) {
    const middle = start + cut(end - start)
    if (first <= middle) {
      spans.push({ start: middle, end })
      end = middle
    } else {
      spans.push({ start, end: middle })
      start = middle
    }
  }
  // whoever checks has the first root already, unless it is only a part of what is left here
  if (start > 0) spans.push({ start, end })
  return spans.reverse()
}

/** The full subtrees a span is made of, left to right. */
export function fullNodes({ start, end }: Span): Node[] {
  const nodes: Node[] = []
  for (let at = start; at < end; ) {
    let level = 0
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level++
    nodes.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return nodes
}

/** The hash over full subtrees standing side by side, as `fullNodes` gives them. */
export const fold = (hashes: readonly Buffer[]): Buffer =>
  hashes.length ? hashes.reduceRight((right, left) => nodeHash(left, right)) : emptyRoot

/** Whether the leaf stands at this index of the tree with this size and root (RFC 9162, 2.1.3.2). */
export function includes(leaf: Buffer, index: number, size: number, proof: readonly Buffer[], root: Buffer): boolean {
  if (!(index >= 0 && index < size)) return false
  let at = index
  let last = size - 1
  let made = leaf
  for (const step of proof) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      made = nodeHash(step, made)
      for (; at % 2 === 0 && at !== 0; last = half(last)) at = half(at)
    } else made = nodeHash(made, step)
    at = half(at)
    last = half(last)
  }
  return last === 0 && made.equals(root)
}

type Head = { readonly size: number; readonly root: Buffer }

/** Whether the tree of the second head begins with the whole tree of the first (RFC 9162, 2.1.4.2). */
export function continues(first: Head, second: Head, proof: readonly Buffer[]): boolean {
  if (first.size > second.size) return false
  if (first.size === 0) return proof.length === 0 && first.root.equals(emptyRoot)
  if (first.size === second.size) return proof.length === 0 && first.root.equals(second.root)
  // the root of a full tree stands in the second tree as it is, and is not sent again
  const path = Number.isInteger(Math.log2(first.size)) ? [first.root, ...proof] : proof
  const [begin, ...rest] = path
  if (!begin || !proof.length) return false
  let at = first.size - 1
  let last = second.size - 1
  for (; at % 2 === 1; last = half(last)) at = half(at)
  let [older, newer] = [begin, begin]
  for (const step of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      older = nodeHash(step, older)
      newer = nodeHash(step, newer)
      for (; at % 2 === 0 && at !== 0; last = half(last)) at = half(at)
    } else newer = nodeHash(newer, step)
    at = half(at)
    last = half(last)
  }
  return last === 0 && older.equals(first.root) && newer.equals(second.root)
}
const half = (n: number) => Math.floor(n / 2)

/** A tree that grows leaf by leaf, of which only the roots of its full subtrees are held. */
export function growing(size = 0, peaks: readonly Buffer[] = []) {
  const held = [...peaks]
  return {
    size: () => size,
    root: () => fold(held),
    /** Adds a leaf; `made` hears each subtree that became full. */
    push(leaf: Buffer, made: (node: Node, hash: Buffer) => void = () => {}) {
      held.push(leaf)
      size++
      for (let level = 1, index = size / 2; Number.isInteger(index); level++, index /= 2) {
        const right = held.pop() as Buffer
        const whole = nodeHash(held.pop() as Buffer, right)
        held.push(whole)
        made({ level, index: index - 1 }, whole)
      }
    },
  }
}
export type Growing = ReturnType<typeof growing>

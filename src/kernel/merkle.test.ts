/** The tree against the RFC's own recursive definition, written out naively here, and against hashes computed by hand. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sha256 } from './crypto.ts'
import {
  consistencySpans,
  continues,
  emptyRoot,
  fold,
  fullNodes,
  growing,
  includes,
  inclusionSpans,
  leafHash,
  nodeHash,
  type Span,
} from './merkle.ts'

// section 2.1.1 and following, word by word
const largest = (n: number) => 2 ** Math.ceil(Math.log2(n) - 1)
const mth = (d: Buffer[]): Buffer => {
  if (d.length === 0) return sha256('')
  if (d.length === 1) return sha256(Buffer.from([0]), d[0] as Buffer)
  const k = largest(d.length)
  return sha256(Buffer.from([1]), mth(d.slice(0, k)), mth(d.slice(k)))
}
const path = (m: number, d: Buffer[]): Buffer[] => {
  if (d.length === 1) return []
  const k = largest(d.length)
  return m < k ? [...path(m, d.slice(0, k)), mth(d.slice(k))] : [...path(m - k, d.slice(k)), mth(d.slice(0, k))]
}
const subproof = (m: number, d: Buffer[], whole: boolean): Buffer[] => {
  if (m === d.length) return whole ? [] : [mth(d)]
  const k = largest(d.length)
  return m <= k
    ? [...subproof(m, d.slice(0, k), whole), mth(d.slice(k))]
    : [...subproof(m - k, d.slice(k), false), mth(d.slice(0, k))]
}

const leaves = (n: number) => Array.from({ length: n }, (_, i) => Buffer.from(`leaf ${i}`))
const rootOf = (d: Buffer[], { start, end }: Span) => mth(d.slice(start, end))
const proofOf = (d: Buffer[], spans: Span[]) => spans.map((s) => rootOf(d, s))
const grown = (d: Buffer[]) => {
  const tree = growing()
  for (const leaf of d) tree.push(leafHash(leaf))
  return tree
}
const hex = (b: Buffer) => b.toString('hex')

describe('hashes computed apart from this code, by sha256sum', () => {
  test('the empty tree is the hash of nothing', () => {
    expect(hex(emptyRoot)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(growing().root()).toEqual(emptyRoot)
  })
  test('one leaf, two, and three', () => {
    // printf '\000a' | sha256sum
    expect(hex(leafHash(Buffer.from('a')))).toBe('022a6979e6dab7aa5ae4c3e5e45f7e977112a7e63593820dbec1ec738a24f93c')
    const [a, b, c] = ['a', 'b', 'c'].map((x) => leafHash(Buffer.from(x))) as [Buffer, Buffer, Buffer]
    expect(hex(nodeHash(a, b))).toBe('b137985ff484fb600db93107c77b0365c80d78f5b429ded0fd97361d077999eb')
    expect(hex(nodeHash(nodeHash(a, b), c))).toBe('36642e73c2540ab121e3a6bf9545b0a24982cd830eb13d3cd19de3ce6c021ec1')
    expect(grown(['a', 'b', 'c'].map((x) => Buffer.from(x))).root()).toEqual(nodeHash(nodeHash(a, b), c))
  })
})

test('up to 64 leaves: roots, every inclusion proof and every consistency proof are the RFC’s, and hold', () => {
  const all = leaves(64)
  for (let n = 1; n <= 64; n++) {
    const d = all.slice(0, n)
    const root = mth(d)
    expect(grown(d).root()).toEqual(root)
    for (let i = 0; i < n; i++) {
      const proof = proofOf(d, inclusionSpans(i, n))
      expect(proof).toEqual(path(i, d))
      expect(includes(leafHash(all[i] as Buffer), i, n, proof, root)).toBe(true)
    }
    for (let m = 1; m <= n; m++) {
      const proof = proofOf(d, consistencySpans(m, n))
      expect(proof).toEqual(m === n ? [] : subproof(m, d, true))
      expect(continues({ size: m, root: mth(d.slice(0, m)) }, { size: n, root }, proof)).toBe(true)
    }
  }
})

test('up to 24 leaves: a proof does not hold for another leaf, index or size', () => {
  const all = leaves(24)
  for (let n = 2; n <= 24; n++) {
    const d = all.slice(0, n)
    for (let i = 0; i < n; i++) {
      const [leaf, proof, root] = [leafHash(all[i] as Buffer), path(i, d), mth(d)]
      for (let j = 0; j < n; j++) if (j !== i) expect(includes(leaf, j, n, proof, root)).toBe(false)
      expect(includes(leafHash(all[(i + 1) % n] as Buffer), i, n, proof, root)).toBe(false)
      expect(includes(leaf, i, n, proof.slice(1), root)).toBe(false)
      expect(includes(leaf, i, n, [...proof, root], root)).toBe(false)
      expect(includes(leaf, n, n, proof, root)).toBe(false)
      expect(includes(leaf, -1, n, proof, root)).toBe(false)
    }
  }
})

const list = fc.array(
  fc.uint8Array({ maxLength: 40 }).map((b) => Buffer.from(b)),
  { minLength: 1, maxLength: 200 },
)
const flip = (b: Buffer, bit: number) => {
  const other = Buffer.from(b)
  other[Math.floor(bit / 8)] = (other[Math.floor(bit / 8)] ?? 0) ^ (1 << (bit % 8))
  return other
}
const bit = fc.nat(255)

test('any list: proofs hold, and with one bit changed anywhere they do not', () => {
  fc.assert(
    fc.property(list, fc.nat(), fc.nat(), bit, (d, where, which, b) => {
      const i = where % d.length
      const [leaf, root, proof] = [leafHash(d[i] as Buffer), mth(d), proofOf(d, inclusionSpans(i, d.length))]
      expect(includes(leaf, i, d.length, proof, root)).toBe(true)
      expect(includes(flip(leaf, b), i, d.length, proof, root)).toBe(false)
      expect(includes(leaf, i, d.length, proof, flip(root, b))).toBe(false)
      const k = which % Math.max(proof.length, 1)
      if (proof.length)
        expect(
          includes(
            leaf,
            i,
            d.length,
            proof.map((p, at) => (at === k ? flip(p, b) : p)),
            root,
          ),
        ).toBe(false)
    }),
  )
})

test('any list: a later tree continues an earlier one, and none with another beginning', () => {
  fc.assert(
    fc.property(list, fc.nat(), fc.nat(), bit, (d, where, which, b) => {
      const m = 1 + (where % d.length)
      const [first, second] = [
        { size: m, root: mth(d.slice(0, m)) },
        { size: d.length, root: mth(d) },
      ]
      const proof = proofOf(d, consistencySpans(m, d.length))
      expect(continues(first, second, proof)).toBe(true)
      expect(continues({ ...first, root: flip(first.root, b) }, second, proof)).toBe(false)
      expect(continues(first, { ...second, root: flip(second.root, b) }, proof)).toBe(false)
      const k = which % Math.max(proof.length, 1)
      if (proof.length) {
        const changed = proof.map((p, at) => (at === k ? flip(p, b) : p))
        expect(continues(first, second, changed)).toBe(false)
        expect(continues(first, second, proof.slice(1))).toBe(false)
        expect(continues(second, first, proof)).toBe(false)
      }
      const forged = d.map((x, at) => (at === m - 1 ? Buffer.concat([x, Buffer.from('!')]) : x))
      expect(
        continues(first, { size: d.length, root: mth(forged) }, proofOf(forged, consistencySpans(m, d.length))),
      ).toBe(false)
    }),
  )
})

test('a tree taken up again from its full subtrees grows on as if it had never been put down', () => {
  fc.assert(
    fc.property(list, fc.nat(), (d, where) => {
      const m = where % (d.length + 1)
      const peaks = fullNodes({ start: 0, end: m }).map(({ level, index }) =>
        rootOf(d, { start: index * 2 ** level, end: (index + 1) * 2 ** level }),
      )
      expect(fold(peaks)).toEqual(mth(d.slice(0, m)))
      const tree = growing(m, peaks)
      for (const leaf of d.slice(m))
        tree.push(leafHash(leaf), ({ level, index }, made) =>
          expect(made).toEqual(rootOf(d, { start: index * 2 ** level, end: (index + 1) * 2 ** level })),
        )
      expect(tree.size()).toBe(d.length)
      expect(tree.root()).toEqual(mth(d))
    }),
  )
})

test('a tree larger than 2^32 leaves is cut in the right places', () => {
  const size = 2 ** 40 + 5
  const spans = inclusionSpans(size - 1, size)
  expect(spans).toEqual([
    { start: 2 ** 40, end: 2 ** 40 + 4 },
    { start: 0, end: 2 ** 40 },
  ])
  expect(fullNodes({ start: 0, end: size })).toEqual([
    { level: 40, index: 0 },
    { level: 2, index: 2 ** 38 },
    { level: 0, index: 2 ** 40 + 4 },
  ])
})

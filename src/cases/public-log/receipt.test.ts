/** Whatever is done to a receipt, reading it never fails, and it proves nothing but what was registered. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { growing, inclusionSpans, leafHash, nodeHash } from '../../kernel/merkle.ts'
import { signHead } from '../../kernel/signed-head.ts'
import { newPrivateKey, signerFrom } from '../../kernel/signing.ts'
import { digestOf, eventText, genesis, hashOf } from '../log.ts'
import { checkReceipt, holds } from './check.ts'
import { leafOf } from './leaf.ts'
import { type ReceiptFile, readReceipt, writeReceipt } from './receipt.ts'

/** A log of three entries, the receipt of the second. */
function aReceipt(body: string): ReceiptFile {
  const signer = signerFrom(newPrivateKey('ed25519'))
  const at = new Date('2026-11-24T08:00:00.000Z')
  const salt = Buffer.alloc(16, 7)
  const head = {
    jurisdictionId: 1,
    caseId: '01a20ccd-eb49-7d8e-9fec-7e6230033414',
    seq: 1,
    type: 'register',
    audience: 'everyone' as const,
    at,
    actorKind: 'resident' as const,
    memberId: null,
    orgId: null,
  }
  const data = { number: 'LX-2611-0427', words: { sha256: digestOf(body, salt) } }
  const leaf = leafOf(hashOf(genesis, head, data))
  const [first, last] = [leafHash(Buffer.from('a')), leafHash(Buffer.from('b'))]
  const tree = growing()
  for (const one of [first, leaf, last]) tree.push(one)
  expect(inclusionSpans(1, 3)).toEqual([
    { start: 0, end: 1 },
    { start: 2, end: 3 },
  ])
  expect(tree.root()).toEqual(nodeHash(nodeHash(first, leaf), last))
  return {
    number: data.number,
    registeredAt: at.toISOString(),
    leaf: leaf.toString('hex'),
    event: eventText(head, data),
    words: [{ field: 'words', salt: salt.toString('hex'), body }],
    proof: {
      index: 1,
      path: [first, last].map((hash) => hash.toString('hex')),
      head: signHead(signer, { origin: 'lianxin/qinghe', size: 3, root: tree.root(), number: 1, at }),
      key: signer.spki.toString('base64'),
    },
  }
}

test('any words, in any script, come back to the letter and prove', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('zh-CN' as const, 'en' as const), (body, language) => {
      const receipt = aReceipt(body)
      const read = readReceipt(writeReceipt(language, receipt))
      expect(read).toEqual(receipt)
      expect(holds(checkReceipt(read as ReceiptFile))).toBe(true)
    }),
    { numRuns: 40 },
  )
})

test('one character changed anywhere: it proves nothing, or still the same words, number and code', () => {
  const receipt = aReceipt('井水发黄，像茶水一样。')
  const file = writeReceipt('zh-CN', receipt)
  fc.assert(
    fc.property(fc.nat(file.length - 1), fc.constantFrom(...'0a9 |#\n"茶'), (at, other) => {
      const read = readReceipt(file.slice(0, at) + other + file.slice(at + 1))
      if (!read || !holds(checkReceipt(read))) return
      const { number, leaf, event, proof } = receipt
      // a whole line of words may have become a remark: then fewer are shown, never others
      expect(receipt.words).toEqual(expect.arrayContaining([...(read.words ?? [])]))
      expect([read.event, read.number, read.leaf, read.proof?.head.size]).toEqual([
        event,
        number,
        leaf,
        proof?.head.size,
      ])
    }),
    { numRuns: 3000 },
  )
})

test('anything at all can be read without failing', () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'lianxin-receipt 1',
      'number LX-1',
      `leaf ${'ab'.repeat(32)}`,
      'index 0',
      'step x',
      'event null',
      'key x',
    ),
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const read = readReceipt(lines.join('\n'))
      if (read) expect(holds(checkReceipt(read))).toBe(false)
    }),
  )
})

/** Sealing for another's key: what it gives is fixed, opens for that key alone, and for nothing that was changed. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeKeyPair, openSealed, publicKeyOf, sealFor } from './crypto-sealed.ts'

const pairOf = (byte: number) => {
  const privateKey = Buffer.alloc(32, byte)
  return { privateKey, publicKey: publicKeyOf(privateKey) }
}
const office = pairOf(7)
const once = pairOf(9)
const words = Buffer.from('县里有人收红包')
const sealed = sealFor(office.publicKey, words, '1/a', once)

test('the same keys and words give the same bytes as ever: what was sealed years ago still opens', () => {
  expect(office.publicKey.toString('hex')).toBe('13be4feaeaf204c7fd3358fc9c00721881d174278128227ec674f37f7fe97b6d')
  expect(sealed.toString('hex')).toBe(
    '0257db4b359f23ae5e146e4e2512056704722506348c150c14753d0c933d04d4214a1f614cbfd68a8dd9951bb64fd699fa31af58419191f19c94573750af0940ce6fb7765413',
  )
  expect(openSealed(office.privateKey, sealed, '1/a')).toEqual(words)
})

test('whatever is sealed for a key opens with it, and no two seals are alike', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), fc.string(), (bytes, about) => {
      const { publicKey, privateKey } = makeKeyPair()
      const [one, two] = [sealFor(publicKey, Buffer.from(bytes), about), sealFor(publicKey, Buffer.from(bytes), about)]
      expect(one.equals(two)).toBe(false)
      expect(openSealed(privateKey, one, about)).toEqual(Buffer.from(bytes))
    }),
    { numRuns: 50 },
  )
})

test('another key does not open it, nor another place', () => {
  expect(() => openSealed(pairOf(8).privateKey, sealed, '1/a')).toThrow()
  expect(() => openSealed(office.privateKey, sealed, '1/b')).toThrow()
})

test('a single changed bit anywhere, and a missing end, are noticed', () => {
  for (let i = 0; i < sealed.length; i++) {
    const changed = Buffer.from(sealed)
    // the top bit of an X25519 key is ignored by its definition: it is bound through the salt
    changed[i] = (changed[i] ?? 0) ^ 0x80
    expect(() => openSealed(office.privateKey, changed, '1/a'), `byte ${i}`).toThrow()
  }
  for (const length of [0, 1, 33, 48, sealed.length - 1])
    expect(() => openSealed(office.privateKey, sealed.subarray(0, length), '1/a'), `${length} bytes`).toThrow()
})

test('an unknown algorithm is named', () => {
  expect(() => openSealed(office.privateKey, Buffer.concat([Buffer.from([9]), sealed.subarray(1)]), '1/a')).toThrow(
    'unknown sealing algorithm 9',
  )
})

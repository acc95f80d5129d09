import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sm2Holds } from '../../test/sm2.ts'
import { readConfig } from './config.ts'
import { headSignedBy, headsIn, headText, noteOf, readPublicKey, signHead } from './signed-head.ts'
import { algorithms, newPrivateKey, signerFrom, signerOf } from './signing.ts'

const head = {
  origin: 'lianxin/qinghe',
  size: 1464,
  root: createHash('sha256').update('root').digest(),
  number: 57,
  at: new Date('2026-11-24T08:25:30.000Z'),
}

test('what is signed is four lines, each ended', () => {
  expect(headText(head)).toBe(
    'lianxin/qinghe\n1464\nSBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=\n57 2026-11-24T08:25:30.000Z\n',
  )
})

test.each(algorithms)('%s: a head signed is a head believed, and no other', (algorithm) => {
  const signer = signerFrom(newPrivateKey(algorithm))
  const signed = signHead(signer, head)
  expect(headSignedBy(signer, signed)).toBe(true)
  expect(headSignedBy(signer, { ...signed, size: 1465 })).toBe(false)
  expect(headSignedBy(signer, { ...signed, root: Buffer.alloc(32) })).toBe(false)
  expect(headSignedBy(signer, { ...signed, number: 58 })).toBe(false)
  expect(headSignedBy(signer, { ...signed, at: new Date(0) })).toBe(false)
  expect(headSignedBy(signer, { ...signed, origin: 'lianxin/other' })).toBe(false)
  expect(headSignedBy(signer, { ...signed, signature: signed.signature.subarray(1) })).toBe(false)
  expect(headSignedBy(signerFrom(newPrivateKey(algorithm)), signed)).toBe(false)
})

test.each(algorithms)('%s: a note is read back from whatever stands around it', (algorithm) => {
  const signer = signerFrom(newPrivateKey(algorithm))
  const [one, two] = [signHead(signer, head), signHead(signer, { ...head, number: 58, size: 2000 })]
  expect(headsIn(noteOf(one))).toEqual([one])
  const page = `清和日报 第 3 版\r\n${noteOf(one).replaceAll('\n', '  \r\n')}\r\n天气：晴\r\n${noteOf(two).replace(/^/gm, '> ')}`
  expect(headsIn(page)).toEqual([one, two])
  expect(headsIn('no head in here')).toEqual([])
})

test.each(algorithms)('%s: the public key survives being passed on as text', (algorithm) => {
  const signer = signerFrom(newPrivateKey(algorithm))
  const read = readPublicKey(signer.spki.toString('base64').replace(/(.{40})/g, '$1\n'))
  expect(read).toMatchObject({ algorithm, id: signer.id })
  expect(() => readPublicKey('bm8ga2V5')).toThrow('neither')
})

test('an Ed25519 line names its key as C2SP has it', () => {
  // name, line feed, type 1, the 32 bytes of the key: the first four bytes of their SHA-256
  const signer = signerFrom(newPrivateKey('ed25519'))
  const expected = createHash('sha256')
    .update(Buffer.concat([Buffer.from('lianxin/qinghe\n'), Buffer.from([1]), signer.spki.subarray(12)]))
    .digest()
    .subarray(0, 4)
  expect(signHead(signer, head).keyHash).toEqual(expected)
})

test('an SM2 signature is one after GB/T 32918.2 with SM3 and an empty identity: checked by arithmetic of our own', () => {
  const signer = signerFrom(newPrivateKey('sm2'))
  const { signature } = signHead(signer, head)
  const text = Buffer.from(headText(head))
  expect(sm2Holds(signer.spki, '', text, signature)).toBe(true)
  expect(sm2Holds(signer.spki, '1234567812345678', text, signature)).toBe(false)
  expect(sm2Holds(signer.spki, '', Buffer.from('another text'), signature)).toBe(false)
})

test('the key is made once, for its owner alone, and a setting goes before it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-signing-'))
  try {
    const config = readConfig({ LIANXIN_DATA: folder })
    const signer = signerOf(config)
    expect(statSync(join(folder, 'log-ed25519.key')).mode & 0o777).toBe(0o600)
    expect(signerOf(config).id).toEqual(signer.id)
    const sm2 = signerOf(readConfig({ LIANXIN_DATA: folder, LIANXIN_LOG_ALGORITHM: 'sm2' }))
    expect(sm2.algorithm).toBe('sm2')
    const given = newPrivateKey('ed25519')
    expect(signerOf(readConfig({ LIANXIN_DATA: folder, LIANXIN_LOG_KEY: given })).id).toEqual(signerFrom(given).id)
    expect(() =>
      signerOf(readConfig({ LIANXIN_DATA: folder, LIANXIN_LOG_KEY: given, LIANXIN_LOG_ALGORITHM: 'sm2' })),
    ).toThrow('LIANXIN_LOG_ALGORITHM')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

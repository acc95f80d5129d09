/** Keys that sign the heads of the log: Ed25519, or SM2 with SM3. Made once, kept in a file only the owner may read, or given by a setting. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { sha256 } from './crypto.ts'

export const algorithms = ['ed25519', 'sm2'] as const
export type Algorithm = (typeof algorithms)[number]

export type PublicKey = {
  readonly algorithm: Algorithm
  /** The public key as SPKI, DER: what the key's id is the SHA-256 of. */
  readonly spki: Buffer
  readonly id: Buffer
}
export type Signer = PublicKey & { sign(text: string): Buffer }

const oids: Record<Algorithm, string> = { ed25519: '06032b6570', sm2: '06082a811ccf5501822d' }

/** Reads a public key from DER. Throws when it is neither an Ed25519 nor an SM2 key. */
export function publicKeyFrom(spki: Buffer): PublicKey {
  const algorithm = algorithms.find((name) => spki.subarray(0, 24).toString('hex').includes(oids[name]))
  if (!algorithm) throw new Error('neither an Ed25519 nor an SM2 key')
  createPublicKey({ key: spki, format: 'der', type: 'spki' })
  return { algorithm, spki, id: sha256(spki) }
}

const digestFor: Record<Algorithm, string | null> = { ed25519: null, sm2: 'sm3' }
const opened = new Map<string, KeyObject>()

/** Whether this key signed this text. Never throws: a signature that cannot be read is a wrong one. */
export function signedBy(key: PublicKey, text: string, signature: Buffer): boolean {
  try {
    const name = key.id.toString('hex')
    let object = opened.get(name)
    if (!object) {
      object = createPublicKey({ key: key.spki, format: 'der', type: 'spki' })
      opened.set(name, object)
    }
    return verify(digestFor[key.algorithm], Buffer.from(text), object, signature)
  } catch {
    return false
  }
}

/**
 * A signer from its private key (PKCS #8). An SM2 key must come through DER or PEM: one fresh from `generateKeyPair` Node takes for an
 * ordinary curve and signs ECDSA with. Its distinguishing identity is empty: Node cannot set another (docs/log.md).
 */
export function signerFrom(pkcs8: Buffer | string): Signer {
  const key = createPrivateKey(typeof pkcs8 === 'string' ? pkcs8 : { key: pkcs8, format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const known = publicKeyFrom(spki)
  return { ...known, sign: (text) => sign(digestFor[known.algorithm], Buffer.from(text), key) }
}

export function newPrivateKey(algorithm: Algorithm): string {
  const { privateKey } =
    algorithm === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'SM2' })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
}

type Settings = Pick<Config, 'LIANXIN_DATA' | 'LIANXIN_LOG_ALGORITHM' | 'LIANXIN_LOG_KEY'>

/** The signer of this installation: the key of the setting, or of a file in the data folder, made when it is not there. */
export function signerOf(config: Settings): Signer {
  const { LIANXIN_LOG_KEY: given, LIANXIN_LOG_ALGORITHM: algorithm } = config
  const signer = given
    ? signerFrom(given.includes('-----') ? given : Buffer.from(given, 'base64'))
    : signerFrom(keyFile(config.LIANXIN_DATA, algorithm))
  if (signer.algorithm !== algorithm)
    throw new Error(`LIANXIN_LOG_ALGORITHM is ${algorithm}, but the key given is for ${signer.algorithm}`)
  return signer
}

function keyFile(folder: string, algorithm: Algorithm): string {
  const file = join(folder, `log-${algorithm}.key`)
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true })
    try {
      writeFileSync(file, newPrivateKey(algorithm), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      // another process of this machine was first: its key is ours
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  return readFileSync(file, 'utf8')
}

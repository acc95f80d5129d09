/** Sealing, blind indexes and codes. Every sealed value starts with a byte naming its algorithm, so that another can join later. */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newBytes } from './ids.ts'

/** 1 = AES-256-GCM, 12-byte nonce, 16-byte tag. */
const aes256gcm = 1

/** Keys are held as key objects, never as bytes: Node is three to four times slower with bytes (docs/bench.md), and they print as nothing. */
export type Key = KeyObject

/** Seals bytes under a 32-byte key; `about` binds the value to its place, so that it opens nowhere else. */
export function seal(key: Key, plain: Buffer | string, about: string): Buffer {
  const nonce = newBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(about))
  const body = Buffer.concat([cipher.update(typeof plain === 'string' ? Buffer.from(plain) : plain), cipher.final()])
  return Buffer.concat([Buffer.from([aes256gcm]), nonce, cipher.getAuthTag(), body])
}

/** Opens what `seal` made; throws when the key, the place or a byte is not the same. */
export function open(key: Key, sealed: Buffer, about: string): Buffer {
  if (sealed[0] !== aes256gcm) throw new Error(`unknown sealing algorithm ${sealed[0]}`)
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13))
  decipher.setAAD(Buffer.from(about))
  decipher.setAuthTag(sealed.subarray(13, 29))
  return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()])
}

/** SHA-256 over the parts as if they were one. */
export const sha256 = (...parts: (Buffer | string)[]): Buffer => {
  const short = sideBySide(parts)
  if (short) return hash('sha256', short, 'buffer')
  const long = createHash('sha256')
  for (const part of parts) long.update(part)
  return long.digest()
}

// put side by side and hashed in one call, short parts take half the time: nothing is kept in this place
const place = Buffer.alloc(16_384)
function sideBySide(parts: readonly (Buffer | string)[]): Buffer | undefined {
  let at = 0
  for (const part of parts) {
    // a UTF-16 unit comes to three bytes at most
    if (at + part.length * 3 > place.length) return undefined
    at += typeof part === 'string' ? place.write(part, at) : part.copy(place, at)
  }
  return place.subarray(0, at)
}

export const sameBytes = (a: Buffer, b: Buffer) => a.length === b.length && timingSafeEqual(a, b)

/** Keys for one purpose in one jurisdiction, all derived from the master key (HKDF-SHA256). */
export type Keys = ReturnType<typeof keysFrom>

export function keysFrom(master: Buffer) {
  if (master.length !== 32) throw new Error('the master key must hold 32 bytes')
  const derived = new Map<string, Key>()
  const derive = (purpose: string, jurisdictionId: number) => {
    const name = `lianxin/${purpose}/${jurisdictionId}`
    let key = derived.get(name)
    if (!key) {
      key = createSecretKey(Buffer.from(hkdfSync('sha256', master, '', name, 32)))
      derived.set(name, key)
    }
    return key
  }
  const mac = (purpose: string, jurisdictionId: number, text: string) =>
    createHmac('sha256', derive(purpose, jurisdictionId)).update(text).digest()
  return {
    /** A fresh key for one person and its wrapped form for the database. */
    newPersonKey(jurisdictionId: number, residentId: string) {
      const bytes = newBytes(32)
      return { key: createSecretKey(bytes), wrapped: seal(derive('wrap', jurisdictionId), bytes, residentId) }
    },
    openPersonKey: (jurisdictionId: number, residentId: string, wrapped: Buffer): Key =>
      createSecretKey(open(derive('wrap', jurisdictionId), wrapped, residentId)),
    /** A keyed hash to search by without opening anything. */
    blindIndex: (jurisdictionId: number, field: string, normalised: string) =>
      mac('blind', jurisdictionId, `${field}:${normalised}`).subarray(0, 16),
    /** The six digits a resident looks a request up with: derived, so that a repeated hand-in gets the same again. */
    queryCode: (jurisdictionId: number, caseId: string) =>
      String(mac('code', jurisdictionId, caseId).readUIntBE(0, 6) % 1_000_000).padStart(6, '0'),
    /** Eight bytes that only we can put behind a link. */
    linkMac: (jurisdictionId: number, text: string) => mac('link', jurisdictionId, text).subarray(0, 8),
    sealDraft: (jurisdictionId: number, id: string, plain: string) => seal(derive('draft', jurisdictionId), plain, id),
    openDraft: (jurisdictionId: number, id: string, sealed: Buffer) =>
      open(derive('draft', jurisdictionId), sealed, id).toString(),
    /** Signs what a cookie carries. */
    sign: (cookie: string, text: string) => `${text}.${mac('cookie', 0, `${cookie}=${text}`).toString('base64url')}`,
    /** What was signed, or undefined when it was not signed by us for this cookie: one put in the place of another says nothing. */
    unsign(cookie: string, signed: string | undefined): string | undefined {
      const cut = signed?.lastIndexOf('.') ?? -1
      if (!signed || cut < 1) return undefined
      const text = signed.slice(0, cut)
      return sameBytes(mac('cookie', 0, `${cookie}=${text}`), Buffer.from(signed.slice(cut + 1), 'base64url'))
        ? text
        : undefined
    },
    /** Secret for the sign-in library. */
    sessionSecret: () => derive('session', 0).export().toString('base64url'),
  }
}

/** The master key: from the setting, or from a file made on first start that only the owner may read. */
export function masterKey(setting: string | undefined, dataFolder: string): Buffer {
  if (setting) return Buffer.from(setting, 'base64')
  const file = join(dataFolder, 'master.key')
  if (existsSync(file)) return Buffer.from(readFileSync(file, 'utf8'), 'base64')
  mkdirSync(dataFolder, { recursive: true })
  const key = newBytes(32)
  writeFileSync(file, key.toString('base64'), { mode: 0o600, flag: 'wx' })
  chmodSync(file, 0o600)
  return key
}

/** Sealing for somebody else's key: whoever seals cannot open again. Ephemeral X25519, HKDF-SHA256, AES-256-GCM. */
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
} from 'node:crypto'

/** 2 = X25519 + HKDF-SHA256 + AES-256-GCM; then 32 bytes of the key made for this one value, 16 of the tag, the rest. */
const x25519aes256gcm = 2
const purpose = 'lianxin/sealed/2'

export type KeyPair = { readonly publicKey: Buffer; readonly privateKey: Buffer }

/** A pair of raw 32-byte keys. */
export function makeKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('x25519')
  return {
    publicKey: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'),
    privateKey: Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url'),
  }
}

// raw keys stand at the end of a fixed DER prefix (RFC 8410)
const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex')
const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex')
const publicOf = (raw: Buffer) =>
  createPublicKey({ key: Buffer.concat([publicPrefix, raw]), format: 'der', type: 'spki' })
const privateOf = (raw: Buffer) =>
  createPrivateKey({ key: Buffer.concat([privatePrefix, raw]), format: 'der', type: 'pkcs8' })

/** The public half of a private key. */
export const publicKeyOf = (privateKey: Buffer): Buffer =>
  Buffer.from(createPublicKey(privateOf(privateKey)).export({ format: 'jwk' }).x ?? '', 'base64url')

/** Key and nonce for one value: bound to both public keys, so that a value moved to another reader opens for nobody. */
function secretsOf(shared: Buffer, ephemeral: Buffer, reader: Buffer) {
  const bytes = Buffer.from(hkdfSync('sha256', shared, Buffer.concat([ephemeral, reader]), purpose, 44))
  return { key: bytes.subarray(0, 32), nonce: bytes.subarray(32) }
}

/** Seals for the holder of the private half alone; `about` binds the value to its place. `ephemeral` is given by tests only. */
export function sealFor(publicKey: Buffer, plain: Buffer, about: string, ephemeral: KeyPair = makeKeyPair()): Buffer {
  const shared = diffieHellman({ privateKey: privateOf(ephemeral.privateKey), publicKey: publicOf(publicKey) })
  const { key, nonce } = secretsOf(shared, ephemeral.publicKey, publicKey)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(about))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.from([x25519aes256gcm]), ephemeral.publicKey, cipher.getAuthTag(), body])
}

/** Opens what `sealFor` made; throws when the key, the place or a byte is not the same. */
export function openSealed(privateKey: Buffer, sealed: Buffer, about: string): Buffer {
  if (sealed[0] !== x25519aes256gcm) throw new Error(`unknown sealing algorithm ${sealed[0]}`)
  if (sealed.length < 49) throw new Error('too short to be sealed')
  const ephemeral = sealed.subarray(1, 33)
  const shared = diffieHellman({ privateKey: privateOf(privateKey), publicKey: publicOf(ephemeral) })
  const { key, nonce } = secretsOf(shared, ephemeral, publicKeyOf(privateKey))
  const decipher = createDecipheriv('aes-256-gcm', key, nonce)
  decipher.setAAD(Buffer.from(about))
  decipher.setAuthTag(sealed.subarray(33, 49))
  return Buffer.concat([decipher.update(sealed.subarray(49)), decipher.final()])
}

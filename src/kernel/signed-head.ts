/** A signed tree head as text: a checkpoint and signed note after C2SP, with one more line for its number and time. Pure. */
import { sha256 } from './crypto.ts'
import { type PublicKey, publicKeyFrom, type Signer, signedBy } from './signing.ts'

export type TreeHead = {
  /** Which log: `lianxin/<the jurisdiction's short name>`. */
  readonly origin: string
  readonly size: number
  readonly root: Buffer
  /** Heads of one log are numbered from 1 without a gap. */
  readonly number: number
  readonly at: Date
}
export type SignedHead = TreeHead & { readonly signature: Buffer; readonly keyHash: Buffer }

/** What is signed, to the byte: each line ends with a line feed. */
export const headText = (h: TreeHead): string =>
  `${h.origin}\n${h.size}\n${h.root.toString('base64')}\n${h.number} ${h.at.toISOString()}\n`

/** Four bytes by which a note says whose signature a line is. Ed25519 as C2SP has it; for SM2 its escape for types of one's own. */
export function keyHashOf(origin: string, key: PublicKey): Buffer {
  const type =
    key.algorithm === 'ed25519'
      ? Buffer.concat([Buffer.from([1]), key.spki.subarray(-32)])
      : Buffer.concat([Buffer.from([0xff]), Buffer.from('lianxin/sm2-sm3'), key.spki])
  return sha256(origin, '\n', type).subarray(0, 4)
}

export const signHead = (signer: Signer, head: TreeHead): SignedHead => ({
  ...head,
  signature: signer.sign(headText(head)),
  keyHash: keyHashOf(head.origin, signer),
})

/** The note: the text, an empty line, and one line for the signature. */
export const noteOf = (h: SignedHead): string =>
  `${headText(h)}\n— ${h.origin} ${Buffer.concat([h.keyHash, h.signature]).toString('base64')}\n`

const shape =
  /^(\S+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n([1-9]\d{0,8}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\n\n— (\S+) ([A-Za-z0-9+/]+={0,2})$/gm

/** Every head written in a text, whatever stands around them: a newspaper's page, a mail, a receipt. Spaces at the ends of lines do not matter. */
export function headsIn(text: string): SignedHead[] {
  const plain = text.replace(/\r\n?/g, '\n').replace(/^[ \t>|]+|[ \t]+$/gm, '')
  return [...plain.matchAll(shape)].flatMap((m) => {
    const [, origin = '', size, root = '', number, at = '', signer, sealed = ''] = m
    const instant = new Date(at)
    // such as the 31st of February: no head of ours says that
    const real = !Number.isNaN(instant.getTime()) && instant.toISOString() === at
    if (signer !== origin || !real) return []
    const bytes = Buffer.from(sealed, 'base64')
    return [
      {
        origin,
        size: Number(size),
        root: Buffer.from(root, 'base64'),
        number: Number(number),
        at: instant,
        keyHash: bytes.subarray(0, 4),
        signature: bytes.subarray(4),
      },
    ]
  })
}

/** Whether this key signed this head, under its own name. */
export const headSignedBy = (key: PublicKey, h: SignedHead): boolean =>
  h.keyHash.equals(keyHashOf(h.origin, key)) && signedBy(key, headText(h), h.signature)

/** A public key as people pass it on: base64 of its SPKI, or PEM. Throws when it is neither. */
export function readPublicKey(text: string): PublicKey {
  const body = text.replace(/-----[A-Z ]+-----/g, '').replace(/\s/g, '')
  return publicKeyFrom(Buffer.from(body, 'base64'))
}

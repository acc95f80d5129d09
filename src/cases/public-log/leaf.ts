/** What of an event stands in the public log: a hash over its hash. Nothing else of it, and no name, number or id. Pure. */
import { leafHash } from '../../kernel/merkle.ts'

/** Says that the 32 bytes after it are an event's hash, so that nothing else hashed the same way can be taken for one. */
const domain = Buffer.from('lianxin/event/1\n')

/** The leaf hash (RFC 9162: SHA-256 of a zero byte and the data) of the event with this hash. */
export const leafOf = (eventHash: Buffer): Buffer => leafHash(domain, eventHash)

/** A leaf as people read and compare it: four characters at a time. */
export const grouped = (leaf: string) => leaf.replace(/(.{4})(?=.)/g, '$1 ')

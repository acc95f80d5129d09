/** The only place that makes ids and chance: ids are made in the app, so that every PostgreSQL from 15 on and Citus can carry them. */
import { randomBytes, randomInt } from 'node:crypto'

/** A UUID version 7 (RFC 9562): sorts by the time it was made. */
export function newId(at: Date): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(at.getTime(), 0, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Random bytes for salts and keys. */
export const newBytes = (length: number): Buffer => randomBytes(length)

/** A random whole number from 0 to below `limit`. */
export const newInt = (limit: number): number => randomInt(limit)

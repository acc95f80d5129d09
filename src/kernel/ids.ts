/** The only place that makes ids and chance: ids are made in the app, so that every PostgreSQL from 15 on and Citus can carry them. */
import { randomBytes, randomFillSync, randomInt } from 'node:crypto'

/** A UUID version 7 (RFC 9562): sorts by the time it was made. */
export function newId(at: Date): string {
  const bytes = newBytes(16)
  bytes.writeUIntBE(at.getTime(), 0, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

// asking the system for sixteen bytes costs as much as for four thousand, and an intake needs ten times some (docs/bench.md)
const drawn = Buffer.allocUnsafeSlow(4096)
let left = 0

/** Random bytes for salts and keys. None is given out twice, and what was given out is not kept here. */
export function newBytes(length: number): Buffer {
  if (length > 256) return randomBytes(length)
  if (length > left) {
    randomFillSync(drawn)
    left = drawn.length
  }
  left -= length
  const bytes = Buffer.from(drawn.subarray(left, left + length))
  drawn.fill(0, left, left + length)
  return bytes
}

/** A random whole number from 0 to below `limit`. */
export const newInt = (limit: number): number => randomInt(limit)

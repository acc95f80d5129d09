/** Whether a zip stays small when it is opened: every entry is unpacked once with a bound, whatever sizes it claims. */
import { inflateRawSync } from 'node:zlib'

const endMark = 0x06054b50
const entryMark = 0x02014b50

/** False for what is no zip, holds too many entries, or would grow beyond `most` bytes. */
export function staysWithin(file: Uint8Array, most: number, entries: number): boolean {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  let end = bytes.length - 22
  while (end >= 0 && end > bytes.length - 66_000 && bytes.readUInt32LE(end) !== endMark) end--
  if (end < 0 || bytes.readUInt32LE(end) !== endMark) return false
  const count = bytes.readUInt16LE(end + 10)
  if (count > entries) return false
  let at = bytes.readUInt32LE(end + 16)
  let left = most
  try {
    for (let i = 0; i < count; i++) {
      if (bytes.readUInt32LE(at) !== entryMark) return false
      const method = bytes.readUInt16LE(at + 10)
      const packed = bytes.readUInt32LE(at + 20)
      const local = bytes.readUInt32LE(at + 42)
      const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
      const size =
        method === 0
          ? packed
          : inflateRawSync(bytes.subarray(data, data + packed), { maxOutputLength: Math.max(1, left) }).length
      left -= size
      if (left < 0) return false
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    }
    return true
  } catch {
    return false
  }
}

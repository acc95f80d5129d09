/** A zip archive written on its way out: each entry deflated as it comes, its size and checksum told after it. Holds no entry in memory. */
import { once } from 'node:events'
import { crc32, createDeflateRaw } from 'node:zlib'
import type { Sink } from './sheet.ts'

type Entry = { name: Buffer; crc: number; packed: number; whole: number; at: number }

const number16 = (n: number) => [n & 255, (n >> 8) & 255]
const number32 = (n: number) => [...number16(n & 0xffff), ...number16(n >>> 16)]
const deflated = 8
/** Bit 3: sizes follow the data. Bit 11: names are UTF-8. */
const flags = 0x0808
/** 1 January 1980: a file of one moment needs no clock of its own. */
const day = 0x0021

export function zipTo(out: Sink) {
  const entries: Entry[] = []
  let at = 0
  const send = async (bytes: Uint8Array) => {
    at += bytes.length
    await out(bytes)
  }
  const common = (e: Pick<Entry, 'name' | 'crc' | 'packed' | 'whole'>) => [
    ...number16(20),
    ...number16(flags),
    ...number16(deflated),
    ...number16(0),
    ...number16(day),
    ...number32(e.crc),
    ...number32(e.packed),
    ...number32(e.whole),
    ...number16(e.name.length),
    ...number16(0),
  ]
  return {
    async add(path: string, text: AsyncIterable<string> | Iterable<string>) {
      const entry: Entry = { name: Buffer.from(path), crc: 0, packed: 0, whole: 0, at }
      await send(Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4, ...common(entry)]), entry.name]))
      const deflate = createDeflateRaw()
      const feeding = (async () => {
        for await (const part of text) {
          const bytes = Buffer.from(part)
          entry.crc = crc32(bytes, entry.crc)
          entry.whole += bytes.length
          if (!deflate.write(bytes)) await once(deflate, 'drain')
        }
        deflate.end()
      })().catch((error: Error) => deflate.destroy(error))
      // what is read here is sent before more is read: a slow reader slows the rows
      for await (const bytes of deflate as AsyncIterable<Buffer>) {
        entry.packed += bytes.length
        await send(bytes)
      }
      await feeding
      await send(
        Buffer.from([0x50, 0x4b, 7, 8, ...number32(entry.crc), ...number32(entry.packed), ...number32(entry.whole)]),
      )
      entries.push(entry)
    },
    async end() {
      const begun = at
      for (const e of entries)
        await send(
          Buffer.concat([
            Buffer.from([0x50, 0x4b, 1, 2, ...number16(20), ...common(e), ...Array(10).fill(0), ...number32(e.at)]),
            e.name,
          ]),
        )
      const n = number16(entries.length)
      const size = at - begun
      await send(Buffer.from([0x50, 0x4b, 5, 6, 0, 0, 0, 0, ...n, ...n, ...number32(size), ...number32(begun), 0, 0]))
    },
  }
}

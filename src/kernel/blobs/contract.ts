/** What a store of files can do. A file is named by what it holds: put twice, it is there once. */
import type { Readable } from 'node:stream'

export type Blobs = {
  /** Folder on this machine for files half made: the same rules of storage hold there as for the store. */
  readonly scratch: string
  /** Stores a stream whole or not at all. Refused with `BlobTooLarge` beyond `limit` bytes: nothing is left behind. */
  put(stream: AsyncIterable<Uint8Array>, limit: number): Promise<{ sha256: string; size: number }>
  /** The bytes, or those from `start` up to and with `end` (a player on a phone asks for parts). Throws `BlobMissing`. */
  get(sha256: string, part?: { start: number; end: number }): Promise<Readable>
  /** The size in bytes; undefined when it is not there. */
  size(sha256: string): Promise<number | undefined>
  has(sha256: string): Promise<boolean>
  /** Removes it for all who share it: the caller makes sure that no row names it any more. Gone already is no error. */
  remove(sha256: string): Promise<void>
}

export class BlobTooLarge extends Error {
  readonly limit: number
  constructor(limit: number) {
    super(`more than ${limit} bytes`)
    this.limit = limit
  }
}

export class BlobMissing extends Error {
  constructor(sha256: string) {
    super(`no file ${sha256}`)
  }
}

/** Where a file lies below the store. Anything but a hash is refused, so no name can lead elsewhere. */
export function placeOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new BlobMissing('with such a name')
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`
}

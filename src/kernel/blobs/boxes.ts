/** The boxes of an MP4, MOV, M4A or 3GP file (ISO 14496-12), read from disk header by header. */
import { type FileHandle, open } from 'node:fs/promises'

export class NotAMovie extends Error {}

export type Box = {
  readonly type: string
  /** Where its header, its content and the next box begin. */
  readonly start: number
  readonly content: number
  readonly end: number
  /** Of a `uuid` box: which, in hex. */
  readonly uuid?: string | undefined
}

// boxes that hold boxes, as far as something to blank or to know may lie below them
const holders = new Set(['moov', 'trak', 'mdia', 'moof', 'traf'])
// a real file has some hundreds; a made one must not keep us busy
const most = 100_000

/** Every box and those below, parents first. Throws `NotAMovie` when one is broken or there is no `moov`. */
export async function* boxesOf(file: FileHandle): AsyncGenerator<Box> {
  const { size } = await file.stat()
  const ends = [size]
  let at = 0
  let seen = 0
  let moov = false
  while (ends.length) {
    const end = ends[ends.length - 1] ?? 0
    // less than a header left: QuickTime ends some lists with four zero bytes
    if (at + 8 > end) {
      at = end
      ends.pop()
      continue
    }
    if (++seen > most) throw new NotAMovie('too many boxes')
    const box = await readBox(file, at, end)
    if (!box) {
      // some phones put bytes of their own behind the last box; anywhere else a box that does not fit means a broken file
      if (moov && ends.length === 1) return
      throw new NotAMovie(`broken box at ${at}`)
    }
    if (box.type === 'moov') moov = true
    yield box
    if (holders.has(box.type)) {
      ends.push(box.end)
      at = box.content
    } else at = box.end
  }
  if (!moov) throw new NotAMovie('no moov box')
}

async function readBox(file: FileHandle, start: number, parentEnd: number): Promise<Box | undefined> {
  const header = Buffer.alloc(32)
  const { bytesRead } = await file.read(header, 0, 32, start)
  const type = header.toString('latin1', 4, 8)
  let size = header.readUInt32BE(0)
  let content = start + 8
  if (size === 1) {
    const large = header.readBigUInt64BE(8)
    size = large > Number.MAX_SAFE_INTEGER ? Number.POSITIVE_INFINITY : Number(large)
    content += 8
  } else if (size === 0) size = parentEnd - start
  const end = start + size
  if (bytesRead < content - start || end < content || end > parentEnd) return undefined
  const uuid = type === 'uuid' ? header.toString('hex', content - start, content - start + 16) : undefined
  return { type, start, content, end, uuid }
}

/** Whether there is a picture track: a recording of the voice comes as MP4 too. Throws `NotAMovie` when it cannot be read. */
export async function hasPicture(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const handler = Buffer.alloc(4)
    let picture = false
    for await (const box of boxesOf(file)) {
      if (box.type !== 'hdlr') continue
      await file.read(handler, 0, 4, box.content + 8)
      picture ||= handler.toString('latin1') === 'vide'
    }
    return picture
  } finally {
    await file.close()
  }
}

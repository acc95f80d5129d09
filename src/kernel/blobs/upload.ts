/** A file handed in: known by its content, within its kind's size, the original kept and a clean copy made for others. */
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { hasPicture } from './boxes.ts'
import { cleanMedia, cleanPhoto, thumbnail } from './clean.ts'
import { type Blobs, BlobTooLarge } from './contract.ts'
import { type FileKind, fileKinds, maxFileBytes } from './kinds.ts'
import { UploadRefused } from './refused.ts'
import { type Sniffed, sniff, sniffBytes, sniffedAs } from './sniff.ts'
import { scratchPath, spool } from './spool.ts'

export { type FormFile, type FormRules, receiveForm } from './form.ts'
export { UploadRefused } from './refused.ts'

export type StoredUpload = {
  readonly kind: FileKind
  /** True of the original and of the public copy alike. */
  readonly mime: string
  readonly name: string
  readonly size: number
  readonly sha256: string
  /** The copy others see; the same as `sha256` for sound in which nothing is to be blanked. */
  readonly publicSha256: string
  readonly publicSize: number
  /** A JPEG; photos only. */
  readonly thumbSha256: string | null
}

/**
 * Takes a file: refused with `file.type`, `file.size` or `file.unreadable`, and then nothing is stored. The name is only kept to be
 * shown, made harmless, with an ending that fits the content.
 */
export async function storeUpload(
  blobs: Blobs,
  stream: AsyncIterable<Uint8Array>,
  filename: string,
): Promise<StoredUpload> {
  const { first, whole, leave } = await peek(stream)
  const shown = safeName(filename)
  let found = await sniff(first)
  if (!found) {
    await leave()
    throw new UploadRefused(first.length ? 'file.type' : 'file.unreadable', { name: shown })
  }
  const tooLarge = (kind: FileKind) =>
    new UploadRefused('file.size', { name: shown, max: Math.floor(fileKinds[kind].maxBytes / 1024 / 1024) })

  const { kind } = found
  const original = await spool(blobs.scratch, whole, fileKinds[kind].maxBytes).catch((error: unknown) => {
    throw error instanceof BlobTooLarge ? tooLarge(kind) : error
  })
  const copy = await scratchPath(blobs.scratch)
  try {
    let made: Made
    try {
      found = await heard(found, original.path)
      made = await publicCopy(found, original.path, copy)
    } catch (error) {
      // full disks and the like are ours to mend: only what the file itself does wrong is told to its sender
      if ((error as NodeJS.ErrnoException).code) throw error
      throw new UploadRefused('file.unreadable', { name: shown })
    }
    if (original.size > fileKinds[found.kind].maxBytes) throw tooLarge(found.kind)
    const { sha256, size } = await blobs.put(createReadStream(original.path), maxFileBytes)
    const open = made.open && (await blobs.put(made.open(), maxFileBytes))
    const thumb = made.thumb && (await blobs.put(Readable.from([made.thumb]), maxFileBytes))
    return {
      ...found,
      name: safeName(filename, found),
      sha256,
      size,
      publicSha256: open?.sha256 ?? sha256,
      publicSize: open?.size ?? size,
      thumbSha256: thumb?.sha256 ?? null,
    }
  } finally {
    await rm(original.path, { force: true })
    await rm(copy, { force: true })
  }
}

const inBoxes = /^(audio|video)\/(mp4|quicktime|3gpp)$/

/** A voice recorder's MP4 has no picture: it is sound, with sound's limit. */
async function heard(found: Sniffed, path: string): Promise<Sniffed> {
  if (found.kind !== 'video' || !inBoxes.test(found.mime) || (await hasPicture(path))) return found
  return sniffedAs(found.mime === 'video/3gpp' ? 'audio/3gpp' : 'audio/mp4') ?? found
}

type Made = { open?: () => AsyncIterable<Uint8Array>; thumb?: Buffer }

async function publicCopy({ kind, mime }: Sniffed, path: string, copy: string): Promise<Made> {
  if (kind === 'photo') {
    const clean = await cleanPhoto(path)
    return { open: () => Readable.from([clean]), thumb: await thumbnail(clean) }
  }
  if (!inBoxes.test(mime)) return {}
  await cleanMedia(path, copy)
  return { open: () => createReadStream(copy) }
}

/** Reads enough to know the kind, and gives the stream back whole. */
async function peek(stream: AsyncIterable<Uint8Array>) {
  const chunks: Uint8Array[] = []
  const rest = stream[Symbol.asyncIterator]()
  let size = 0
  while (size < sniffBytes) {
    const { done, value } = await rest.next()
    if (done) break
    chunks.push(value)
    size += value.byteLength
  }
  async function* whole() {
    yield* chunks
    yield* { [Symbol.asyncIterator]: () => rest }
  }
  return { first: Buffer.concat(chunks), whole: whole(), leave: async () => rest.return?.() }
}

/** A name that can be shown and saved anywhere: no path, no control or direction marks, at most 80 characters, a fitting ending. */
function safeName(filename: string, found?: Sniffed): string {
  const last = filename.normalize('NFC').split(/[/\\]/).pop() ?? ''
  // direction marks make 'gpj.exe' read as 'exe.jpg'
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, '').trim()
  const [, stem = '', ending = ''] = /^(.*?)(?:\.([^.]{1,8}))?$/.exec(plain) ?? []
  const short = [...stem.replace(/^[.\s]+|[.\s]+$/g, '')].slice(0, 80).join('') || 'file'
  if (!found) return ending ? `${short}.${ending}` : short
  const fitting = fileKinds[found.kind].types[found.mime] ?? []
  return `${short}.${fitting.includes(ending.toLowerCase()) ? ending.toLowerCase() : fitting[0]}`
}

/** What a file is, by its first bytes: never by its name, nor by what the browser says. */
import { fileTypeFromBuffer } from 'file-type'
import { type FileKind, fileKinds } from './kinds.ts'

/** So many bytes are enough for all kinds taken. */
export const sniffBytes = 16 * 1024

export type Sniffed = { readonly kind: FileKind; readonly mime: string }

// other names of types we take
const alias: Readonly<Record<string, string>> = {
  'audio/x-m4a': 'audio/mp4',
  'video/x-m4v': 'video/mp4',
  'image/apng': 'image/png',
  'video/3gpp2': 'video/3gpp',
}

/**
 * Kind and type of a file that begins like this; undefined when we do not take it. An MP4, MOV or 3GP counts as video here:
 * whether it holds sound only shows in the whole file (`hasPicture`).
 */
export async function sniff(first: Uint8Array): Promise<Sniffed | undefined> {
  const found = await fileTypeFromBuffer(first)
  const base = found?.mime.split(';')[0] ?? ''
  return sniffedAs(base === 'video/webm' ? webm(first) : (alias[base] ?? base))
}

/** The table's row for a type; undefined when there is none. */
export function sniffedAs(mime: string): Sniffed | undefined {
  for (const [kind, { types }] of Object.entries(fileKinds)) if (mime in types) return { kind: kind as FileKind, mime }
  return undefined
}

/** A recording from a browser is WebM with or without picture: the names of its codecs stand at its beginning. */
function webm(first: Uint8Array): string {
  const text = Buffer.from(first).toString('latin1')
  return /V_(VP[89]|AV1|MPEG)/.test(text) || !/A_(OPUS|VORBIS)/.test(text) ? 'video/webm' : 'audio/webm'
}

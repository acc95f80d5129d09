/** Which files are taken, and how big: the one table that screen and server read. No imports: it goes into the browser too. */

export type FileKind = 'photo' | 'audio' | 'video'

type KindRule = {
  /** Bytes; a file of exactly this size is taken. */
  readonly maxBytes: number
  /** What it is, by its content, with the endings that fit; the first is given when the name has another. */
  readonly types: Readonly<Record<string, readonly string[]>>
  /** For `<input accept>`. Without HEIC among them a phone that photographs in HEIC hands over a JPEG. */
  readonly accept: string
}

const mega = 1024 * 1024

export const fileKinds: Readonly<Record<FileKind, KindRule>> = {
  photo: {
    maxBytes: 15 * mega,
    types: { 'image/jpeg': ['jpg', 'jpeg'], 'image/png': ['png'], 'image/webp': ['webp'] },
    accept: 'image/jpeg,image/png,image/webp',
  },
  audio: {
    maxBytes: 10 * mega,
    types: {
      'audio/mpeg': ['mp3'],
      'audio/mp4': ['m4a', 'mp4'],
      'audio/aac': ['aac'],
      'audio/amr': ['amr'],
      'audio/ogg': ['ogg', 'oga', 'opus'],
      'audio/wav': ['wav'],
      'audio/webm': ['weba', 'webm'],
      'audio/3gpp': ['3gp', '3gpp'],
    },
    accept: 'audio/*,.mp3,.m4a,.aac,.amr,.ogg,.wav',
  },
  video: {
    maxBytes: 100 * mega,
    types: {
      'video/mp4': ['mp4', 'm4v'],
      'video/quicktime': ['mov', 'qt'],
      'video/webm': ['webm'],
      'video/3gpp': ['3gp', '3gpp', '3g2'],
    },
    accept: 'video/mp4,video/quicktime,video/webm,video/3gpp',
  },
}

/** The most bytes any file may have. */
export const maxFileBytes = Math.max(...Object.values(fileKinds).map((kind) => kind.maxBytes))

/** Thumbnails are always this. */
export const thumbMime = 'image/jpeg'

/** Files that were built once: sent as they were compressed at build time, each form under a name (ETag) of its own. */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { extname, join, normalize } from 'node:path'
import { Readable } from 'node:stream'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
}
const forms = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

type File = { path: string; size: number; etag: string; encoding?: string }

/** A form a browser says it takes; `;q=0` means not. */
const takes = (accepted: string, encoding: string) =>
  accepted.split(',').some((part) => {
    const [name, ...rest] = part.trim().toLowerCase().split(';')
    return name === encoding && !rest.some((r) => /^\s*q=0(\.0*)?\s*$/.test(r))
  })

/**
 * Serves the files of one folder; an address that names none gets `fallback`, so that the pages' own router may answer.
 * Undefined when not even that is there: nothing has been built.
 */
export function staticFiles(folder: string, fallback: string) {
  const tags = new Map<string, string>()
  const isFile = (path: string) => existsSync(path) && statSync(path).isFile()
  /** By content, read once for each time it was built. */
  const tagOf = (path: string, { mtimeMs, size }: { mtimeMs: number; size: number }) => {
    const key = `${path}:${mtimeMs}:${size}`
    const tag = tags.get(key) ?? `"${createHash('sha256').update(readFileSync(path)).digest('base64url').slice(0, 22)}"`
    tags.set(key, tag)
    return tag
  }
  const formOf = (path: string, accepted: string): File => {
    const found = forms.find(([encoding, ending]) => takes(accepted, encoding) && isFile(path + ending))
    const sent = found ? path + found[1] : path
    const stat = statSync(sent)
    return { path: sent, size: stat.size, etag: tagOf(sent, stat), ...(found && { encoding: found[0] }) }
  }
  return (wanted: string, request: { accepted: string; known: string; page: Record<string, string> }) => {
    const name = normalize(wanted)
    const own = name !== '' && !name.startsWith('..') && isFile(join(folder, name))
    const path = join(folder, own ? name : fallback)
    if (!isFile(path)) return undefined
    const file = formOf(path, request.accepted)
    const headers: Record<string, string> = {
      // what a page may do is said with the page; its parts need no second word
      ...(extname(path) === '.html' && request.page),
      'content-type': types[extname(path)] ?? 'application/octet-stream',
      // a name under assets/ holds its content's hash: another content is another name
      'cache-control': own && name.startsWith('assets') ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
      etag: file.etag,
    }
    if (request.known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === file.etag))
      return new Response(null, { status: 304, headers })
    return new Response(Readable.toWeb(createReadStream(file.path)) as unknown as ReadableStream, {
      headers: {
        ...headers,
        'content-length': String(file.size),
        ...(file.encoding && { 'content-encoding': file.encoding }),
      },
    })
  }
}

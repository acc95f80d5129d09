/** A form with files, read while it comes in: one file after the other, none held in memory. */
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import { maxFileBytes } from './kinds.ts'
import { UploadRefused } from './refused.ts'

export type FormFile = { readonly field: string; readonly filename: string; readonly stream: Readable }

export type FormRules<T> = {
  readonly maxFiles: number
  /** Takes one file; the next waits for it. What it leaves unread is skipped. */
  onFile(file: FormFile): Promise<T>
  /** Default: room for every file at its biggest and for one more, so that one too many or too big is told as that. */
  readonly maxBytes?: number
}

const mega = 1024 * 1024
const fieldSize = 64 * 1024
const maxFields = 200
// a browser sends an empty part for each file input left empty: they come on top
const maxEmpty = 50

/**
 * Reads a form, `multipart/form-data` or urlencoded. File inputs left empty are passed over. After a refusal (by `onFile` or by
 * `file.count`) the rest is still read and thrown away, so that the browser gets to read the answer and `typed` is whole; then
 * the first one is thrown. A broken body is `body.unreadable`, too many or too long fields `body.too-large`.
 */
export async function receiveForm<T>(
  req: Request,
  rules: FormRules<T>,
): Promise<{ fields: Map<string, string[]>; files: T[] }> {
  const fields = new Map<string, string[]>()
  const files: T[] = []
  const maxBytes = rules.maxBytes ?? (rules.maxFiles + 1) * maxFileBytes + 2 * mega
  let refused: unknown
  const refuse = (error: unknown, input?: string) => {
    if (error instanceof UploadRefused) error.input ??= input
    refused ??= error
  }

  let turn = Promise.resolve()
  let count = 0
  const take = async (field: string, file: Readable, filename: string) => {
    if (!refused)
      try {
        if (++count > rules.maxFiles) throw new UploadRefused('file.count', { max: rules.maxFiles })
        const stream = untilLeft(file)
        files.push(await rules.onFile({ field, filename, stream }).finally(() => stream.destroy()))
      } catch (error) {
        refuse(error, field)
      }
    file.resume()
  }

  const parser = parserFor(req)
  const open = new Set<Readable>()
  parser.on('field', (name, value, _nameCut, valueCut) => {
    if (valueCut) refuse(tooLarge(fieldSize), name)
    const values = fields.get(name)
    if (values) values.push(value)
    else fields.set(name, [value])
  })
  parser.on('file', (field, file, filename) => {
    // said before whoever reads the file stumbles over it; and without a listener a waiting file's error would end the process
    file.on('error', () => refuse(new UploadRefused('body.unreadable')))
    if (!filename) return file.resume()
    open.add(file)
    file.once('close', () => open.delete(file))
    turn = turn.then(() => take(field, file, filename))
  })
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
    parser.on(limit, () => refuse(tooLarge(maxBytes)))

  const fail = (error: Error) => {
    refuse(error)
    for (const file of open) file.destroy(error)
  }
  try {
    await feed(req, parser, maxBytes)
  } catch (error) {
    fail(error instanceof UploadRefused ? error : new UploadRefused('body.unreadable'))
  }
  await turn
  if (refused instanceof UploadRefused) refused.typed = fields
  if (refused) throw refused
  return { fields, files }
}

const tooLarge = (bytes: number) =>
  new UploadRefused('body.too-large', { max: bytes < mega ? `${bytes / 1024} KB` : `${Math.floor(bytes / mega)} MB` })

function parserFor(req: Request): BusboyInstance {
  const headers = { 'content-type': req.headers.get('content-type') ?? '' } as BusboyHeaders
  try {
    const limits = { fieldSize, fields: maxFields, files: maxEmpty, parts: maxFields + maxEmpty, headerPairs: 20 }
    return new Busboy({ headers, limits })
  } catch {
    throw new UploadRefused('body.unreadable')
  }
}

/** The body into the parser, no faster than it can take it; ends when the parser has told everything. */
function feed(req: Request, parser: BusboyInstance, maxBytes: number): Promise<void> {
  return new Promise((done, fail) => {
    const body = req.body ? Readable.fromWeb(req.body as ReadableStream) : Readable.from([])
    let size = 0
    const stop = (error: Error) => {
      body.unpipe(parser)
      body.destroy()
      fail(error)
    }
    body.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > maxBytes) stop(tooLarge(maxBytes))
    })
    body.on('error', stop)
    req.signal.addEventListener('abort', () => stop(new UploadRefused('body.unreadable')), { once: true })
    parser.on('error', stop)
    parser.on('finish', done)
    body.pipe(parser)
  })
}

/** The file's bytes as a stream of its own. Once left, by its end or by destroying it, the rest of the file runs by unseen. */
function untilLeft(file: Readable): Readable {
  const stream = new Readable({
    read: () => void file.resume(),
    destroy(error, done) {
      file.off('data', pass)
      file.resume()
      done(error)
    },
  })
  const pass = (chunk: Buffer) => {
    if (!stream.push(chunk)) file.pause()
  }
  file.pause()
  file.on('data', pass)
  file.on('end', () => stream.destroyed || stream.push(null))
  file.on('error', (error) => stream.destroy(error))
  // whoever reads it is told; that nobody reads it is no fault
  stream.on('error', () => {})
  return stream
}

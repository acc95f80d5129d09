/** The way out of a long file: its first bytes leave while the last rows are still unread, and a reader who stops reading ends it. */
import { Refusal } from '../errors.ts'
import type { Sink } from './sheet.ts'

/** A list is read in one snapshot, which holds a connection: a reader who takes nothing for so long lets it go. */
const patience = 60_000
/** So many at once in this process; the next is asked to come back. */
const mostAtOnce = 2
let running = 0

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

type Started = { readonly total: number }

/**
 * Runs `work` to its end in the background, and answers as soon as it says how many there will be. Refused with `export.busy`.
 * When `work` fails the body breaks off: the last line, which says that all is there, never comes.
 */
export async function outgoing(
  file: { name: string; format: keyof typeof types },
  work: (out: Sink, started: (s: Started) => void) => Promise<void>,
): Promise<Response> {
  if (running >= mostAtOnce) throw new Refusal('export.busy', { seconds: 10 })
  running++
  // a short file is gone from here before anybody has read of it
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>(
    {},
    { highWaterMark: 1 },
    { highWaterMark: 16 },
  )
  const writer = writable.getWriter()
  const began = Promise.withResolvers<Started>()
  const out: Sink = async (bytes) => {
    await within(patience, writer.ready)
    // whether it was taken is told by the next `ready`
    writer.write(bytes).catch(() => undefined)
  }
  void work(out, began.resolve)
    .then(() => writer.close())
    .catch((error: unknown) => {
      began.reject(error)
      writer.abort(error).catch(() => undefined)
    })
    .finally(() => running--)
  const { total } = await began.promise
  return new Response(readable, {
    headers: {
      'content-type': types[file.format],
      'content-disposition': `attachment; filename="${file.name}-${total}.${file.format}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-total-count': String(total),
    },
  })
}

async function within<T>(milliseconds: number, waiting: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('nobody reads the export any more')), milliseconds)
  })
  return Promise.race([waiting, late]).finally(() => clearTimeout(timer))
}

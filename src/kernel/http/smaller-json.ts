/** A reply as JSON; a long one as gzip: a list of a hundred cases is a tenth of itself, and many offices are on slow lines. */
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

const zipped = promisify(gzip)
/** Below this the line is quicker than the processor. */
const least = 4_000
const takesGzip = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i

export async function replyJson(ctx: Context, value: unknown, status: ContentfulStatusCode): Promise<Response> {
  const text = JSON.stringify(value)
  if (text.length < least) return ctx.body(text, status, { 'content-type': 'application/json' })
  const headers = { 'content-type': 'application/json', vary: 'accept-encoding' }
  if (!takesGzip.test(ctx.req.header('accept-encoding') ?? '')) return ctx.body(text, status, headers)
  // off the main thread, and quick rather than smallest
  const small = await zipped(text, { level: constants.Z_BEST_SPEED })
  return ctx.body(small as Uint8Array<ArrayBuffer>, status, { ...headers, 'content-encoding': 'gzip' })
}

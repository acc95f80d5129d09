/** One id for everything a request leaves behind: made when first asked for, and told in `x-request-id`. */
import type { Context } from 'hono'
import { newId } from '../ids.ts'

const given = new WeakMap<Request, string>()

export function requestIdOf(ctx: Context, now: Date): string {
  const known = given.get(ctx.req.raw)
  if (known) return known
  const id = newId(now)
  given.set(ctx.req.raw, id)
  ctx.header('x-request-id', id)
  return id
}

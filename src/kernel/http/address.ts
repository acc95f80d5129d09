/** Whose address a request came from: the socket's, or what a trusted proxy put before it. */
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/** The client's address; `proxies` is how many of ours stand in front. Without a socket (tests) it is `local`. */
export function addressOf(ctx: Context, proxies: number): string {
  if (proxies > 0) {
    const chain = (ctx.req.header('x-forwarded-for') ?? '')
      .split(',')
      .map((a) => a.trim())
      .filter(Boolean)
    const address = chain.at(-proxies)
    if (address) return address
  }
  try {
    return getConnInfo(ctx).remote.address ?? 'local'
  } catch {
    return 'local'
  }
}

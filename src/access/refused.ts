/** A signed-in person's call that was refused with 403 leaves a row in the audit trail: the route as declared, never the ids in it. */
import type { Context } from 'hono'
import { matchedRoutes } from 'hono/route'
import { Refusal } from '../kernel/errors.ts'
import { audit, originOf } from './audit.ts'
import type { House } from './command.ts'
import { type Sessions, signedIn } from './session.ts'

export async function noteRefused(house: House, sessions: Sessions, ctx: Context, error: unknown) {
  if (!(error instanceof Refusal) || error.status !== 403) return
  const session = await sessions.find(ctx)
  if (!session) return
  await audit(house, session.jurisdictionId, originOf(ctx, house), {
    kind: 'refused',
    ok: false,
    memberId: signedIn(session).memberId,
    subject: `${ctx.req.method} ${declaredPath(ctx)} ${error.code}`.slice(0, 120),
  })
}

const declaredPath = (ctx: Context) =>
  matchedRoutes(ctx).find((r) => r.path.startsWith('/api/v1/') && !r.path.includes('*'))?.path ?? '*'

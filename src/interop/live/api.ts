/** The stream of live updates, and saying that one looks at a case. */
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import type { MemberCaller } from '../../access/caller.ts'
import { command, type House } from '../../access/command.ts'
import type { Routes } from '../../access/routes.ts'
import type { Sessions } from '../../access/session.ts'
import { Id } from '../../cases/model.ts'
import { Refusal } from '../../kernel/errors.ts'
import { doings } from '../../kernel/live/payload.ts'
import type { Live } from './live.ts'

const heartbeatMs = 25_000
/** How often a stream asks whether its session still stands, and whose posts it is. */
const askMs = 60_000
/** Changes that come close together are written together. */
const pauseMs = 250

const Looking = z.object({ caseId: Id, doing: z.enum(doings) })
const People = z.object({
  people: z.array(z.object({ id: Id, name: z.string(), doing: z.enum(['reading', 'writing']) })),
})

export function liveRoutes({ route }: Routes, house: House, sessions: Sessions, live: Live) {
  route({
    id: 'live',
    tag: 'desk',
    method: 'get',
    path: '/live',
    permission: 'case.read',
    summary:
      'Server-sent events: which cases of my scope have moved (`cases`), who looks at the case I look at (`here`), or that something may have been missed (`again`). A hint: ask the ordinary routes.',
    input: z.object({}),
    stream: true,
    refusals: ['unavailable'],
    run: async (caller, _input, ctx) => {
      const stream = live.streams.open(caller as MemberCaller)
      // as many windows as this person may have are open, or this process has its fill
      if (!stream) throw new Refusal('unavailable')
      ctx.header('x-accel-buffering', 'no')
      return streamSSE(ctx, async (out) => {
        out.onAbort(stream.end)
        const beating = setInterval(() => void out.write(': still here\n\n'), heartbeatMs)
        const asking = setInterval(() => {
          void sessions.still(ctx, 'case.read').then((now) => (now ? stream.reads(now) : stream.end()), stream.end)
        }, askMs)
        try {
          await out.writeSSE({ event: 'hello', data: '{}', retry: 3_000 })
          for (let told = await stream.next(); told; told = await stream.next()) {
            await out.writeSSE({ event: told.event, data: JSON.stringify(told.data) })
            await out.sleep(pauseMs)
          }
        } finally {
          clearInterval(beating)
          clearInterval(asking)
          stream.end()
        }
      })
    },
  })

  /** Nothing is written: who may see the case is read with it, so that nobody else hears who looks at it. */
  const look = command(Looking, async (d, { caseId, doing }) => {
    const { actor, jurisdictionId } = d.caller as MemberCaller
    const row = await d.tx
      .selectFrom('cases')
      .select(['seen_by', 'hidden_from'])
      .where('id', '=', caseId)
      .executeTakeFirst()
    if (!row) throw new Refusal('not-found')
    const { name } = await d.tx
      .selectFrom('members')
      .select('name')
      .where('id', '=', actor.memberId)
      .executeTakeFirstOrThrow()
    live.say({
      jurisdictionId,
      caseId,
      seenBy: row.seen_by,
      hiddenFrom: row.hidden_from,
      memberId: actor.memberId,
      name,
      doing,
    })
    return { people: live.presence.at(jurisdictionId, caseId).filter(({ id }) => id !== actor.memberId) }
  })
  route({
    id: 'lookAtCase',
    tag: 'desk',
    method: 'post',
    path: '/cases/{caseId}/here',
    permission: 'case.read',
    summary: 'Says that I look at this case or write on it, for 45 seconds; answers who else does. Kept nowhere.',
    input: Looking,
    output: People,
    refusals: ['not-found', 'input.invalid'],
    run: (caller, input) => look(house, caller, input),
  })
}

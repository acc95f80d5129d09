/** Routes of looking through another's eyes: the code and the list for who is helped, beginning and ending for who helps. */
import { z } from 'zod'
import { Refusal } from '../kernel/errors.ts'
import { storable } from '../kernel/storable.ts'
import { originOf } from './audit.ts'
import type { MemberCaller } from './caller.ts'
import type { House } from './command.ts'
import type { Routes } from './routes.ts'
import { beginSeeAs, dropCode, endSeeAs, looksThroughMine, makeCode, noteLooks } from './see-as.ts'
import type { Sessions } from './session.ts'

const Nothing = z.object({})
const Instant = z.iso.datetime()
const mine = { tag: 'support', permission: 'self', input: Nothing } as const

export function seeAsRoutes({ route }: Routes, house: House, sessions: Sessions) {
  route({
    ...mine,
    id: 'myHelpers',
    method: 'get',
    path: '/me/see-as',
    summary: 'Whether a code of mine is out, and who has looked at my desk through my eyes.',
    output: z.object({
      codeUntil: Instant.nullable(),
      looks: z.array(
        z.object({
          id: z.uuid(),
          helper: z.string(),
          reason: z.string(),
          beganAt: Instant,
          endedAt: Instant,
          goesOn: z.boolean(),
          noted: z.boolean(),
        }),
      ),
    }),
    refusals: [],
    run: (caller) => looksThroughMine(house, caller as MemberCaller),
  })
  route({
    ...mine,
    id: 'makeSeeAsCode',
    method: 'post',
    path: '/me/see-as/code',
    summary: 'Six digits for the administrator I ask for help: good once, for ten minutes.',
    output: z.object({ code: z.string(), until: Instant }),
    refusals: [],
    run: (caller, _input, ctx) => makeCode(house, caller as MemberCaller, originOf(ctx, house)),
  })
  route({
    ...mine,
    id: 'dropSeeAsCode',
    method: 'post',
    path: '/me/see-as/code/drop',
    summary: 'Takes my code back.',
    output: Nothing,
    refusals: [],
    run: async (caller) => {
      await dropCode(house, caller as MemberCaller)
      return {}
    },
  })
  route({
    ...mine,
    id: 'noteSeeAs',
    method: 'post',
    path: '/me/see-as/noted',
    summary: 'I have taken note of who looked.',
    output: Nothing,
    refusals: [],
    run: async (caller) => {
      await noteLooks(house, caller as MemberCaller)
      return {}
    },
  })
  route({
    ...mine,
    id: 'endSeeAs',
    method: 'post',
    path: '/see-as/end',
    summary: 'Ends looking through another’s eyes: who helps and who is helped may both.',
    whileLooking: true,
    output: z.object({ ended: z.number().int() }),
    refusals: [],
    run: async (caller, _input, ctx) => {
      const { helper, actor } = caller as MemberCaller
      const ended = await endSeeAs(
        house,
        caller.jurisdictionId,
        helper?.memberId ?? actor.memberId,
        originOf(ctx, house),
      )
      sessions.forgetLooking()
      return { ended }
    },
  })
  route({
    id: 'beginSeeAs',
    tag: 'support',
    method: 'post',
    path: '/see-as',
    permission: 'support.see-as',
    summary:
      'Looks at the desk as this person sees it: with their code and a reason, for fifteen minutes, without writing.',
    input: z.object({
      memberId: z.uuid(),
      code: z.string().trim().min(6).max(12),
      reason: z.string().overwrite(storable).trim().min(2).max(200),
    }),
    output: z.object({ until: Instant }),
    refusals: ['input.invalid', 'see-as.not-this-person', 'see-as.code-wrong'],
    run: async (caller, input, ctx) => {
      const session = await sessions.find(ctx)
      if (!session) throw new Refusal('session.required')
      const begun = await beginSeeAs(house, caller as MemberCaller, session.id, input, originOf(ctx, house))
      sessions.forget(ctx)
      return begun
    },
  })
}

/** Routes of handing over a desk. */
import { z } from 'zod'
import { originOf } from '../access/audit.ts'
import type { House } from '../access/command.ts'
import type { Routes } from '../access/routes.ts'
import { HandOver, handOver, heldCount, previewHandOver, Whose } from './hand-over.ts'
import { CaseSummary, OrgRef, PersonRef } from './views.ts'

const count = z.number().int()
const Household = z.object({ id: z.uuid(), number: count, group: z.string(), villageId: z.uuid() })

export function handOverRoutes({ route }: Routes, house: House) {
  route({
    id: 'previewHandOver',
    tag: 'hand-over',
    method: 'get',
    path: '/members/{memberId}/hand-over',
    permission: 'case.assign',
    summary: 'What a member holds in person, by office, and who of the office could take it.',
    input: Whose,
    output: z.object({
      member: PersonRef,
      groups: z.array(
        z.object({
          kind: z.enum(['cases', 'households']),
          orgId: z.uuid(),
          org: OrgRef,
          n: count,
          movable: count.describe('As many of them as I may hand over'),
          receivers: z.array(PersonRef.extend({ role: z.string() })),
        }),
      ),
      cases: z.array(CaseSummary),
      households: z.array(Household),
      more: z.boolean().describe('There are more cases than one round moves'),
    }),
    refusals: ['input.invalid', 'not-found'],
    run: (caller, input) => previewHandOver(house, caller, input),
  })
  route({
    id: 'handOver',
    tag: 'hand-over',
    method: 'post',
    path: '/members/{memberId}/hand-over',
    permission: 'case.assign',
    summary: 'Hands over what a member holds, one step a case; says what is left.',
    input: HandOver,
    output: z.object({
      cases: z.array(CaseSummary),
      households: z.array(Household.extend({ toId: z.uuid() })),
      left: z.object({ cases: count, households: count }),
    }),
    refusals: ['input.invalid', 'case.member-unknown', 'case.changed'],
    run: (caller, input, ctx) => handOver(originOf(ctx, house))(house, caller, input),
  })
  route({
    id: 'heldByMember',
    tag: 'hand-over',
    method: 'get',
    path: '/members/{memberId}/held',
    permission: 'people.manage',
    summary: 'How many open cases a member holds: to be handed over before a post ends. A number, no case.',
    input: Whose,
    output: z.object({ cases: count }),
    refusals: ['input.invalid'],
    run: async (caller, { memberId }) => ({ cases: await heldCount(house, caller.jurisdictionId, memberId) }),
  })
}

import { expect, test } from 'vitest'
import { aCase, answered, atTown, monday9, replay, secretary, take, townClerk, townLeader } from '../../test/a-case.ts'
import { type Action, type Actor, type Facts, openTo, wayBack } from './lifecycle.ts'
import { messages } from './notices.ts'

const closed = answered({
  state: 'closed',
  holderOrgId: null,
  clock: null,
  dueAt: null,
  publishAllowed: true,
  answeredBy: 'somebody',
})
/** Where each is taken, and by whom; `effect` is what the command writes into the row beside the rule. */
const taken: Record<keyof typeof wayBack, { c: Facts; by: Actor; effect?: Partial<Facts> }> = {
  dispatch: { c: atTown(), by: townClerk },
  link: { c: atTown(), by: townClerk },
  publish: { c: closed, by: townLeader, effect: { published: true } },
  sort: { c: atTown({ category: 'water' }), by: townClerk },
  assign: { c: aCase({ state: 'in-hand', holderMemberId: 'secretary' }), by: secretary },
}

test.each(Object.entries(taken))(
  '%s can be taken back by the same person right after, and then it stands as before',
  (action, { c, by, effect }) => {
    const back = wayBack[action as keyof typeof wayBack]
    const after = { ...replay(c, take(c, action as Action, by), by), ...effect }
    expect(openTo(by, after, monday9).map((s) => s.action)).toContain(back)
    const input = back === 'assign' ? { memberId: c.holderMemberId } : {}
    const again = replay(after, take(after, back, by, monday9, input), by)
    const standing = ({ state, holderOrgId, holderMemberId, leadOrgId, clock }: Facts) => ({
      state,
      holderOrgId,
      holderMemberId,
      leadOrgId,
      clock,
    })
    expect(standing(again)).toEqual(standing(c))
  },
)

test('no step is offered to be taken back of which the resident was sent a message', () => {
  for (const [action, back] of Object.entries(wayBack))
    expect([messages[action as Action], messages[back]]).toEqual([undefined, undefined])
})

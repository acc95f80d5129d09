/** The rules of the loop, told as sentences: given a case, when somebody takes a step, then so it stands. */
import { describe, expect, test } from 'vitest'
import {
  aCase,
  admin,
  answered,
  atDepartment,
  atTown,
  countyOfficer,
  endOf,
  liaison,
  monday9,
  on,
  orgs,
  replay,
  resident,
  roadsOfficer,
  secretary,
  siblingSecretary,
  supervisor,
  system,
  take,
  townClerk,
  townLeader,
  waterOfficer,
} from '../../test/a-case.ts'
import { type Action, type Actor, type Facts, openTo, stepOf } from './lifecycle.ts'
import { openStates } from './model.ts'

const refused = (code: string) => expect.objectContaining({ code })
const may = (...asked: Parameters<typeof openTo>) => openTo(...asked).map((s) => s.action)

describe('a request is taken up', () => {
  test('accepting stops the acceptance clock and starts handling: five working days in the village', () => {
    expect(take(aCase(), 'accept', secretary).after).toMatchObject({
      state: 'in-hand',
      holderOrgId: orgs.village,
      clock: 'handling',
      clockStartedAt: monday9,
      dueAt: endOf('2026-11-30'),
    })
  })

  test('what is urgent has shorter limits: two working days to handle, two hours to sign', () => {
    const urgent = { category: 'water', nature: 'help', urgency: 'urgent', extent: 'individual' }
    // the urgency given on accepting counts at once
    expect(take(aCase(), 'accept', secretary, monday9, urgent).after.dueAt).toEqual(endOf('2026-11-25'))
    expect(take(atTown({ urgency: 'urgent' }), 'dispatch', townClerk).after.dueAt).toEqual(on('2026-11-23', '11:00'))
    expect(take(atTown(), 'dispatch', townClerk).after.dueAt).toEqual(endOf('2026-11-24'))
  })

  test('a liaison member settles directly: the branch then answers for it, and the resident judges', () => {
    const mine = aCase({ level: 'member', holderMemberId: 'liaison', registrarId: 'liaison' })
    expect(take(mine, 'settleDirectly', liaison).after).toMatchObject({
      state: 'answered',
      level: 'branch',
      holderOrgId: orgs.village,
      holderMemberId: null,
      clock: 'verdict',
      outcome: 'resolved',
    })
  })

  test('a liaison member hands up: the branch gets a fresh acceptance clock', () => {
    const mine = aCase({ level: 'member', holderMemberId: 'liaison', registrarId: 'liaison' })
    const later = on('2026-11-25')
    expect(take(mine, 'handUp', liaison, later).after).toMatchObject({
      state: 'registered',
      level: 'branch',
      holderMemberId: null,
      clock: 'acceptance',
      clockStartedAt: later,
      dueAt: endOf('2026-11-27'),
    })
  })

  test('declining ends it: nobody holds it, nothing runs, and the outcome says so', () => {
    expect(take(aCase(), 'decline', secretary).after).toMatchObject({
      state: 'declined',
      outcome: 'not-accepted',
      holderOrgId: null,
      leadOrgId: null,
      clock: null,
      dueAt: null,
    })
  })

  test('an appeal goes one level up as a new registration, and the refusal is no outcome any more', () => {
    const declined = replay(aCase(), take(aCase(), 'decline', secretary))
    expect(take(declined, 'appeal', resident).after).toMatchObject({
      state: 'registered',
      level: 'town',
      holderOrgId: orgs.town,
      clock: 'acceptance',
      outcome: null,
      reopened: 1,
    })
  })

  test('an appeal against the county stays with the county', () => {
    const declined = aCase({
      state: 'declined',
      level: 'county',
      holderOrgId: null,
      clock: null,
      dueAt: null,
      outcome: 'not-accepted',
    })
    expect(take(declined, 'appeal', resident).after).toMatchObject({ level: 'county', holderOrgId: orgs.county })
  })
})

describe('a request goes to a department', () => {
  const dispatched = () => replay(atTown(), take(atTown(), 'dispatch', townClerk), townClerk)

  test('dispatching starts the short clock for signing and keeps the promised day for later', () => {
    expect(take(atTown(), 'dispatch', townClerk).after).toMatchObject({
      state: 'dispatched',
      holderOrgId: orgs.water,
      leadOrgId: orgs.town,
      clock: 'sign',
      dueAt: endOf('2026-11-24'),
      askedUntil: '2026-12-01',
    })
  })

  test('receiving runs to the day that was promised', () => {
    expect(take(dispatched(), 'receive', waterOfficer, on('2026-11-24')).after).toMatchObject({
      state: 'handling',
      clock: 'handling',
      clockStartedAt: on('2026-11-24'),
      dueAt: endOf('2026-12-01'),
      askedUntil: null,
    })
  })

  test('a day that has passed cannot be promised', () => {
    expect(() => take(atTown(), 'dispatch', townClerk, monday9, { dueDay: '2026-11-22' })).toThrow(
      refused('case.day-past'),
    )
    expect(take(atTown(), 'dispatch', townClerk, monday9, { dueDay: '2026-11-23' }).after.askedUntil).toBe('2026-11-23')
  })

  test('a department may send a case back with a reason: it returns to who dispatched it, and the return is counted', () => {
    for (const c of [dispatched(), atDepartment()])
      expect(take(c, 'sendBack', waterOfficer).after).toMatchObject({
        state: 'in-hand',
        holderOrgId: orgs.town,
        leadOrgId: null,
        sentBack: 1,
        clock: 'handling',
        askedUntil: null,
      })
  })

  test('only the department that has it may receive, send back or answer', () => {
    for (const action of ['receive', 'sendBack'] as const) {
      expect(() => take(dispatched(), action, roadsOfficer)).toThrow(refused('case.not-allowed'))
      expect(() => take(dispatched(), action, townClerk)).toThrow(refused('case.not-allowed'))
    }
    expect(() => take(dispatched(), 'answer', waterOfficer)).toThrow(refused('case.not-now'))
  })

  test('its answer returns the case to the lead, who answers to the resident for it', () => {
    expect(take(atDepartment(), 'answer', waterOfficer).after).toMatchObject({
      state: 'answered',
      holderOrgId: orgs.town,
      leadOrgId: null,
      clock: 'verdict',
      outcome: 'resolved',
    })
  })
})

describe('more time', () => {
  const asked = () => replay(atDepartment(), take(atDepartment(), 'askExtension', waterOfficer), waterOfficer)

  test('asking moves no clock; approving moves the deadline and is counted', () => {
    expect(asked()).toMatchObject({ state: 'extension-asked', dueAt: endOf('2026-12-01'), askedUntil: '2026-12-10' })
    expect(take(asked(), 'approveExtension', townLeader).after).toMatchObject({
      state: 'handling',
      holderOrgId: orgs.water,
      dueAt: endOf('2026-12-10'),
      clockStartedAt: monday9,
      askedUntil: null,
      extended: 1,
    })
  })

  test('refusing leaves the deadline where it was', () => {
    expect(take(asked(), 'refuseExtension', townLeader).after).toMatchObject({
      state: 'handling',
      dueAt: endOf('2026-12-01'),
      askedUntil: null,
      extended: 0,
    })
  })

  test('who asks cannot approve', () => {
    expect(() => take(asked(), 'approveExtension', waterOfficer)).toThrow(refused('case.not-allowed'))
  })

  test('it is given once, asked for in time, to a later day, and not beyond what the scheme allows', () => {
    expect(() => take(atDepartment({ extended: 1 }), 'askExtension', waterOfficer)).toThrow(refused('case.not-now'))
    expect(() => take(atDepartment(), 'askExtension', waterOfficer, on('2026-12-02'))).toThrow(refused('case.not-now'))
    expect(() => take(atDepartment(), 'askExtension', waterOfficer, monday9, { until: '2026-12-01' })).toThrow(
      refused('case.day-past'),
    )
    // ten working days after 1 December
    expect(take(atDepartment(), 'askExtension', waterOfficer, monday9, { until: '2026-12-15' }).after.askedUntil).toBe(
      '2026-12-15',
    )
    expect(() => take(atDepartment(), 'askExtension', waterOfficer, monday9, { until: '2026-12-16' })).toThrow(
      refused('case.day-too-late'),
    )
  })
})

describe('what cannot be settled now', () => {
  test('shelving runs to the review day and stays with its holder', () => {
    expect(take(atTown(), 'shelve', townLeader).after).toMatchObject({
      state: 'shelved',
      holderOrgId: orgs.town,
      clock: 'review',
      dueAt: endOf('2027-03-01'),
    })
  })

  test('the review day lies ahead, within 180 days', () => {
    expect(() => take(atTown(), 'shelve', townLeader, monday9, { reviewDay: '2026-11-22' })).toThrow(
      refused('case.day-past'),
    )
    expect(() => take(atTown(), 'shelve', townLeader, monday9, { reviewDay: '2027-06-01' })).toThrow(
      refused('case.day-too-late'),
    )
  })

  test('a village cannot shelve; it escalates', () => {
    const c = aCase({ state: 'in-hand', clock: 'handling' })
    expect(may(secretary, c, monday9)).not.toContain('shelve')
    expect(take(c, 'escalate', secretary).after).toMatchObject({
      state: 'in-hand',
      level: 'town',
      holderOrgId: orgs.town,
      clock: 'handling',
      dueAt: endOf('2026-12-07'),
    })
  })

  test('resuming starts handling afresh', () => {
    const shelved = replay(atTown(), take(atTown(), 'shelve', townLeader))
    expect(take(shelved, 'resume', townClerk, on('2027-03-01')).after).toMatchObject({
      state: 'in-hand',
      clock: 'handling',
      clockStartedAt: on('2027-03-01'),
    })
  })
})

describe('the resident judges', () => {
  test('a yes closes it with the verdict, and nobody holds it any more', () => {
    expect(take(answered(), 'confirm', resident).after).toMatchObject({
      state: 'closed',
      outcome: 'resolved',
      holderOrgId: null,
      clock: null,
    })
  })

  test('a no reopens it one level up with a new clock, and is counted', () => {
    expect(take(answered(), 'dispute', resident, on('2026-11-30')).after).toMatchObject({
      state: 'reopened',
      level: 'county',
      holderOrgId: orgs.county,
      clock: 'handling',
      clockStartedAt: on('2026-11-30'),
      outcome: null,
      reopened: 1,
    })
  })

  test('at the top a no stays at the top, with a new clock', () => {
    expect(take(answered({ level: 'county', holderOrgId: orgs.county }), 'dispute', resident).after).toMatchObject({
      level: 'county',
      holderOrgId: orgs.county,
      clock: 'handling',
    })
  })

  test('nobody on the desk judges in the resident’s place', () => {
    for (const actor of [secretary, townLeader, countyOfficer, supervisor, waterOfficer, system])
      expect(() => take(answered(), 'confirm', actor)).toThrow(refused('case.not-allowed'))
  })

  test('a verdict given by call is entered by someone who never handled it', () => {
    expect(may(townClerk, answered(), monday9)).toContain('confirmByCall')
    const handled = answered({ handlers: ['town clerk'] })
    for (const action of ['confirmByCall', 'disputeByCall', 'noteCall', 'restUnanswered'] as Action[])
      expect(() => take(handled, action, townClerk, on('2026-12-03'))).toThrow(refused('case.not-allowed'))
    expect(take(handled, 'confirmByCall', supervisor).after.state).toBe('closed')
  })

  test('whoever registered it cannot enter the verdict either', () => {
    expect(() => take(answered({ registrarId: 'town clerk' }), 'confirmByCall', townClerk)).toThrow(
      refused('case.not-allowed'),
    )
  })

  test('silence is documented only after the verdict’s deadline and two calls', () => {
    const late = on('2026-12-03')
    const rest = (calls: number, at: Date) => () => take(answered({ calls }), 'restUnanswered', supervisor, at)
    expect(rest(2, on('2026-12-02'))).toThrow(refused('case.not-now'))
    expect(rest(1, late)).toThrow(refused('case.not-now'))
    expect(rest(2, late)().after).toMatchObject({ state: 'closed', outcome: 'no-answer' })
  })

  test('who left no number cannot be called: after the deadline it may rest', () => {
    const nobody = answered({ reachable: false })
    expect(may(supervisor, nobody, monday9)).not.toContain('noteCall')
    expect(take(nobody, 'restUnanswered', supervisor, on('2026-12-03')).after.outcome).toBe('no-answer')
    expect(() => take(nobody, 'restUnanswered', supervisor, monday9)).toThrow(refused('case.not-now'))
  })

  test('a second answer is asked about anew: calls about the first do not count', () => {
    const again = replay(answered({ calls: 2 }), take(answered({ calls: 2 }), 'dispute', resident))
    expect(take(again, 'settle', countyOfficer).after).toMatchObject({ state: 'answered', calls: 0 })
  })
})

describe('about an official or a unit', () => {
  const about = { above: 'town' }

  test('not yet accepted it is registered one level above them, with a clock of its own and nobody in it', () => {
    const c = aCase({ holderMemberId: 'liaison', level: 'member' })
    expect(take(c, 'markAbout', townClerk, monday9, about).after).toMatchObject({
      state: 'registered',
      level: 'town',
      holderOrgId: orgs.town,
      holderMemberId: null,
      clock: 'acceptance',
      clockStartedAt: monday9,
    })
  })

  test('from a department it comes back in hand above, without a lead; answered, it is answered no more', () => {
    for (const c of [atDepartment(), answered()])
      expect(take(c, 'markAboutInHand', townClerk, monday9, { above: 'county' }).after).toMatchObject({
        state: 'in-hand',
        level: 'county',
        holderOrgId: orgs.county,
        leadOrgId: null,
        outcome: null,
        clock: 'handling',
      })
  })

  test('whoever has it higher up keeps it', () => {
    const c = atTown({ level: 'county', holderOrgId: orgs.county })
    expect(take(c, 'markAboutInHand', countyOfficer, monday9, about).after).toMatchObject({ level: 'county' })
  })

  test('while it is confidential it is joined to nothing', () => {
    expect(may(townClerk, atTown(), monday9)).toContain('link')
    expect(may(townClerk, atTown({ hidden: true }), monday9)).not.toContain('link')
  })

  test('the mark comes off above the holder only, or at the top by the holder itself', () => {
    const hidden = atTown({ hidden: true })
    expect(may(townClerk, hidden, monday9)).not.toContain('unmarkAbout')
    expect(may(countyOfficer, hidden, monday9)).toContain('unmarkAbout')
    expect(may(countyOfficer, atTown(), monday9)).not.toContain('unmarkAbout')
    const atTop = atTown({ hidden: true, level: 'county', holderOrgId: orgs.county })
    expect(may(countyOfficer, atTop, monday9)).toContain('unmarkAbout')
  })
})

describe('beside the way', () => {
  test.each(['comment', 'sort', 'supervise', 'addWords', 'addHeard', 'split', 'reflect', 'noteCall'] as Action[])(
    '%s moves no clock, no holder, no state',
    (action) => {
      const c = { ...(action === 'noteCall' ? answered() : atTown()), registrarId: 'town clerk' }
      const by = action === 'addWords' ? resident : ['supervise', 'noteCall'].includes(action) ? supervisor : townClerk
      const { after, moved } = take(c, action, by, on('2026-11-26'))
      expect(moved).toBe(false)
      for (const field of [
        'state',
        'level',
        'holderOrgId',
        'holderMemberId',
        'clock',
        'clockStartedAt',
        'dueAt',
      ] as const)
        expect(after[field]).toEqual(c[field])
    },
  )

  test('a linked case is answered with its lead, by the system alone, and keeps its own verdict', () => {
    const linked = atTown({ state: 'linked' })
    expect(() => take(linked, 'answerWithLead', townClerk)).toThrow(refused('case.not-allowed'))
    expect(take(linked, 'answerWithLead', system).after).toMatchObject({
      state: 'answered',
      clock: 'verdict',
      outcome: 'resolved',
      holderOrgId: orgs.town,
    })
  })

  test('withdrawing ends it wherever it is', () => {
    for (const state of openStates)
      expect(take(aCase({ state }), 'withdraw', resident).after).toMatchObject({
        state: 'withdrawn',
        outcome: 'withdrawn',
        holderOrgId: null,
        dueAt: null,
      })
  })

  test('a sibling village, a department without it and a system administrator have nothing to do with it', () => {
    const beside = (actor: Actor, c: Facts) =>
      may(actor, c, monday9).filter((a) => stepOf[a as Action].needs !== 'About')
    expect(beside(siblingSecretary, aCase())).toEqual(['comment'])
    expect(may(admin, aCase(), monday9)).toEqual([])
    expect(beside(roadsOfficer, atDepartment())).toEqual(['comment'])
  })

  test('a closed case moves no more: what may still be done leaves it closed and nobody’s', () => {
    const closed = aCase({ state: 'closed', holderOrgId: null, clock: null, dueAt: null })
    for (const action of Object.keys(stepOf) as Action[]) {
      const by =
        stepOf[action].by === 'case.resident' ? resident : stepOf[action].by === 'case.system' ? system : townLeader
      if (!stepOf[action].from.includes('closed')) expect(() => take(closed, action, by), action).toThrow()
      else if (action === 'redactWords' || action === 'blackOut')
        expect(take(closed, action, by).after).toMatchObject({ state: 'closed', holderOrgId: null, dueAt: null })
    }
  })

  test('nobody publishes without the resident’s consent, nor what they answered themselves', () => {
    const closed = { state: 'closed', holderOrgId: null, clock: null, dueAt: null, answeredBy: 'town leader' } as const
    expect(() => take(aCase(closed), 'publish', townClerk)).toThrow('publication.consent-missing')
    const agreed = aCase({ ...closed, publishAllowed: true })
    expect(() => take(agreed, 'publish', townLeader)).toThrow('case.not-allowed')
    expect(take(agreed, 'publish', townClerk).after.state).toBe('closed')
    expect(() => take({ ...agreed, published: true }, 'publish', townClerk)).toThrow('case.not-now')
  })
})

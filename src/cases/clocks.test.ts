/** Clocks that cannot be fooled: what stops, pauses, extends or restarts one, and that nothing else does. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  aCase,
  answered,
  atDepartment,
  atTown,
  countyOfficer,
  endOf,
  monday9,
  on,
  orgs,
  replay,
  resident,
  rules,
  secretary,
  someone,
  supervisor,
  system,
  take,
  townClerk,
  townLeader,
  waterOfficer,
} from '../../test/a-case.ts'
import { addDays, asDay, dayOf, endOfDay } from '../kernel/calendar/deadline.ts'
import { duties, goOn, wakeAt } from './clocks.ts'
import { decide } from './decide.ts'
import { type Action, type Facts, openTo, stepOf, steps } from './lifecycle.ts'
import { isOpen } from './vocabulary.ts'

/** What the system may do by itself now; marking and parting follow from what people do. */
const bySystem = (c: Facts, at: Date) =>
  openTo(system, c, at)
    .filter((s) => s.who.every((who) => who === 'system'))
    .map((s) => s.action as string)
const codeOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return (error as { code?: string }).code
  }
  return undefined
}

describe('asking the resident', () => {
  const ask = { question: '水表在哪一头' }
  const waiting = () => replay(atDepartment(), take(atDepartment(), 'askResident', waterOfficer, on('2026-11-24'), ask))

  test('the handling clock stands still, and the question has a clock of its own', () => {
    expect(waiting()).toMatchObject({
      state: 'waiting',
      clock: 'waiting',
      dueAt: endOf('2026-12-01'),
      resumeState: 'handling',
      paused: { clock: 'handling', dueAt: endOf('2026-12-01'), at: on('2026-11-24') },
      pauses: 1,
    })
  })

  test.each([
    ['2026-11-24', '2026-12-01', 'the same day: nothing lost, nothing won'],
    ['2026-11-26', '2026-12-03', 'two working days later'],
    ['2026-11-28', '2026-12-04', 'on a Saturday: Wednesday to Friday stood still'],
    ['2026-11-30', '2026-12-07', 'over a weekend'],
  ])('the reply of %s lets it go on, then due %s (%s)', (replied, due) => {
    expect(take(waiting(), 'reply', resident, on(replied), { words: '在西头' }).after).toMatchObject({
      state: 'handling',
      clock: 'handling',
      clockStartedAt: monday9,
      dueAt: endOf(due),
      paused: null,
      resumeState: null,
    })
  })

  test('when nobody replies it goes on by itself', () => {
    const c = waiting()
    expect(openTo(system, c, on('2026-12-01', '23:59'))).not.toContain('waitOver')
    const after = take(c, 'waitOver', system, on('2026-12-02', '00:01')).after
    expect(after).toMatchObject({ state: 'handling', clock: 'handling', dueAt: endOf('2026-12-09') })
  })

  test('it may be asked twice, not a third time, not when late, and not someone nobody can reach', () => {
    const may = (differing: Partial<Facts>, at = monday9) =>
      openTo(waterOfficer, atDepartment(differing), at).map((s) => s.action as string)
    expect(may({ pauses: 1 })).toContain('askResident')
    expect(may({ pauses: 2 })).not.toContain('askResident')
    expect(may({ reachable: false })).not.toContain('askResident')
    expect(may({}, on('2026-12-02'))).not.toContain('askResident')
  })

  test('a clock of hours goes on by the hours it stood still', () => {
    const held = {
      clock: 'sign' as const,
      startedAt: monday9,
      dueAt: on('2026-11-23', '11:00'),
      provisional: false,
      at: on('2026-11-23', '10:00'),
    }
    expect(goOn(held, on('2026-11-24', '10:00'), rules.calendar).dueAt).toEqual(on('2026-11-24', '11:00'))
  })
})

describe('more time', () => {
  const asked = (c = atDepartment(), by = waterOfficer) => replay(c, take(c, 'askExtension', by), by)

  test('is asked for before the end, approved by whoever dispatched it, once, at most as the scheme says', () => {
    const c = asked()
    expect(c).toMatchObject({ state: 'extension-asked', resumeState: 'handling', approverOrgId: orgs.town })
    expect(take(c, 'approveExtension', townLeader, monday9).after).toMatchObject({
      state: 'handling',
      dueAt: endOf('2026-12-10'),
      extended: 1,
    })
    expect(codeOf(() => take(asked(), 'approveExtension', waterOfficer))).toBe('case.not-allowed')
    expect(codeOf(() => take(atDepartment(), 'askExtension', waterOfficer, on('2026-12-02')))).toBe('case.not-now')
    const tooFar = { until: '2027-02-10', reason: '材料没到' }
    expect(codeOf(() => take(atDepartment(), 'askExtension', waterOfficer, monday9, tooFar))).toBe('case.day-too-late')
  })

  test('a village asks its town, a town the county; at the top somebody else of the same office decides', () => {
    const village = aCase({ state: 'in-hand', clock: 'handling', dueAt: endOf('2026-11-30') })
    expect(asked(village, secretary).approverOrgId).toBe(orgs.town)
    expect(asked(atTown(), townClerk).approverOrgId).toBe(orgs.county)
    const top = asked(atTown({ level: 'county', holderOrgId: orgs.county }), countyOfficer)
    expect(top.approverOrgId).toBe(orgs.county)
    expect(codeOf(() => take(top, 'approveExtension', countyOfficer))).toBe('case.not-allowed')
    const director = someone('county-director', orgs.county)
    expect(take(top, 'approveExtension', director).after.state).toBe('in-hand')
  })

  test('while it is undecided the clock runs on, and late is late', () => {
    expect(asked().dueAt).toEqual(endOf('2026-12-01'))
    expect(take(asked(), 'lateDispatched', system, on('2026-12-02')).after).toMatchObject({
      state: 'in-hand',
      holderOrgId: orgs.town,
      resumeState: null,
    })
  })
})

describe('bouncing a case about wins no time', () => {
  test('sent back or taken back, the lead’s own clock goes on where it was', () => {
    for (const [action, by] of [
      ['sendBack', waterOfficer],
      ['recall', townClerk],
    ] as const)
      expect(take(atDepartment(), action, by, on('2026-11-25'), { reason: '不归水利站' }).after).toMatchObject({
        state: 'in-hand',
        clockStartedAt: monday9,
        dueAt: endOf('2026-12-07'),
        leadClock: null,
      })
  })

  test('a department may send back within the scheme’s days; afterwards only the lead takes it back', () => {
    const may = (at: Date) => openTo(waterOfficer, atDepartment(), at).map((s) => s.action as string)
    expect(may(on('2026-11-25', '23:00'))).toContain('sendBack')
    expect(may(on('2026-11-26'))).not.toContain('sendBack')
    expect(openTo(townClerk, atDepartment(), on('2026-11-26')).map((s) => s.action as string)).toContain('recall')
  })

  test('a day for a department lies within the scheme’s bound', () => {
    const far = { departmentId: orgs.water, standard: '修好', dueDay: '2027-06-01' }
    expect(codeOf(() => take(atTown(), 'dispatch', townClerk, monday9, far))).toBe('case.day-too-late')
  })
})

describe('first contact', () => {
  const contactable = (differing: Partial<Facts> = {}) => aCase({ contactDueAt: on('2026-11-24'), ...differing })

  test('is made by the step that says so, once, and by an answer at the latest', () => {
    const at = on('2026-11-23', '15:00')
    const made = replay(contactable(), take(contactable(), 'contact', secretary, at, { by: 'phone' }))
    expect(made.contactedAt).toEqual(at)
    const again = take(made, 'contact', secretary, on('2026-11-24'), { by: 'visit' })
    expect(again.after.contactedAt).toEqual(at)
    const inHand = contactable({ state: 'in-hand', clock: 'handling', dueAt: endOf('2026-11-30') })
    expect(take(inHand, 'settle', secretary, at).after.contactedAt).toEqual(at)
  })

  test('accepting, commenting or sorting is no contact', () => {
    expect(take(contactable(), 'accept', secretary).after.contactedAt).toBeNull()
    expect(take(contactable(), 'comment', secretary, monday9, { words: '看看' }).after.contactedAt).toBeNull()
  })

  test('after a “no” somebody speaks with the resident anew', () => {
    const c = answered({ contactDueAt: on('2026-11-24'), contactedAt: monday9 })
    expect(take(c, 'dispute', resident, on('2026-12-01')).after).toMatchObject({
      contactedAt: null,
      contactDueAt: on('2026-12-02'),
    })
  })
})

describe('overdue goes up by itself', () => {
  const late = on('2026-12-20')
  const by = (c: Facts) => bySystem(c, late)

  test('whoever holds it, assigned or not: village to town, town to county, department back to its lead', () => {
    expect(by(aCase())).toEqual(['lateUnaccepted'])
    expect(by(aCase({ level: 'member', holderMemberId: 'on leave' }))).toEqual(['lateUnaccepted'])
    expect(by(atTown({ holderMemberId: null }))).toEqual(['lateInHand'])
    expect(by(atDepartment())).toEqual(['lateDispatched'])
    expect(take(aCase(), 'lateUnaccepted', system, late).after).toMatchObject({
      level: 'town',
      holderOrgId: orgs.town,
      holderMemberId: null,
      clock: 'acceptance',
      overdue: 1,
      reminded: 0,
    })
  })

  test('with nobody above it stays late and stands on the duty list, once', () => {
    const top = atTown({ level: 'county', holderOrgId: orgs.county })
    expect(by(top)).toEqual(['lateAtTop'])
    const on100 = replay(top, take(top, 'lateAtTop', system, late))
    expect(on100).toMatchObject({ dueAt: top.dueAt, reminded: 100, overdue: 1 })
    expect(by(on100)).toEqual([])
  })

  test('a level with nobody in post is passed over; none staffed above means the duty list', () => {
    const village = (ladder: Facts['ladder']) => aCase({ ladder })
    expect(
      take(village({ branch: orgs.village, county: orgs.county }), 'lateUnaccepted', system, late).after.level,
    ).toBe('county')
    expect(by(village({ branch: orgs.village }))).toEqual(['lateAtTop'])
  })

  test('a shelved case comes back on its day', () => {
    const shelved = replay(atTown(), take(atTown(), 'shelve', townClerk))
    expect(bySystem(shelved, on('2027-02-28'))).toEqual([])
    expect(take(shelved, 'comeBack', system, on('2027-03-02')).after).toMatchObject({
      state: 'in-hand',
      clock: 'handling',
    })
  })
})

describe('the verdict', () => {
  test('a “no” or a “partly” reopens one level up with a new clock', () => {
    for (const resolved of ['no', 'partly'])
      expect(take(answered(), 'dispute', resident, on('2026-12-01'), { resolved }).after).toMatchObject({
        state: 'reopened',
        level: 'county',
        holderOrgId: orgs.county,
        clock: 'handling',
        clockStartedAt: on('2026-12-01'),
        resolved,
      })
  })

  test('it may be changed for fifteen days, and then no more', () => {
    const closed = replay(answered(), take(answered(), 'confirm', resident, on('2026-12-01')))
    const c = { ...closed, verdictUntil: endOf('2026-12-16'), endedAt: on('2026-12-01') }
    const may = (at: Date) => openTo(resident, c, at).map((s) => s.action as string)
    expect(may(on('2026-12-16'))).toEqual(expect.arrayContaining(['confirm', 'dispute']))
    for (const action of ['confirm', 'dispute']) expect(may(on('2026-12-17'))).not.toContain(action)
    expect(take(c, 'dispute', resident, on('2026-12-10')).after).toMatchObject({ state: 'reopened', outcome: null })
  })

  test('ticked “satisfied” and written “还没修好”: kept as it is, and somebody who never handled it calls', () => {
    const doubtful = take(answered(), 'confirm', resident, on('2026-12-01'), { why: '还没修好' })
    expect(doubtful.after).toMatchObject({ state: 'closed', resolved: 'yes', doubt: 'words' })
    const c = { ...replay(answered(), doubtful), endedAt: on('2026-12-01') }
    expect(openTo(supervisor, c, on('2026-12-02')).map((s) => s.action)).toEqual(
      expect.arrayContaining(['confirmByCall', 'disputeByCall', 'noteCall']),
    )
    expect(take(c, 'confirmByCall', supervisor, on('2026-12-03')).after.doubt).toBeNull()
    const handler = { ...c, handlers: ['supervisor'] }
    const theirs = openTo(supervisor, handler, on('2026-12-02')).map((s) => s.needs as string)
    expect(theirs.filter((need) => /Called|CallNote/.test(need))).toEqual([])
  })

  test('weeks later one more question, once, never to someone nobody can reach; a “no” opens it again', () => {
    const closed = {
      ...replay(answered(), take(answered(), 'confirm', resident, on('2026-12-01'))),
      endedAt: on('2026-12-01'),
      laterFrom: endOf('2026-12-31'),
    }
    const due = on('2027-01-01')
    expect(bySystem(closed, on('2026-12-30'))).toEqual([])
    expect(bySystem({ ...closed, reachable: false }, due)).toEqual([])
    const asked = { ...replay(closed, take(closed, 'askLater', system, due)), laterAskedAt: due }
    expect(bySystem(asked, on('2027-03-01'))).toEqual([])
    expect(take(asked, 'notSettled', resident, on('2027-01-02'), {}).after).toMatchObject({
      state: 'reopened',
      later: 'no',
    })
  })
})

describe('when the system looks again', () => {
  test('at half, at four fifths, and just past the end; not at night', () => {
    const c = aCase({ clockStartedAt: monday9, dueAt: endOf('2026-11-25') })
    expect(
      duties(c, rules)
        .map((d) => d.what)
        .sort(),
    ).toEqual(['due', 'remind', 'remind'])
    // 63 hours: half of them is Tuesday afternoon, four fifths Wednesday before noon
    expect(wakeAt(c, rules)?.toISOString()).toBe('2026-11-24T08:29:59.999Z')
    expect(wakeAt({ ...c, reminded: 50 }, rules)?.toISOString()).toBe('2026-11-25T03:23:59.999Z')
    const tight = { ...c, clockStartedAt: on('2026-11-25', '00:00'), dueAt: on('2026-11-25', '06:00') }
    expect(duties(tight, rules).find((d) => d.what === 'remind')?.at).toEqual(on('2026-11-25', '08:00'))
    expect(wakeAt({ ...c, reminded: 80 }, rules)).toEqual(new Date(endOf('2026-11-25').getTime() + 1))
    expect(wakeAt({ ...c, reminded: 100 }, rules)).toBeNull()
  })

  test('an ended case is left alone, but for the one later question', () => {
    const closed = { ...aCase({ state: 'closed', clock: null, dueAt: null, resolved: 'yes', endedAt: monday9 }) }
    expect(wakeAt(closed, rules)).toEqual(new Date('2026-12-24T08:00:00+08:00'))
    expect(wakeAt({ ...closed, reachable: false }, rules)).toBeNull()
    expect(wakeAt({ ...closed, laterAskedAt: monday9 }, rules)).toBeNull()
    expect(wakeAt({ ...closed, state: 'declined' }, rules)).toBeNull()
  })
})

describe('over any road', () => {
  const people = [secretary, townClerk, townLeader, waterOfficer, countyOfficer, supervisor, resident, system]
  const words: Partial<Record<Action, object>> = {
    comment: { words: '看看' },
    addWords: { words: '还有' },
    reply: { words: '在西头' },
    replyHeard: { words: '在西头' },
    askResident: { question: '水表在哪一头' },
    contact: { by: 'phone' },
    receive: {},
  }
  const road = fc.array(fc.record({ who: fc.nat(99), what: fc.nat(99), hours: fc.integer({ min: 1, max: 200 }) }), {
    maxLength: 25,
  })

  /** What the store would read back: dates the scheme adds to a row. */
  const read = (c: Facts): Facts => ({
    ...c,
    sendBackUntil: c.leadClock && endOfDay(addDays(dayOf(c.leadClock.at), 2)),
    verdictUntil: c.verdictAt && endOfDay(addDays(dayOf(c.verdictAt), 15)),
    laterFrom: c.endedAt && endOfDay(addDays(dayOf(c.endedAt), 30)),
  })
  /** Inputs whose day lies ahead of this moment. */
  const inputs = (action: Action, c: Facts, at: Date): object => ({
    ...words[action],
    ...(action === 'dispatch' && { dueDay: addDays(dayOf(at), 7) }),
    ...(action === 'shelve' && { reviewDay: addDays(dayOf(at), 30) }),
    ...(action === 'askExtension' && { until: addDays(dayOf(c.dueAt ?? at), 3) }),
  })

  test('what the resident was told never moves earlier, and only rows that say so move a clock', () => {
    fc.assert(
      fc.property(road, (moves) => {
        let c = aCase({ contactDueAt: on('2026-11-24') })
        let at = monday9
        for (const move of moves) {
          at = new Date(at.getTime() + move.hours * 3_600_000)
          const actor = people[move.who % people.length] as (typeof people)[number]
          const open = openTo(actor, read(c), at).filter(
            // petitions have a walk of their own (petition/rules.test.ts)
            (s) =>
              !['link', 'split', 'assign', 'handOver', 'recount'].includes(s.action) &&
              !s.by.startsWith('case.petition'),
          )
          const step = open[move.what % (open.length || 1)]
          if (!step) continue
          const action = step.action as Action
          const decision = take(read(c), action, actor, at, inputs(action, c, at))
          const { after } = decision
          if (c.promisedAt && after.promisedAt) expect(after.promisedAt >= c.promisedAt, action).toBe(true)
          if (!step.starts && !step.clock && step.to === 'same')
            expect([after.clock, after.dueAt, after.clockStartedAt], action).toEqual([
              c.clock,
              c.dueAt,
              c.clockStartedAt,
            ])
          expect(after.dueAt !== null, action).toBe(isOpen(after.state))
          expect(after.wakeAt !== null || !isOpen(after.state) || after.reminded === 100, action).toBe(true)
          c = { ...replay(read(c), decision, actor), endedAt: isOpen(after.state) ? null : (c.endedAt ?? at) }
        }
      }),
      { numRuns: 400 },
    )
  })

  test('pausing and going on gives back exactly the working days that stood still', () => {
    const days = fc.integer({ min: 0, max: 3000 })
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 30 }), (n, left, still) => {
        const paused = endOfDay(addDays(asDay('2012-03-01'), n))
        const dueAt = endOfDay(addDays(dayOf(paused), left))
        const at = endOfDay(addDays(dayOf(paused), still))
        const held = { clock: 'handling' as const, startedAt: paused, dueAt, provisional: false, at: paused }
        const due = dayOf(goOn(held, at, rules.calendar).dueAt)
        const count = (from: string, to: string) => {
          let n = 0
          for (let day = addDays(asDay(from), 1); day <= to; day = addDays(day, 1))
            if (rules.calendar.isWorkday(day).workday) n++
          return n
        }
        expect(count(dayOf(dueAt), due)).toBe(count(dayOf(paused), dayOf(at)))
      }),
    )
  })

  test('every system step is the table’s, and refuses people', () => {
    for (const step of steps.filter((s) => (s.who as readonly string[]).every((who) => who === 'system')))
      for (const actor of people.filter((p) => p !== system))
        expect(
          codeOf(() =>
            decide(aCase({ state: step.from[0] as Facts['state'] }), step.action, {}, { actor, at: monday9 }, rules),
          ),
          stepOf[step.action].action,
        ).toMatch(/case\.not/)
  })
})

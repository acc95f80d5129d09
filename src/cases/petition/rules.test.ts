/** A petition's road told as sentences, and that no step but its own ever moves a statutory clock. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  aCase,
  atTown,
  countyOfficer,
  endOf,
  monday9,
  on,
  orgs,
  resident,
  rules,
  scheme,
  secretary,
  someone,
  supervisor,
  system,
  townClerk,
  townLeader,
  waterOfficer,
} from '../../../test/a-case.ts'
import { going, underInvestigation } from '../../../test/a-petition.ts'
import { afterQuiet } from '../../kernel/calendar/quiet.ts'
import { duties, wakeAt } from '../clocks.ts'
import { type Action, type Actor, type Facts, openTo, type Step, stepOf, steps } from '../lifecycle.ts'
import { bindingOf } from './binding.ts'

const refused = (code: string) => expect.objectContaining({ code })
const may = (actor: Actor, c: Facts, at = monday9) => openTo(actor, c, at).map((s) => s.action)
const waterHead = someone('department-head', orgs.water, 'water head')
const countyDirector = someone('county-director', orgs.county, 'county director')

describe('kind before route, route before the written notice', () => {
  const treated = () => going(atTown(), 'treatAsPetition', townClerk, monday9)

  test('a route without a kind is refused', () => {
    expect(() => going(treated(), 'routePetition', townClerk, monday9)).toThrow(refused('case.not-now'))
  })
  test('a road that is not of its kind is refused', () => {
    const suggestion = going(treated(), 'choosePetitionKind', townClerk, monday9, { kind: 'suggestion' })
    expect(() => going(suggestion, 'routePetition', townClerk, monday9)).toThrow(refused('petition.road-not-for-kind'))
    expect(going(suggestion, 'routePetition', townClerk, monday9, { road: 'study' }).petition?.road).toBe('study')
  })
  test('nobody is told before the road is chosen', () => {
    expect(may(townClerk, treated())).not.toContain('tellInWriting')
  })
  test('after the notice neither kind nor road changes', () => {
    expect(may(townClerk, underInvestigation(monday9))).not.toEqual(expect.arrayContaining(['choosePetitionKind']))
  })
  test('another kind takes its road away', () => {
    const routed = ['choosePetitionKind', 'routePetition'].reduce(
      (c, action) => going(c, action as Action, townClerk, monday9),
      treated(),
    )
    const changed = going(routed, 'choosePetitionKind', townClerk, monday9, { kind: 'accusation' })
    expect(changed.petition).toMatchObject({ road: null, routedAt: monday9.toISOString() })
  })
  test('without name or address nobody is told, and the opinion need not wait for it', () => {
    const c = (['choosePetitionKind', 'routePetition'] as const).reduce(
      (so, action) => going(so, action, townClerk, monday9),
      going(atTown(), 'treatAsPetition', townClerk, monday9, { addressKnown: false }),
    )
    expect(may(townClerk, c)).not.toContain('tellInWriting')
    expect(may(townClerk, c)).toContain('concludePetition')
  })
  test('the town may treat a case that lies with a village as a petition, the village may not', () => {
    expect(may(townClerk, aCase())).toContain('treatAsPetition')
    expect(may(secretary, aCase())).not.toContain('treatAsPetition')
  })
  test('more representatives than persons, or a receipt that lies ahead, cannot be', () => {
    const enter = (input: object) => () => going(atTown(), 'treatAsPetition', townClerk, monday9, input)
    expect(enter({ persons: 2, representatives: 3 })).toThrow(refused('petition.representatives'))
    expect(enter({ receivedOn: '2026-11-24' })).toThrow(refused('petition.day-ahead'))
  })
})

describe('what the statute asks comes before the loop’s own ways out', () => {
  test('while something is owed nobody settles, declines or passes it on', () => {
    const c = going(atTown(), 'treatAsPetition', townClerk, monday9)
    for (const action of ['settle', 'decline', 'passOn', 'link'] as const) {
      expect(may(townClerk, atTown())).toContain(action)
      expect(may(townClerk, c)).not.toContain(action)
    }
  })
  test('on the road to a court, once told where, it may be passed on', () => {
    let c = going(atTown(), 'treatAsPetition', townClerk, monday9)
    c = going(c, 'choosePetitionKind', townClerk, monday9)
    c = going(c, 'routePetition', townClerk, monday9, { road: 'court' })
    expect(may(townClerk, c)).not.toContain('passOn')
    expect(may(townClerk, going(c, 'tellInWriting', townClerk, monday9))).toContain('passOn')
  })
  test('the written opinion answers, and nothing is owed any more', () => {
    const c = going(underInvestigation(monday9), 'concludePetition', townClerk, on('2026-12-10'))
    expect(c).toMatchObject({ state: 'answered', outcome: 'resolved', statutory: null, clock: 'verdict' })
  })
  test('explained and not supported are both no solution: counted as explained', () => {
    for (const outcome of ['explained', 'not-supported'])
      expect(going(underInvestigation(monday9), 'concludePetition', townClerk, monday9, { outcome }).outcome).toBe(
        'explained',
      )
  })
})

describe('a receiving organ objects', () => {
  const dispatched = () =>
    going(underInvestigation(monday9), 'dispatch', townClerk, monday9, {
      departmentId: orgs.water,
      dueDay: '2026-12-20',
      standard: '查清水费',
    })

  test('within five working days, with reasons; it goes back only after consent', () => {
    const c = dispatched()
    expect(may(waterHead, c, on('2026-11-30'))).toContain('objectPetition')
    expect(may(waterHead, c, on('2026-12-01'))).not.toContain('objectPetition')
    expect(may(waterHead, c)).not.toContain('sendBack')
    const objected = going(c, 'objectPetition', waterHead, on('2026-11-25'))
    expect(objected).toMatchObject({ state: 'dispatched', holderOrgId: orgs.water })
    expect(going(objected, 'consentToReturn', townClerk, on('2026-11-26'))).toMatchObject({
      state: 'in-hand',
      holderOrgId: orgs.town,
      sentBack: 1,
    })
    const kept = going(objected, 'refuseReturn', townClerk, on('2026-11-26'), { reason: '水费归水利站管' })
    expect(kept).toMatchObject({ state: 'dispatched', holderOrgId: orgs.water })
    expect(may(townClerk, kept)).not.toContain('consentToReturn')
  })
})

describe('the extension: one, thirty days, by the head of the organ', () => {
  const asked = () => going(underInvestigation(monday9), 'askPetitionExtension', townClerk, on('2027-01-11'))

  test('sixty days from acceptance end on 22 January; asking moves nothing', () => {
    expect(underInvestigation(monday9).statutory?.dueAt).toEqual(endOf('2027-01-22'))
    expect(asked().statutory?.dueAt).toEqual(endOf('2027-01-22'))
  })
  test('the leading post of the same organ or of the one above decides, never a clerk, never who asked', () => {
    expect(may(townLeader, asked())).toContain('extendPetition')
    expect(may(countyDirector, asked())).toContain('extendPetition')
    expect(may(townClerk, asked())).not.toContain('extendPetition')
    expect(may(countyOfficer, asked())).not.toContain('extendPetition')
    const bySelf = going(underInvestigation(monday9), 'askPetitionExtension', townLeader, on('2027-01-11'))
    expect(may(townLeader, bySelf)).not.toContain('extendPetition')
    expect(may(countyDirector, bySelf)).toContain('extendPetition')
  })
  test('approved it runs to the day asked for, and cannot be asked again', () => {
    const c = going(asked(), 'extendPetition', townLeader, on('2027-01-12'))
    expect(c.statutory).toMatchObject({ clock: 'conclude', dueAt: endOf('2027-02-10') })
    expect(may(townClerk, c, on('2027-01-13'))).not.toContain('askPetitionExtension')
  })
  test('refused nothing has moved, and it may be asked again', () => {
    const c = going(asked(), 'refusePetitionExtension', townLeader, on('2027-01-12'), { reason: '材料已齐' })
    expect(c.statutory?.dueAt).toEqual(endOf('2027-01-22'))
    expect(may(townClerk, c, on('2027-01-13'))).toContain('askPetitionExtension')
  })
  test.each([
    ['2027-01-22', 'case.day-past'],
    ['2027-02-23', 'case.day-too-late'],
  ])('until %s: %s', (until, code) => {
    expect(() =>
      going(underInvestigation(monday9), 'askPetitionExtension', townClerk, on('2027-01-11'), { until }),
    ).toThrow(refused(code))
  })
  test('after the sixty days it is too late to ask', () => {
    expect(may(townClerk, underInvestigation(monday9), on('2027-01-25'))).not.toContain('askPetitionExtension')
  })
})

describe('review and second review', () => {
  const concluded = () => going(underInvestigation(monday9), 'concludePetition', townClerk, on('2026-12-10'))
  const reviewAsked = () => going(concluded(), 'askReview', resident, on('2026-12-20'))
  const reviewed = () => going(reviewAsked(), 'answerReview', countyOfficer, on('2027-01-08'))

  test('asked for within thirty days, it goes to the organ above with the scheme’s clock and its own', () => {
    // 9 January 2027 is a Saturday
    expect(may(resident, concluded(), on('2027-01-11'))).toContain('askReview')
    expect(may(resident, concluded(), on('2027-01-12'))).not.toContain('askReview')
    expect(reviewAsked()).toMatchObject({
      state: 'reopened',
      level: 'county',
      holderOrgId: orgs.county,
      clock: 'handling',
      statutory: { clock: 'review', dueAt: endOf('2027-01-19') },
    })
  })
  test('a closed case is reopened by it, and wakes the system again', () => {
    const closed = going(concluded(), 'confirm', resident, on('2026-12-11'), { resolved: 'yes' })
    const c = going(closed, 'askReview', resident, on('2026-12-20'))
    expect(c).toMatchObject({ state: 'reopened', holderOrgId: orgs.county, statutory: { clock: 'review' } })
    expect(wakeAt(c, rules)).not.toBeNull()
  })
  test('it may be written down for someone who comes in person', () => {
    expect(may(townClerk, concluded(), on('2026-12-20'))).toContain('askReviewHeard')
  })
  test('only the review’s own opinion answers it', () => {
    expect(may(countyOfficer, reviewAsked())).not.toContain('settle')
    expect(may(resident, reviewAsked())).not.toContain('confirm')
    expect(reviewed()).toMatchObject({ state: 'answered', statutory: null })
  })
  test('a county’s own opinion is reviewed above the county: here it is only named', () => {
    expect(may(resident, reviewed(), on('2027-01-10'))).not.toContain('askReReview')
  })
  test('the opinion of a department under the town is reviewed one level above the town', () => {
    let c = going(underInvestigation(monday9), 'dispatch', townClerk, monday9, {
      departmentId: orgs.water,
      dueDay: '2026-12-20',
      standard: '查清水费',
    })
    c = going(c, 'receive', waterHead, monday9)
    c = going(c, 'concludePetition', waterHead, on('2026-12-10'))
    expect(c).toMatchObject({ state: 'answered', holderOrgId: orgs.town })
    expect(going(c, 'askReview', resident, on('2026-12-20')).level).toBe('county')
  })

  test('asked for in person it is written down there, and its thirty days run; a hearing’s days are not counted', () => {
    const c = going(reviewed(), 'askReReviewHeard', countyOfficer, on('2027-01-11'))
    // 10 February is a working day
    expect(c.statutory).toMatchObject({ clock: 're-review', dueAt: endOf('2027-02-10') })
    const heard = going(c, 'noteHearing', countyOfficer, on('2027-01-15'), { from: '2027-01-14', to: '2027-01-15' })
    expect(heard.statutory?.dueAt).toEqual(endOf('2027-02-12'))
    expect(may(countyOfficer, heard, on('2027-01-16'))).not.toContain('noteHearing')
    expect(() =>
      going(c, 'noteHearing', countyOfficer, on('2027-01-15'), { from: '2027-01-02', to: '2027-01-03' }),
    ).toThrow(refused('petition.hearing-days'))
  })
  const finished = () =>
    going(
      going(reviewed(), 'askReReviewHeard', countyOfficer, on('2027-01-11')),
      'answerReReview',
      countyOfficer,
      on('2027-01-20'),
    )
  test('after the second review the same facts are not taken again; a “no” is noted and closes', () => {
    const c = finished()
    expect(may(resident, c, on('2027-01-21'))).not.toContain('dispute')
    expect(may(resident, c, on('2027-01-21'))).toContain('dissent')
    expect(going(c, 'dissent', resident, on('2027-01-21'))).toMatchObject({
      state: 'closed',
      resolved: 'no',
      outcome: 'resolved',
    })
  })
  test('before it a “no” reopens as ever', () => {
    expect(may(resident, concluded(), on('2026-12-11'))).toEqual(expect.arrayContaining(['dispute', 'askReview']))
    expect(may(resident, concluded(), on('2026-12-11'))).not.toContain('dissent')
  })
})

describe('overdue by the statute', () => {
  const late = on('2026-12-09')
  /** Received on the 23rd, due on 8 December; the scheme gave until the 20th. */
  const owing = (differing: Partial<Facts> = {}) =>
    going(atTown({ dueAt: endOf('2026-12-20'), ...differing }), 'treatAsPetition', townClerk, monday9)

  test('it goes up just as by the scheme, once', () => {
    const c = owing()
    expect(may(system, c, endOf('2026-12-08'))).not.toContain('lateInHand')
    expect(may(system, c, late)).toContain('lateInHand')
    const up = going(c, 'lateInHand', system, late)
    expect(up).toMatchObject({ level: 'county', overdue: 1, clock: 'handling' })
    // still owed, still late, and not sent up again for it
    expect(up.statutory).toMatchObject({ clock: 'route', reminded: 100 })
    expect(duties(up, rules).map((d) => d.what)).not.toContain('statute')
  })
  test('it binds when it is the earlier one, and not when it is not', () => {
    const row = (c: Facts) => ({
      clock_started_at: c.clockStartedAt,
      due_at: c.dueAt,
      statutory_started_at: c.statutory?.startedAt ?? null,
      statutory_due_at: c.statutory?.dueAt ?? null,
    })
    expect(bindingOf(row(owing()))).toMatchObject({ by: 'statute', dueAt: endOf('2026-12-08') })
    expect(bindingOf(row(owing({ dueAt: endOf('2026-12-01') })))).toMatchObject({ by: 'scheme' })
    expect(bindingOf(row(atTown()))).toMatchObject({ by: 'scheme' })
  })
  test('whoever holds it is reminded at the scheme’s shares of the statutory time', () => {
    const at = (share: number) => {
      const from = on('2026-11-23', '00:00').getTime()
      return afterQuiet(new Date(from + share * (endOf('2026-12-08').getTime() - from)), scheme.quietHours)
    }
    const reminds = duties(owing(), rules).filter((d) => d.what === 'statute-remind')
    expect(reminds.map((d) => d.at)).toEqual(scheme.remindAt.map(at))
  })
  test('it wakes the system in any state, shelved and waiting too', () => {
    for (const state of ['shelved', 'waiting', 'closed'] as const)
      expect(duties({ ...owing(), state }, rules).map((d) => d.what)).toContain('statute')
  })
})

describe('no other step moves a statutory clock, and no petition step the scheme’s', () => {
  const walkers: readonly Actor[] = [
    resident,
    system,
    townClerk,
    townLeader,
    waterHead,
    waterOfficer,
    countyOfficer,
    countyDirector,
    supervisor,
  ]
  const others: Partial<Record<Action, object>> = {
    dispatch: { departmentId: orgs.water, dueDay: '2026-12-20', standard: '查清' },
    askExtension: { until: '2026-12-09', reason: '材料没到' },
    shelve: { reason: '等明年', reviewDay: '2027-02-01' },
    assign: { memberId: 'town clerk' },
    handOver: { memberId: 'town clerk' },
    confirm: { resolved: 'yes' },
    dispute: { resolved: 'no' },
    confirmByCall: { resolved: 'yes' },
    disputeByCall: { resolved: 'no' },
    accept: { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' },
    sort: { category: 'road', nature: 'help', urgency: 'urgent', extent: 'common' },
    noteHearing: { from: '2026-12-01', to: '2026-12-02' },
  }
  const owedOf = (c: Facts) => c.statutory && [c.statutory.clock, c.statutory.startedAt, c.statutory.dueAt]
  const windows = (c: Facts) => c.statute.filter((s) => s.clock !== 'object').map((s) => [s.clock, s.dueAt, s.doneAt])
  const turns = fc.array(fc.record({ who: fc.nat(), which: fc.nat(), hours: fc.integer({ min: 1, max: 120 }) }), {
    minLength: 1,
    maxLength: 40,
  })

  test('over random walks', () => {
    const taken = new Set<string>()
    fc.assert(
      fc.property(turns, fc.nat({ max: 2 }), (list, begun) => {
        const told = { promisedAt: endOf('2026-12-07') }
        let c = begun ? underInvestigation(monday9, told) : atTown(told)
        if (begun === 2) c = going(c, 'concludePetition', townClerk, monday9)
        let at = monday9
        for (const { who, which, hours } of list) {
          at = new Date(at.getTime() + hours * 3_600_000)
          const actor = walkers[who % walkers.length] as Actor
          const open = openTo(actor, c, at)
          const step: Step | undefined = open[which % Math.max(open.length, 1)]
          if (!step) continue
          let next: Facts
          try {
            next = going(c, step.action as Action, actor, at, others[step.action as Action] ?? {})
          } catch {
            continue // a day that can no longer be promised
          }
          taken.add(step.action)
          if (!step.statute) {
            expect(owedOf(next), step.action).toEqual(owedOf(c))
            expect(windows(next), step.action).toEqual(windows(c))
            expect(next.petition, step.action).toBe(c.petition)
          } else if (step.to === 'same' && step.statute) {
            const scheme = (x: Facts) => [x.clock, x.clockStartedAt, x.dueAt, x.promisedAt, x.reminded, x.holderOrgId]
            expect(scheme(next), step.action).toEqual(scheme(c))
          }
          if (c.promisedAt) expect(next.promisedAt?.getTime()).toBeGreaterThanOrEqual(c.promisedAt.getTime())
          c = next
        }
      }),
      { numRuns: 400 },
    )
    expect([...taken]).toEqual(expect.arrayContaining(['treatAsPetition', 'dispatch', 'concludePetition', 'askReview']))
  })

  test('every row that may move them is a petition’s, or takes the request back', () => {
    const rows: readonly Step[] = steps
    const moving = rows.filter((s) => s.statute).map((s) => s.action)
    expect(moving).not.toContain('dispatch')
    for (const action of moving)
      expect(action === 'withdraw' || stepOf[action as Action].source.startsWith('petition rules'), action).toBe(true)
  })
})

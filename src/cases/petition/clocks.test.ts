/** The statutory clocks, day by day: each article's limit by the official calendar, and against a naive count. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endOf, on } from '../../../test/a-case.ts'
import { aPetition, opinion, registration } from '../../../test/a-petition.ts'
import { workCalendar } from '../../kernel/calendar/calendar.ts'
import { addDays, asDay, dayOf } from '../../kernel/calendar/deadline.ts'
import { latestExtension, owedNext, statutoryClocks } from './clocks.ts'
import type { PetitionFacts } from './facts.ts'

const calendar = workCalendar()
const clock = (p: PetitionFacts, kind: string, passedAt: Date | null = null) =>
  statutoryClocks(p, passedAt, calendar).find((c) => c.clock === kind)
const received = (receivedOn: string) => aPetition([receivedOn, 'treatAsPetition', { receivedOn }])
const accepted = (day: string, ...more: Parameters<typeof aPetition>) =>
  aPetition(
    [day, 'treatAsPetition', { receivedOn: day }],
    [day, 'choosePetitionKind', { kind: 'claim' }],
    [day, 'routePetition', { road: 'investigation' }],
    [day, 'tellInWriting'],
    ...more,
  )
const concluded = (day: string, ...more: Parameters<typeof aPetition>) =>
  accepted('2026-03-02', [day, 'concludePetition', opinion], ...more)

describe('articles 22 and 23: fifteen calendar days to sort, pass and tell', () => {
  test.each([
    ['2026-03-02', '2026-03-17', 'the day of receipt is not counted'],
    ['2026-11-23', '2026-12-08', 'weekends between are counted'],
    ['2026-03-06', '2026-03-23', 'a last day on a Saturday moves to Monday'],
    ['2026-09-16', '2026-10-08', 'a last day in the National Day holiday moves past all of it'],
    ['2026-02-02', '2026-02-24', 'and past the Spring Festival'],
    ['2026-01-30', '2026-02-14', 'a Saturday worked instead is a working day: it does not move'],
    ['2026-09-25', '2026-10-10', 'a last day on a make-up Saturday stays'],
  ])('received %s: until %s (%s)', (day, due) => {
    expect(clock(received(day), 'tell')).toMatchObject({ article: 23, dueAt: endOf(due), provisional: false })
    expect(clock(received(day), 'route')).toMatchObject({ article: 22, dueAt: endOf(due) })
  })

  test('where name or address is unknown nobody can be told: that clock never begins', () => {
    const p = aPetition(['2026-03-02', 'treatAsPetition', { receivedOn: '2026-03-02', addressKnown: false }])
    expect(clock(p, 'tell')).toBeUndefined()
    expect(clock(p, 'route')).toBeDefined()
  })

  test('it runs from the day of receipt, not from the day somebody entered it', () => {
    const p = aPetition(['2026-03-10', 'treatAsPetition', { receivedOn: '2026-03-02' }])
    expect(clock(p, 'tell')?.dueAt).toEqual(endOf('2026-03-17'))
  })
})

describe('article 23: five working days to object', () => {
  test.each([
    ['2026-03-02', '2026-03-09', 'Monday to Monday'],
    ['2026-03-05', '2026-03-12', 'the weekend is not counted'],
    ['2026-09-28', '2026-10-10', 'the holiday is not counted, the make-up Saturday is'],
    ['2026-02-12', '2026-02-26', 'over the Spring Festival: 14 February is worked'],
  ])('passed on %s: until %s (%s)', (day, due) => {
    expect(clock(received(day), 'object', on(day))).toMatchObject({
      whose: 'receiver',
      dueAt: endOf(due),
    })
  })

  test('nothing was passed on: nobody objects', () => {
    expect(clock(received('2026-03-02'), 'object')).toBeUndefined()
  })
})

describe('article 34: sixty days to conclude, thirty more at most', () => {
  test.each([
    ['2026-03-02', '2026-05-06', 'sixty days end on 1 May, a holiday: the first working day after it'],
    ['2026-03-10', '2026-05-09', 'the sixtieth day, a make-up Saturday'],
    ['2026-04-07', '2026-06-08', 'a Saturday moves to Monday'],
  ])('accepted %s: until %s (%s)', (day, due) => {
    expect(clock(accepted(day), 'conclude')).toMatchObject({ article: 34, dueAt: endOf(due) })
  })

  test('only the road of investigation ends in a written opinion', () => {
    const p = aPetition(
      ['2026-03-02', 'treatAsPetition', { receivedOn: '2026-03-02' }],
      ['2026-03-03', 'choosePetitionKind', { kind: 'claim' }],
      ['2026-03-03', 'routePetition', { road: 'court' }],
    )
    expect(clock(p, 'conclude')).toBeUndefined()
    expect(clock(p, 'route')?.doneAt).toEqual(on('2026-03-03'))
  })

  test('the extension reaches at most ninety days from acceptance', () => {
    // the ninetieth day is 31 May, a Sunday
    expect(latestExtension(accepted('2026-03-02'), calendar)).toEqual(endOf('2026-06-01'))
  })

  test('approved, the day asked for is the new last day; asked alone, nothing moves', () => {
    const asked = accepted('2026-03-02', ['2026-04-20', 'askPetitionExtension', { until: '2026-05-25' }])
    expect(clock(asked, 'conclude')?.dueAt).toEqual(endOf('2026-05-06'))
    const granted = accepted(
      '2026-03-02',
      ['2026-04-20', 'askPetitionExtension', { until: '2026-05-25' }],
      ['2026-04-21', 'extendPetition'],
    )
    expect(clock(granted, 'conclude')?.dueAt).toEqual(endOf('2026-05-25'))
  })

  test('another road chosen later wins no time: it is accepted once', () => {
    const p = aPetition(
      ['2026-03-02', 'treatAsPetition', { receivedOn: '2026-03-02' }],
      ['2026-03-02', 'choosePetitionKind', { kind: 'claim' }],
      ['2026-03-03', 'routePetition', { road: 'protection' }],
      ['2026-03-13', 'routePetition', { road: 'investigation' }],
    )
    expect(clock(p, 'conclude')?.startedAt).toEqual(on('2026-03-03'))
  })
})

describe('articles 35 and 36: thirty days to ask, thirty to answer, twice', () => {
  test.each([
    ['2026-04-01', '2026-05-06', 'thirty days end on 1 May'],
    ['2026-04-16', '2026-05-18', 'a Saturday moves to Monday'],
    ['2026-05-11', '2026-06-10', 'a Wednesday stays'],
  ])('answered %s: a review may be asked for until %s (%s)', (day, due) => {
    expect(clock(concluded(day), 'ask-review')).toMatchObject({ whose: 'resident', article: 35, dueAt: endOf(due) })
  })

  test.each([
    ['2026-04-01', '2026-05-06'],
    ['2026-05-11', '2026-06-10'],
  ])('asked %s: answered until %s', (day, due) => {
    expect(clock(concluded('2026-04-01', [day, 'askReview']), 'review')).toMatchObject({
      article: 35,
      dueAt: endOf(due),
    })
  })

  test('the second review likewise', () => {
    const p = concluded(
      '2026-04-01',
      ['2026-04-10', 'askReview'],
      ['2026-05-08', 'answerReview', opinion],
      ['2026-05-20', 'askReReview'],
    )
    expect(clock(p, 'ask-re-review')).toMatchObject({ dueAt: endOf('2026-06-08'), doneAt: on('2026-05-20') })
    // 19 June is the Dragon Boat holiday, to the 21st
    expect(clock(p, 're-review')).toMatchObject({ article: 36, dueAt: endOf('2026-06-22') })
  })

  test('the time of a hearing is not counted', () => {
    const p = concluded(
      '2026-04-01',
      ['2026-04-10', 'askReview'],
      ['2026-05-08', 'answerReview', opinion],
      ['2026-05-20', 'askReReview'],
      ['2026-06-05', 'noteHearing', { from: '2026-06-01', to: '2026-06-05' }],
    )
    expect(p.reReview?.hearingDays).toBe(5)
    expect(clock(p, 're-review')?.dueAt).toEqual(endOf('2026-06-24'))
  })
})

describe('what is owed next', () => {
  test('of two clocks that end together the one first in the law', () => {
    expect(owedNext(statutoryClocks(received('2026-03-02'), null, calendar))?.clock).toBe('route')
  })
  test('once answered, nothing: the window to ask for review is the resident’s', () => {
    expect(owedNext(statutoryClocks(concluded('2026-04-01'), null, calendar))).toBeNull()
  })
  test('taken back, nothing', () => {
    expect(owedNext(statutoryClocks(accepted('2026-03-02', ['2026-03-20', 'withdraw']), null, calendar))).toBeNull()
  })
  test('a limit that ends in a year without a notice is provisional', () => {
    const p = aPetition(['2026-12-28', 'treatAsPetition', { receivedOn: '2026-12-28' }])
    expect(owedNext(statutoryClocks(p, null, calendar))).toMatchObject({ provisional: true })
  })
})

describe('against a naive count', () => {
  const days = fc.integer({ min: 0, max: 700 }).map((n) => addDays(asDay('2024-06-01'), n))
  /** One finger on the calendar: n days on, then on until people work. */
  const naive = (from: string, n: number) => {
    let day = asDay(from)
    for (let i = 0; i < n; i++) day = addDays(day, 1)
    while (!calendar.isWorkday(day).workday) day = addDays(day, 1)
    return day
  }
  test('calendar days, from any day', () => {
    fc.assert(
      fc.property(days, (day) => {
        const p = accepted(day, [day, 'concludePetition', opinion], [day, 'askReview'])
        const due = (kind: string) => dayOf(clock(p, kind)?.dueAt ?? new Date(0))
        expect([due('tell'), due('conclude'), due('ask-review'), due('review')]).toEqual([
          naive(day, 15),
          naive(day, 60),
          naive(day, 30),
          naive(day, 30),
        ])
      }),
      { numRuns: 300 },
    )
  })
  test('five working days, from any day', () => {
    fc.assert(
      fc.property(days, (from) => {
        let [day, left] = [from, 5]
        while (left > 0) {
          day = addDays(day, 1)
          if (calendar.isWorkday(day).workday) left--
        }
        const due = clock(aPetition([from, 'treatAsPetition', registration]), 'object', on(from))?.dueAt
        expect(dayOf(due ?? new Date(0))).toBe(day)
      }),
      { numRuns: 300 },
    )
  })
})

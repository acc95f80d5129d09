/** Deadlines over holidays, make-up days and the end of the data, and against a slow count by hand. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { workCalendar } from './calendar.ts'
import {
  addDays,
  asDay,
  colour,
  dayOf,
  deadline,
  endOfDay,
  halfUsed,
  Limit,
  remaining,
  share,
  weekday,
  workingDaysBetween,
} from './deadline.ts'
import official from './years.json' with { type: 'json' }

const calendar = workCalendar()
/** Shanghai wall time. */
const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`)

describe('working days', () => {
  test.each([
    ['2026-11-23 09:00', 1, '2026-11-24', 'Monday, one day: Tuesday'],
    ['2026-11-23 23:59', 1, '2026-11-24', 'a minute to midnight counts like the morning'],
    ['2026-11-20 17:00', 2, '2026-11-24', 'over a weekend'],
    ['2026-11-21 10:00', 1, '2026-11-23', 'handed in on a Saturday'],
    ['2026-09-18 09:00', 1, '2026-09-20', 'the Sunday worked for the National Day'],
    ['2026-09-30 09:00', 1, '2026-10-08', 'over the National Day'],
    ['2026-09-30 09:00', 3, '2026-10-10', 'the Saturday worked after it'],
    ['2026-10-03 09:00', 2, '2026-10-09', 'handed in during the holiday'],
    ['2026-02-13 09:00', 1, '2026-02-14', 'the Saturday worked for the Spring Festival'],
    ['2026-02-13 09:00', 2, '2026-02-24', 'over the nine days of the Spring Festival'],
    ['2026-02-27 09:00', 1, '2026-02-28', 'the Saturday worked after it'],
  ])('from %s, %d working days: end of %s (%s)', (from, workingDays, day) => {
    expect(deadline(calendar, at(from), { workingDays })).toEqual({ at: endOfDay(asDay(day)), provisional: false })
  })

  test('a limit that ends in the last known year is firm, one day more is provisional', () => {
    expect(deadline(calendar, at('2026-12-30 09:00'), { workingDays: 1 })).toEqual({
      at: endOfDay(asDay('2026-12-31')),
      provisional: false,
    })
    // 1 January is off by statute, 2 and 3 are a weekend
    expect(deadline(calendar, at('2026-12-30 09:00'), { workingDays: 2 })).toEqual({
      at: endOfDay(asDay('2027-01-04')),
      provisional: true,
    })
  })
})

describe('calendar days', () => {
  test.each([
    ['2026-11-23 09:00', 2, '2026-11-25', false, 'ends on a Wednesday'],
    ['2026-11-23 09:00', 5, '2026-11-30', false, 'ends on a Saturday: Monday'],
    ['2026-09-21 09:00', 10, '2026-10-08', false, 'ends on 1 October: after the holiday'],
    ['2026-10-01 09:00', 9, '2026-10-10', false, 'ends on a Saturday that is worked'],
    ['2026-11-23 09:00', 60, '2027-01-22', true, 'ends in a year not known'],
  ])('from %s, %d days: end of %s, provisional %s (%s)', (from, days, day, provisional) => {
    expect(deadline(calendar, at(from), { days })).toEqual({ at: endOfDay(asDay(day)), provisional })
  })
})

test('hours run through the night and the holiday', () => {
  expect(deadline(calendar, at('2026-09-30 18:00'), { hours: 24 })).toEqual({
    at: at('2026-10-01 18:00'),
    provisional: false,
  })
})

test('a limit is one kind, whole and positive', () => {
  for (const ok of [{ hours: 2 }, { days: 180 }, { workingDays: 15 }]) expect(Limit.parse(ok)).toEqual(ok)
  for (const not of [{}, { hours: 0 }, { days: 1.5 }, { workingDays: -1 }, { hours: 1, days: 1 }, { weeks: 1 }])
    expect(Limit.safeParse(not).success).toBe(false)
})

const instants = fc
  .date({ min: new Date('2011-01-01T00:00:00Z'), max: new Date('2026-12-31T00:00:00Z'), noInvalidDate: true })
  .map((d) => new Date(d))

/** By hand: every day looked up in the notices themselves. */
function worksByHand(day: string): boolean {
  const year = (official as Record<string, { off: string[]; work: string[] }>)[day.slice(0, 4)]
  if (!year) throw new Error(`no notice for ${day}`)
  const inWeek = ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay())
  return year.work.includes(day) || (inWeek && !year.off.includes(day))
}

describe('against a count by hand', () => {
  test('there are exactly that many working days after the start up to the end, and the end is one', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 40 }), (from, workingDays) => {
        const due = deadline(calendar, from, { workingDays })
        fc.pre(!due.provisional)
        let count = 0
        let last = ''
        for (let t = Date.parse(`${dayOf(from)}T00:00:00Z`) + 86_400_000; count < workingDays; t += 86_400_000) {
          last = new Date(t).toISOString().slice(0, 10)
          if (worksByHand(last)) count++
        }
        expect(due.at).toEqual(new Date(`${last}T23:59:59.999+08:00`))
        expect(workingDaysBetween(calendar, dayOf(from), dayOf(due.at))).toBe(workingDays)
      }),
    )
  })

  test('whole years are counted as their days would be', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 2500 }), (from, days) => {
        const to = addDays(dayOf(from), days)
        let count = 0
        for (let day = addDays(dayOf(from), 1); day <= to; day = addDays(day, 1))
          if (calendar.isWorkday(day).workday) count++
        expect(workingDaysBetween(calendar, dayOf(from), to)).toBe(count)
      }),
      { numRuns: 50 },
    )
  })

  test('an end in calendar days is the first working day from then on', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 400 }), (from, days) => {
        const due = deadline(calendar, from, { days })
        fc.pre(!due.provisional)
        const first = addDays(dayOf(from), days)
        expect(worksByHand(dayOf(due.at))).toBe(true)
        for (let day = first; day < dayOf(due.at); day = addDays(day, 1)) expect(worksByHand(day)).toBe(false)
      }),
    )
  })

  test('a longer limit never ends earlier, known year or not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8000 }), fc.integer({ min: 1, max: 300 }), (n, workingDays) => {
        const from = endOfDay(addDays(asDay('2011-01-01'), n))
        const shorter = deadline(calendar, from, { workingDays })
        const longer = deadline(calendar, from, { workingDays: workingDays + 1 })
        expect(longer.at.getTime()).toBeGreaterThan(shorter.at.getTime())
        if (shorter.provisional) expect(longer.provisional).toBe(true)
      }),
    )
  })

  test('weekdays follow one another', () => {
    fc.assert(
      fc.property(instants, (d) => {
        expect(weekday(addDays(dayOf(d), 1))).toBe((weekday(dayOf(d)) % 7) + 1)
      }),
    )
  })
})

describe('what is left', () => {
  const due = endOfDay(asDay('2026-10-10'))
  test.each([
    ['2026-09-30 12:00', { workingDays: 3, hours: 251, overdue: false }],
    ['2026-10-10 20:00', { workingDays: 0, hours: 3, overdue: false }],
    ['2026-10-11 00:00', { workingDays: 0, hours: 0, overdue: true }],
    ['2026-10-12 01:00', { workingDays: 1, hours: 25, overdue: true }],
  ])('at %s', (now, left) => {
    expect(remaining(calendar, at(now), due)).toEqual(left)
  })
})

describe('colours', () => {
  const start = at('2026-11-23 00:00')
  const due = at('2026-11-24 00:00')
  test.each([
    ['2026-11-23 00:00', 0, 'in-time', false],
    ['2026-11-23 12:00', 0.5, 'in-time', true],
    ['2026-11-23 18:00', 0.75, 'in-time', true],
    ['2026-11-23 19:12', 0.8, 'due-soon', true],
    ['2026-11-24 00:00', 1, 'due-soon', true],
    ['2026-11-24 12:00', 1.5, 'late', true],
  ])('at %s %d of the limit is used: %s', (now, used, name, half) => {
    expect(share(start, due, at(now))).toBeCloseTo(used)
    expect(colour(share(start, due, at(now)))).toBe(name)
    expect(halfUsed(share(start, due, at(now)))).toBe(half)
  })
  test('a scheme may warn earlier', () => {
    expect(colour(0.6, { warn: 0.5 })).toBe('due-soon')
  })
  test('before the start nothing is used, and a limit without length is used up a moment later', () => {
    expect(share(start, due, at('2026-11-22 00:00'))).toBe(0)
    expect(share(start, start, due)).toBeGreaterThan(1)
  })
})

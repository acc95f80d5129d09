/** The calendar against the notices, and what it says of a year whose notice is not in. */
import { describe, expect, test } from 'vitest'
import { calendarEndsSoon, officialYears, workCalendar } from './calendar.ts'
import { addDays, asDay, type Day, dayOf, endOfDay, weekday } from './day.ts'

const calendar = workCalendar()
const works = (day: string) => calendar.isWorkday(asDay(day)).workday
const days = (from: string, to: string): Day[] => {
  const all: Day[] = []
  for (let day = asDay(from); day <= to; day = addDays(day, 1)) all.push(day)
  return all
}

describe('2026, as the notice has it', () => {
  test.each([
    ['元旦', '2026-01-01', '2026-01-03'],
    ['春节', '2026-02-15', '2026-02-23'],
    ['清明节', '2026-04-04', '2026-04-06'],
    ['劳动节', '2026-05-01', '2026-05-05'],
    ['端午节', '2026-06-19', '2026-06-21'],
    ['中秋节', '2026-09-25', '2026-09-27'],
    ['国庆节', '2026-10-01', '2026-10-07'],
  ])('%s is off from %s to %s', (_name, from, to) => {
    expect(days(from, to).filter(works)).toEqual([])
  })

  test('six weekend days are worked, and no other', () => {
    const worked = days('2026-01-01', '2026-12-31').filter((day) => weekday(day) > 5 && works(day))
    expect(worked).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'])
  })

  test('a half-day holiday stops nothing', () => {
    expect(works('2026-06-01')).toBe(true)
  })

  test('248 working days in the year', () => {
    expect(days('2026-01-01', '2026-12-31').filter(works)).toHaveLength(248)
  })
})

test('every shipped year is there without a gap, sorted, with its source', () => {
  const years = Object.keys(officialYears)
  expect(years).toEqual(days('2011-01-01', '2026-12-31').flatMap((d) => (d.endsWith('-01-01') ? [d.slice(0, 4)] : [])))
  for (const [year, { off, work, source }] of Object.entries(officialYears)) {
    for (const list of [off, work]) {
      expect(list).toEqual([...list].sort())
      expect(list.map((day) => asDay(day).slice(0, 4))).toEqual(list.map(() => year))
    }
    expect(source).toContain(`${year}年部分节假日安排的通知`)
    expect(off.filter((day) => work.includes(day))).toEqual([])
    // what is worked instead is a weekend day, or it would be no exception
    expect(work.filter((day) => weekday(day as Day) < 6)).toEqual([])
  }
})

describe('a year without its notice', () => {
  test.each([
    ['初三, a Monday', '2027-02-08', false],
    ['除夕, a Friday', '2027-02-05', false],
    ['清明, a Monday', '2027-04-05', false],
    ['1 October, a Friday', '2027-10-01', false],
    ['a plain Saturday', '2027-03-06', false],
    ['a plain Tuesday', '2027-03-02', true],
    ['初一 2028, a Wednesday', '2028-01-26', false],
    ['初一 2030 and its fourth day', '2030-02-05', false],
    ['1 May beyond the table', '2031-05-01', false],
  ])('%s: %s works: %s, and it is not known', (_name, day, workday) => {
    expect(calendar.isWorkday(asDay(day))).toEqual({ workday, known: false })
  })

  test('an empty entry is no notice', () => {
    const empty = workCalendar({}, { ...officialYears, 2027: { off: [], work: [], source: '' } })
    expect(empty.lastKnownYear).toBe(2026)
    expect(empty.isWorkday(asDay('2027-03-02')).known).toBe(false)
  })

  test('once its notice is in, it is known', () => {
    const next = workCalendar(
      {},
      { ...officialYears, 2027: { off: ['2027-03-02'], work: ['2027-03-06'], source: 'test' } },
    )
    expect(next.lastKnownYear).toBe(2027)
    expect(next.isWorkday(asDay('2027-03-02'))).toEqual({ workday: false, known: true })
    expect(next.isWorkday(asDay('2027-03-06'))).toEqual({ workday: true, known: true })
  })
})

test('a jurisdiction adds its own days off', () => {
  const here = workCalendar({ daysOff: [asDay('2026-04-20')] })
  expect(here.isWorkday(asDay('2026-04-20')).workday).toBe(false)
  expect(works('2026-04-20')).toBe(true)
})

test('it warns from three months before the data ends', () => {
  expect(calendarEndsSoon(calendar, new Date('2026-09-30T15:59:59Z'))).toBe(false)
  expect(calendarEndsSoon(calendar, new Date('2026-09-30T16:00:00Z'))).toBe(true)
  expect(calendarEndsSoon(calendar, new Date('2027-05-01T00:00:00Z'))).toBe(true)
})

describe('days', () => {
  test('a day begins at midnight in Shanghai, wherever the server stands', () => {
    expect(dayOf(new Date('2026-11-22T15:59:59.999Z'))).toBe('2026-11-22')
    expect(dayOf(new Date('2026-11-22T16:00:00Z'))).toBe('2026-11-23')
    expect(endOfDay(asDay('2026-11-23')).toISOString()).toBe('2026-11-23T15:59:59.999Z')
  })
  test('they are added over months, leap days and years', () => {
    expect(addDays(asDay('2028-02-28'), 1)).toBe('2028-02-29')
    expect(addDays(asDay('2026-12-31'), 1)).toBe('2027-01-01')
    expect(addDays(asDay('2026-03-01'), -1)).toBe('2026-02-28')
  })
  test('Monday is 1 and Sunday is 7', () => {
    expect([weekday(asDay('2026-11-23')), weekday(asDay('2026-11-29'))]).toEqual([1, 7])
  })
  test.each(['2026-02-30', '2026-13-01', '26-01-01', '', '2026-1-1'])('%j is no day', (text) => {
    expect(() => asDay(text)).toThrow('not a day')
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, asDay, type Day } from '../kernel/calendar/day.ts'
import type { Per } from '../programme/duties.ts'
import { festivalDay } from './festivals.ts'
import { daysIn, gaps, merged, openEnd, overlap, periodsOf } from './periods.ts'

const d = asDay
const all = (per: Per, from: string, to: string) =>
  periodsOf(per, { from: d(from), to: d(to) }).map((p) => `${p.label} ${p.from} ${p.to}`)

test('the calendar’s periods, by their names', () => {
  expect(all('year', '2026-03-01', '2027-01-01')).toEqual(['2026 2026-01-01 2026-12-31', '2027 2027-01-01 2027-12-31'])
  expect(all('half-year', '2026-06-30', '2026-07-01')).toEqual([
    '2026-H1 2026-01-01 2026-06-30',
    '2026-H2 2026-07-01 2026-12-31',
  ])
  expect(all('quarter', '2026-11-23', '2026-11-23')).toEqual(['2026-Q4 2026-10-01 2026-12-31'])
  expect(all('month', '2028-02-29', '2028-02-29')).toEqual(['2028-02 2028-02-01 2028-02-29'])
  // 2026-11-23 is a Monday
  expect(all('week', '2026-11-24', '2026-11-30')).toEqual([
    'W2026-11-23 2026-11-23 2026-11-29',
    'W2026-11-30 2026-11-30 2026-12-06',
  ])
})

test('a window of the year, also one that runs into the next', () => {
  expect(all({ window: { from: '06-01', to: '09-30' } }, '2014-01-01', '2014-12-31')).toEqual([
    '2014-06-01 2014-06-01 2014-09-30',
  ])
  expect(all({ window: { from: '12-15', to: '02-20' } }, '2027-01-05', '2027-01-05')).toEqual([
    '2026-12-15 2026-12-15 2027-02-20',
  ])
  expect(all({ window: { from: '02-29', to: '03-01' } }, '2026-02-28', '2026-02-28')).toEqual([
    '2026-02-28 2026-02-28 2026-03-01',
  ])
})

test('the two festivals of care: before New Year, and before the Spring Festival by the moon', () => {
  expect(all({ festival: 'new-year', daysBefore: 20, daysAfter: 0 }, '2026-11-01', '2026-12-20')).toEqual([
    '2027-new-year 2026-12-12 2027-01-01',
  ])
  expect(all({ festival: 'spring-festival', daysBefore: 30, daysAfter: 2 }, '2027-01-10', '2027-02-01')).toEqual([
    '2027-spring-festival 2027-01-07 2027-02-08',
  ])
})

test('festivals fall where the printed calendar has them, also where ICU is a day off', () => {
  expect(['2026', '2027', '2028', '2029', '2030'].map((y) => festivalDay('spring-festival', Number(y)))).toEqual([
    '2026-02-17',
    '2027-02-06',
    '2028-01-26',
    '2029-02-13',
    '2030-02-03',
  ])
  expect([2026, 2027, 2028].map((y) => festivalDay('mid-autumn', y))).toEqual([
    '2026-09-25',
    '2027-09-15',
    '2028-10-03',
  ])
  expect([2026, 2027, 2028].map((y) => festivalDay('qingming', y))).toEqual(['2026-04-05', '2027-04-05', '2028-04-04'])
  expect([2026, 2027].map((y) => festivalDay('dragon-boat', y))).toEqual(['2026-06-19', '2027-06-09'])
  expect(festivalDay('party-day', 2026)).toBe('2026-07-01')
  expect(festivalDay('spring-festival', 1912)).toBeUndefined()
})

const day = fc.integer({ min: 0, max: 4000 }).map((n) => addDays(d('2020-01-01'), n))
const span = fc.tuple(day, day).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }))

test.each(['year', 'half-year', 'quarter', 'month', 'week'] as const)(
  'every day lies in one %s, and they follow one another',
  (per) => {
    fc.assert(
      fc.property(span, (s) => {
        const periods = periodsOf(per, s)
        expect(periods[0]?.from && periods[0].from <= s.from).toBe(true)
        expect((periods.at(-1)?.to ?? '') >= s.to).toBe(true)
        for (const [i, p] of periods.slice(1).entries()) expect(p.from).toBe(addDays(periods[i]?.to as Day, 1))
        expect(new Set(periods.map((p) => p.label)).size).toBe(periods.length)
      }),
    )
  },
)

test('what is covered and what is not make up the whole', () => {
  fc.assert(
    fc.property(span, fc.array(span, { maxLength: 5 }), (whole, covered) => {
      const left = gaps(whole, covered)
      const inside = merged(covered).flatMap((c) => {
        const shared = overlap(c, whole)
        return shared ? [shared] : []
      })
      expect([...left, ...inside].reduce((n, s) => n + daysIn(s), 0)).toBe(daysIn(whole))
    }),
  )
})

test('an open end takes in what comes after', () => {
  expect(
    merged([
      { from: d('2026-01-01'), to: openEnd },
      { from: d('2027-01-01'), to: d('2027-02-01') },
    ]),
  ).toEqual([{ from: '2026-01-01', to: openEnd }])
})

/** Prorated by days, paced by days gone by, and what is said of it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { addDays, asDay, type Day } from '../kernel/calendar/day.ts'
import { Duty } from '../programme/duties.ts'
import type { Assigned } from './assigned.ts'
import { calendarOf, folded } from './ical.ts'
import { heldFrom, owed } from './owed.ts'
import { behindBy, type Cell, expected, standing } from './pace.ts'
import { openEnd, overlap } from './periods.ts'
import { remindDays, toRemind } from './remind.ts'

const d = asDay
const year = { from: d('2026-01-01'), to: d('2026-12-31') }
const assigned = (atLeast: number | null, more: object = {}, span = year): Assigned => ({
  programme: 'town',
  version: 1,
  duty: 'a',
  rule: z.object({ name: z.any(), ...Duty }).parse({
    name: {},
    who: { roles: ['town-leader'] },
    measure: { days: 'visit' },
    per: 'year',
    atLeast,
    ...more,
  }) as never,
  period: '2026',
  whole: year,
  ...span,
})
const held = (from: string, to: string | null = null) => heldFrom(from, to)

test('a post held for a part of the year owes that part, to the nearest whole', () => {
  const target = (from: string, to: string | null = null, atLeast = 60) =>
    owed(assigned(atLeast), [held(from, to)], [])?.target
  expect(target('2020-01-01')).toBe(60)
  expect(target('2026-07-01')).toBe(30) // 184 of 365 days: 30.2
  expect(target('2026-01-01', '2026-01-09')).toBe(1) // 1.5: a half upwards
  expect(target('2026-01-01', '2026-01-03')).toBeUndefined() // 0.49: nothing is owed
  expect(target('2026-07-02', null, 1)).toBe(1) // 183 of 365: just the half
  expect(target('2026-07-03', null, 1)).toBeUndefined()
})

test('leave lowers it by its days, and does not count for the pace', () => {
  const mine = owed(assigned(60), [held('2020-01-01')], [{ from: d('2026-03-01'), to: d('2026-05-31') }])
  expect(mine).toEqual({ ...year, target: 45, off: [{ from: '2026-03-01', to: '2026-05-31' }] })
  const cell = { ...aCell(45), off: mine?.off ?? [] }
  expect(expected(cell, d('2026-06-01'))).toBe(expected(cell, d('2026-03-01')))
})

test('two posts one after the other are one; a break between does not count', () => {
  expect(owed(assigned(60), [held('2026-01-01', '2026-06-30'), held('2026-07-01')], [])?.target).toBe(60)
  const broken = owed(assigned(60), [held('2026-01-01', '2026-03-31'), held('2026-10-01')], [])
  expect(broken).toMatchObject({ ...year, target: 30, off: [{ from: '2026-04-01', to: '2026-09-30' }] })
})

test('what has no length is not lowered, and what the file does not prorate neither', () => {
  const half = [held('2026-07-02')]
  expect(owed(assigned(1, { measure: { coverage: 'all' } }), half, [])?.target).toBe(1)
  expect(owed(assigned(3, { measure: { ties: 'unit-village' } }), half, [])?.target).toBe(3)
  expect(owed(assigned(60, { prorate: 'no' }), half, [])?.target).toBe(60)
  expect(owed({ ...assigned(1), whole: null }, half, [])?.target).toBe(1)
  expect(owed(assigned(null), half, [])?.target).toBeNull()
  expect(owed(assigned(60), [held('2027-01-01')], [])).toBeUndefined()
})

const aCell = (target: number | null, value = 0, more: Partial<Cell> = {}): Cell => ({
  period: '2026',
  measure: 'days',
  ...year,
  off: [],
  grace: 0,
  target,
  value,
  ...more,
})

test('31 of 60 days, 5 behind today’s pace', () => {
  // 219 of 365 days have gone by: 36
  expect(behindBy(aCell(60, 31), d('2026-08-08'))).toBe(5)
  expect(standing(aCell(60, 31), d('2026-08-08'))).toBe('behind')
  expect(standing(aCell(60, 36), d('2026-08-08'))).toBe('on-pace')
})

test('how one stands', () => {
  const month = { from: d('2026-11-01'), to: d('2026-11-30'), period: '2026-11' }
  expect(standing(aCell(null), d('2026-08-08'))).toBe('not-set')
  expect(standing(aCell(1, 1, month), d('2026-11-02'))).toBe('done')
  expect(standing(aCell(1, 0, month), d('2026-10-31'))).toBe('not-begun')
  // one report a month: nobody is behind on its last morning
  expect(standing(aCell(1, 0, month), d('2026-11-30'))).toBe('on-pace')
  expect(standing(aCell(1, 0, { ...month, grace: 5 }), d('2026-12-05'))).toBe('in-grace')
  expect(standing(aCell(1, 0, { ...month, grace: 5 }), d('2026-12-06'))).toBe('missed')
  const stands = { period: 'standing', to: openEnd, measure: 'ties' } as const
  expect(standing(aCell(3, 2, stands), d('2026-01-01'))).toBe('behind')
  expect(standing(aCell(1, 0, { period: 'once', to: openEnd }), d('2030-01-01'))).toBe('on-pace')
})

const some = fc.record({
  target: fc.integer({ min: 1, max: 400 }),
  value: fc.integer({ min: 0, max: 400 }),
  today: fc.integer({ min: -10, max: 400 }).map((n) => addDays(year.from, n)),
  off: fc.tuple(fc.integer({ min: 0, max: 360 }), fc.integer({ min: 0, max: 60 })).map(([from, days]) => {
    const span = { from: addDays(year.from, from), to: addDays(year.from, from + days) }
    return [overlap(span, year) ?? span]
  }),
})
test('the pace never falls, ends at the target, and is never more than it', () => {
  fc.assert(
    fc.property(some, ({ target, off, today }) => {
      const cell = aCell(target, 0, { off })
      expect(expected(cell, today)).toBeLessThanOrEqual(expected(cell, addDays(today, 1)))
      expect(expected(cell, addDays(year.to, 1))).toBe(target)
      expect(Number.isInteger(expected(cell, today))).toBe(true)
    }),
  )
})

test('more days held never owe less', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 0, max: 64 }),
      fc.integer({ min: 1, max: 100 }),
      (from, more, atLeast) => {
        const of = (n: number) =>
          owed(assigned(atLeast), [{ from: addDays(year.from, n), to: openEnd }], [])?.target ?? 0
        expect(of(from)).toBeGreaterThanOrEqual(of(from + more))
        expect(of(0)).toBe(atLeast)
      },
    ),
  )
})

test('reminded at half of the time when behind, again at half of what is left, never twice a week', () => {
  expect(remindDays({ from: d('2026-11-01'), to: d('2026-11-30') })).toEqual(['2026-11-16', '2026-11-24', '2026-11-28'])
  const behind = aCell(10, 0, { from: d('2026-11-01'), to: d('2026-11-30') })
  const on = (today: string, last: string | null = null) => toRemind(behind, d(today), last as Day | null)
  expect([on('2026-11-10'), on('2026-11-16'), on('2026-11-18')]).toEqual([false, true, true])
  expect([on('2026-11-17', '2026-11-16'), on('2026-11-24', '2026-11-16'), on('2026-11-28', '2026-11-24')]).toEqual([
    false,
    true,
    false,
  ])
  expect(toRemind({ ...behind, value: 9 }, d('2026-11-16'), null)).toBe(false)
})

test('a calendar by RFC 5545: whole days, folded lines, nothing broken by commas', () => {
  const text = calendarOf(
    '任务',
    [{ uid: 'a.1.b.2026@lianxin', summary: `走访农户, 50 户; ${'很长'.repeat(30)}`, on: d('2026-12-31') }],
    new Date('2026-11-23T01:00:00Z'),
  )
  expect(text).toContain('DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n')
  expect(text).toContain('DTSTAMP:20261123T010000Z')
  expect(text.replace(/\r\n /g, '')).toContain('SUMMARY:走访农户\\, 50 户\\; 很长')
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(folded('短')).toBe('短')
})

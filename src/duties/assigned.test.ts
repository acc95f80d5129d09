/** The rule of versions: a period keeps the numbers of its first day. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { asDay } from '../kernel/calendar/day.ts'
import { Duty } from '../programme/duties.ts'
import { assignedPeriods, shownPeriods, type Version } from './assigned.ts'

const text = { 'zh-CN': '走访', en: 'visits' }
const rule = z.object({ name: z.any(), ...Duty })
const visits = (per: unknown, atLeast: number | null, more = {}) =>
  rule.parse({
    name: text,
    who: { roles: ['town-leader'] },
    measure: { count: 'visit' },
    per,
    atLeast,
    ...more,
  }) as never
const version = (n: number, startsOn: string, endsOn: string | null, duties: Record<string, never>): Version => ({
  code: 'town',
  version: n,
  startsOn,
  endsOn,
  scheme: { duties },
})
const told = (versions: Version[], horizon: string) =>
  assignedPeriods(versions, asDay(horizon)).map(
    (a) => `v${a.version} ${a.duty} ${a.period} ${a.from}/${a.to} ${a.rule.atLeast}`,
  )

test('a period keeps the version of its first day to its end; the next goes by the new one', () => {
  const all = [
    version(1, '2026-01-01', '2026-05-31', { a: visits('quarter', 10) }),
    version(2, '2026-06-01', null, { a: visits('quarter', 20) }),
  ]
  expect(told(all, '2026-08-01')).toEqual([
    'v1 a 2026-Q1 2026-01-01/2026-03-31 10',
    'v1 a 2026-Q2 2026-04-01/2026-06-30 10',
    'v2 a 2026-Q3 2026-07-01/2026-09-30 20',
  ])
})

test('a duty that is new begins with its version; what is not named any more ends with it', () => {
  const all = [
    version(1, '2026-01-01', '2026-05-31', { old: visits('year', 10) }),
    version(2, '2026-06-01', null, { fresh: visits('year', 20) }),
  ]
  expect(told(all, '2026-12-01')).toEqual([
    'v1 old 2026 2026-01-01/2026-05-31 10',
    'v2 fresh 2026 2026-06-01/2026-12-31 20',
  ])
})

test('a scheme that begins in the middle of a period begins there, and ends with its last day', () => {
  expect(told([version(1, '2026-08-15', '2026-11-10', { a: visits('quarter', 4) })], '2027-01-01')).toEqual([
    'v1 a 2026-Q3 2026-08-15/2026-09-30 4',
    'v1 a 2026-Q4 2026-10-01/2026-11-10 4',
  ])
})

test('after a break it is new again', () => {
  const all = [
    version(1, '2026-01-01', '2026-02-28', { a: visits('year', 10) }),
    version(2, '2026-06-01', null, { a: visits('year', 20) }),
  ]
  expect(told(all, '2026-12-01')).toEqual(['v1 a 2026 2026-01-01/2026-02-28 10', 'v2 a 2026 2026-06-01/2026-12-31 20'])
})

test('once lasts as long as the scheme names it; what stands goes by the version of the day', () => {
  const duties = (n: number) => ({ once: visits('once', n), stands: visits('standing', n) })
  const all = [version(1, '2026-01-01', '2026-05-31', duties(1)), version(2, '2026-06-01', null, duties(2))]
  expect(told(all, '2026-12-01')).toEqual([
    'v1 once once 2026-01-01/9999-12-31 1',
    'v1 stands standing 2026-01-01/2026-05-31 1',
    'v2 stands standing 2026-06-01/9999-12-31 2',
  ])
})

test('a duty’s own first and last day cut it', () => {
  const a = visits('month', 1, { starts: '2026-02-10', ends: '2026-03-05' })
  expect(told([version(1, '2026-01-01', null, { a })], '2026-12-01')).toEqual([
    'v1 a 2026-02 2026-02-10/2026-02-28 1',
    'v1 a 2026-03 2026-03-01/2026-03-05 1',
  ])
})

test('nothing begins beyond the horizon', () => {
  expect(told([version(1, '2027-01-01', null, { a: visits('month', 1) })], '2026-12-01')).toEqual([])
})

test('shown are what runs and, with days of grace, what has just ended; else the last that began', () => {
  const all = [
    version(1, '2026-01-01', null, {
      month: visits('month', 1, { grace: 5 }),
      window: visits({ window: { from: '06-01', to: '09-30' } }, 5),
    }),
  ]
  const shown = (today: string) =>
    shownPeriods(assignedPeriods(all, asDay('2026-12-31')), asDay(today)).map((a) => a.period)
  expect(shown('2026-11-03')).toEqual(['2026-10', '2026-11', '2026-06-01'])
  expect(shown('2026-11-23')).toEqual(['2026-11', '2026-06-01'])
})

/** Periods as days. */
import { expect, test } from 'vitest'
import { readPeriod, spanOf } from './period.ts'

test.each([
  ['month', '2026-11-23', '2026-11-01', '2026-11-23'],
  ['last-month', '2026-11-23', '2026-10-01', '2026-10-31'],
  ['last-month', '2027-01-05', '2026-12-01', '2026-12-31'],
  ['last-month', '2028-03-31', '2028-02-01', '2028-02-29'],
  ['quarter', '2026-11-23', '2026-10-01', '2026-11-23'],
  ['quarter', '2026-01-01', '2026-01-01', '2026-01-01'],
  ['year', '2026-11-23', '2026-01-01', '2026-11-23'],
] as const)('%s on %s is %s to %s', (period, today, from, to) => {
  expect(spanOf(period, today)).toEqual({ from, to })
})

test('days of one’s own hold, unless they run backwards or one is missing', () => {
  const own = { from: '2026-03-01', to: '2026-03-15' }
  expect(spanOf('custom', '2026-11-23', own)).toEqual(own)
  const thisMonth = { from: '2026-11-01', to: '2026-11-23' }
  expect(spanOf('custom', '2026-11-23', { from: own.to, to: own.from })).toEqual(thisMonth)
  expect(spanOf('custom', '2026-11-23', { from: own.from })).toEqual(thisMonth)
})

test('an address nobody made means this month', () => {
  expect([readPeriod('fortnight'), readPeriod(undefined), readPeriod('year')]).toEqual(['month', 'month', 'year'])
})

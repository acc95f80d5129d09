/** One version after another: no day has two, no day that is over changes. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, asDay } from '../kernel/calendar/day.ts'
import { overlap, type Span, turns, withEnd, withNext } from './timeline.ts'

const on = (n: number) => addDays(asDay('2026-11-23'), n) as string
const span = (version: number, startsOn: string, endsOn: string | null = null, code = 'trial'): Span => ({
  code,
  version,
  startsOn,
  endsOn,
})

test('the version before ends the day before the next begins', () => {
  const { after, ended, withdrawn } = withNext([span(1, '2026-01-01')], span(2, '2027-01-01'))
  expect(after).toEqual([span(1, '2026-01-01', '2026-12-31'), span(2, '2027-01-01')])
  expect(ended).toEqual([span(1, '2026-01-01', '2026-12-31')])
  expect(withdrawn).toEqual([])
})
test('one that was to begin on that day or later never does; another scheme is left alone', () => {
  const [other, later] = [span(1, '2026-01-01', null, 'other'), span(2, '2027-03-01')]
  const { after, withdrawn } = withNext([other, span(1, '2026-01-01', '2027-02-28'), later], span(3, '2027-01-01'))
  expect(withdrawn).toEqual([later])
  expect(after).toEqual([other, span(1, '2026-01-01', '2026-12-31'), span(3, '2027-01-01')])
})
test('a mistake seen on the day itself: the first of the two never counts', () => {
  expect(withNext([span(1, '2026-11-23')], span(2, '2026-11-23')).after).toEqual([span(2, '2026-11-23')])
})
test('ended on a day it would not reach, nothing moves', () => {
  const { ended, withdrawn } = withEnd([span(1, '2026-01-01', '2026-12-31')], 'trial', '2026-12-31')
  expect([ended, withdrawn]).toEqual([[], []])
})
test('the days on which something begins or has ended, from today on', () => {
  expect(turns([span(1, '2026-01-01', '2026-12-31'), span(1, '2027-03-01', null, 'other')], '2026-11-23')).toEqual([
    '2026-11-23',
    '2027-01-01',
    '2027-03-01',
  ])
})

const step = fc.oneof(
  fc.record({ does: fc.constant('next' as const), from: fc.nat(40), lasts: fc.option(fc.nat(20), { nil: null }) }),
  fc.record({ does: fc.constant('end' as const), from: fc.nat(40), lasts: fc.constant(null) }),
)
test('whatever is applied and ended from one day to the next: one version a day, and days that are over stay as they were', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let all: Span[] = []
      for (const [today, { does, from, lasts }] of steps.entries()) {
        const past = (spans: readonly Span[]) =>
          Array.from(
            { length: today },
            (_, n) => spans.find((s) => s.startsOn <= on(n) && (s.endsOn ?? on(99)) >= on(n))?.version,
          )
        const before = past(all)
        const starts = on(today + from)
        all =
          does === 'next'
            ? withNext(all, span(today + 1, starts, lasts === null ? null : on(today + from + lasts))).after
            : withEnd(all, 'trial', starts).after
        expect(past(all)).toEqual(before)
        for (const a of all) for (const b of all) if (a !== b) expect(overlap(a, b)).toBe(false)
      }
    }),
  )
})

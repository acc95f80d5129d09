/** Nothing that can wait goes out at night. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterQuiet } from './quiet.ts'

const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`)
const night = { from: '21:00', to: '08:00' }

test.each([
  ['2026-11-23 20:59', '2026-11-23 20:59', 'just before'],
  ['2026-11-23 21:00', '2026-11-24 08:00', 'as it begins'],
  ['2026-11-23 23:59', '2026-11-24 08:00', 'before midnight'],
  ['2026-11-24 00:00', '2026-11-24 08:00', 'after midnight'],
  ['2026-11-24 08:00', '2026-11-24 08:00', 'as it ends'],
  ['2026-12-31 22:00', '2027-01-01 08:00', 'over the year’s end'],
])('%s goes out at %s (%s)', (from, to) => {
  expect(afterQuiet(at(from), night)).toEqual(at(to))
})

test('a rest at noon, and none at all', () => {
  expect(afterQuiet(at('2026-11-24 12:30'), { from: '12:00', to: '14:00' })).toEqual(at('2026-11-24 14:00'))
  expect(afterQuiet(at('2026-11-24 15:00'), { from: '12:00', to: '14:00' })).toEqual(at('2026-11-24 15:00'))
  expect(afterQuiet(at('2026-11-24 03:00'), { from: '08:00', to: '08:00' })).toEqual(at('2026-11-24 03:00'))
})

test('never earlier, never more than a day later, and never inside', () => {
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)
  const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(instant, time, time, (when, from, to) => {
      const out = afterQuiet(when, { from, to })
      expect(out.getTime()).toBeGreaterThanOrEqual(when.getTime())
      expect(out.getTime() - when.getTime()).toBeLessThanOrEqual(24 * 3_600_000)
      expect(afterQuiet(out, { from, to })).toEqual(out)
    }),
  )
})

/** Ages in calendar days here: bands without a gap, and a day that ends at midnight in Shanghai. */
import { expect, test } from 'vitest'
import { registeredIn } from './ages.ts'
import { ageBands } from './vocabulary.ts'

const now = new Date('2026-11-23T00:30:00+08:00')

test('each band ends where the one before begins, and the last reaches back without end', () => {
  for (const [i, band] of ageBands.entries()) {
    const before = ageBands[i - 1]
    if (before) expect(registeredIn(band, now).before).toEqual(registeredIn(before, now).from)
  }
  expect(registeredIn('61-', now).from).toBeNull()
})

test('the first band is today and the three days before, from midnight to midnight', () => {
  expect(registeredIn('0-3', now)).toEqual({
    from: new Date('2026-11-20T00:00:00+08:00'),
    before: new Date('2026-11-24T00:00:00+08:00'),
  })
})

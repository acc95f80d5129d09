/** What holds a session up: the day a password runs out, the first password, the second factor a post asks for. */
import { expect, test } from 'vitest'
import { scheme } from '../../test/a-case.ts'
import { daysLeft, dueOf, expiresOn, type Standing } from './standing.ts'

const rules = scheme.accounts
const at = (text: string) => new Date(`${text}:00+08:00`)
const set = at('2026-11-23T09:00')
const standing = (differing: Partial<Standing> = {}): Standing => ({
  passwordSetAt: set,
  firstPassword: false,
  demo: false,
  locked: false,
  ...differing,
})
const session = { way: 'password', secondFactor: false, mustHaveOne: false } as const

test('a password holds ninety days, counted in days of Shanghai', () => {
  expect(expiresOn(standing(), rules)).toBe('2027-02-21')
  expect(expiresOn(standing({ passwordSetAt: at('2026-11-23T23:59') }), rules)).toBe('2027-02-21')
  expect(expiresOn(standing({ passwordSetAt: at('2026-11-24T00:00') }), rules)).toBe('2027-02-22')
})

test.each([
  ['2026-11-23T09:00', 90],
  ['2027-02-14T23:59', 7],
  ['2027-02-20T23:59', 1],
  ['2027-02-21T00:00', 0],
  ['2028-01-01T00:00', 0],
])('on %s it has %i days left', (now, left) => {
  expect(daysLeft(standing(), rules, at(now))).toBe(left)
  expect(dueOf(standing(), session, rules, at(now))).toBe(left === 0 ? 'password-expired' : undefined)
})

test('the first password comes before everything else', () => {
  const must = { ...session, mustHaveOne: true }
  expect(dueOf(standing({ firstPassword: true }), must, rules, at('2028-01-01T00:00'))).toBe('first-password')
  expect(dueOf(standing(), must, rules, set)).toBe('second-factor-missing')
  expect(dueOf(standing(), { ...must, secondFactor: true }, rules, set)).toBeUndefined()
})

test('a provider’s sign-in is the provider’s matter, and the printed passwords of the demo hold nobody up', () => {
  const must = { ...session, mustHaveOne: true }
  expect(dueOf(standing({ firstPassword: true }), { ...must, way: 'oidc' }, rules, set)).toBeUndefined()
  expect(dueOf(standing({ demo: true, firstPassword: true }), must, rules, at('2030-01-01T00:00'))).toBeUndefined()
  expect(daysLeft(standing({ demo: true }), rules, set)).toBeUndefined()
})

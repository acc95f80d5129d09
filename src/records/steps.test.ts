/** Steps come in their order, none skipped, by whom the scheme says; a meeting counts when enough were there. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RecordStep } from '../programme/records.ts'
import { barTo, needed, nextStep, quorumOf, stepsTaken } from './steps.ts'

const step = (code: string, more: object = {}) => RecordStep.parse({ code, name: { 'zh-CN': code, en: code }, ...more })
const steps = [step('apply'), step('approve', { another: true, by: ['secretary'] }), step('pay')]

test('one after the other, from the first to the last', () => {
  expect(nextStep(steps, null)?.code).toBe('apply')
  expect(nextStep(steps, 'apply')?.code).toBe('approve')
  expect(nextStep(steps, 'pay')).toBeUndefined()
  expect(nextStep(steps, 'unknown')).toBeUndefined()
  expect(nextStep(undefined, null)).toBeUndefined()
  expect([null, 'apply', 'pay'].map((last) => stepsTaken(steps, last))).toEqual([0, 1, 3])
})

test('whoever applies does not approve', () => {
  const approve = nextStep(steps, 'apply')
  if (!approve) throw new Error('there is a next step')
  const before = { by: 'm1', fills: ['liaison'] }
  expect(barTo(approve, { memberId: 'm1', roles: ['secretary'] }, before)).toBe('another')
  expect(barTo(approve, { memberId: 'm2', roles: ['liaison'] }, before)).toBe('role')
  expect(barTo(approve, { memberId: 'm2', roles: ['secretary'] }, before)).toBeUndefined()
  const pay = nextStep(steps, 'approve')
  if (!pay) throw new Error('there is a next step')
  // no roles of its own: whoever writes such records
  expect(barTo(pay, { memberId: 'm1', roles: ['liaison'] }, before)).toBeUndefined()
})

test('more than half of ten are six, at least two thirds of nine are six', () => {
  expect(needed(10, { share: 0.5, more: true })).toBe(6)
  expect(needed(10, { share: 0.5, more: false })).toBe(5)
  expect(needed(9, { share: 2 / 3, more: false })).toBe(6)
  expect(needed(11, { share: 0.5, more: true })).toBe(6)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 100 }), (n, percent) => {
      const atLeast = needed(n, { share: percent / 100, more: false })
      expect(atLeast * 100).toBeGreaterThanOrEqual(n * percent)
      expect((atLeast - 1) * 100).toBeLessThan(n * percent)
    }),
  )
})

test('those there are counted by number or by name; where nobody wrote how many, nothing is judged', () => {
  const rule = { present: 'came', entitled: 'all', share: 0.5, more: true }
  expect(quorumOf(rule, { came: ['a', 'b'], all: 3 })).toEqual({ present: 2, entitled: 3, takes: 2, met: true })
  expect(quorumOf(rule, { came: 1, all: 3 })?.met).toBe(false)
  expect(quorumOf(rule, { came: 1 })).toBeUndefined()
})

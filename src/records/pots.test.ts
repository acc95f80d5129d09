/** Money of a pot: what came in, what was asked for, approved and paid; the balance is of all years, to the cent. */
import { expect, test } from 'vitest'
import { RecordStep } from '../programme/records.ts'
import { type Flow, standingOf, sumsOf } from './pots.ts'

const step = (code: string, another = false) => RecordStep.parse({ code, name: { 'zh-CN': code, en: code }, another })
const kinds = { payment: { steps: [step('check'), step('approve', true), step('pay')] }, gift: {} }
const flow = (kind: string, amount: number, of: Partial<Flow> = {}): Flow => ({
  kind,
  amount,
  pot: 'relief',
  orgId: 'o',
  year: 2026,
  step: null,
  ...of,
})

test('approved from the step another person takes, paid after the last', () => {
  expect([null, 'check', 'approve', 'pay'].map((s) => standingOf(kinds.payment, s))).toEqual([
    { approved: false, paid: false },
    { approved: false, paid: false },
    { approved: true, paid: false },
    { approved: true, paid: true },
  ])
  expect(standingOf(kinds.gift, null)).toEqual({ approved: true, paid: true })
})

test('set aside less paid is left, over the years', () => {
  const flows = [
    flow('pot-funding', 1000.1, { year: 2025 }),
    flow('pot-funding', 300.2),
    flow('payment', 100.3, { step: 'pay', year: 2025 }),
    flow('payment', 50, { step: 'approve' }),
    flow('payment', 20, { step: 'check' }),
    flow('gift', 30),
  ]
  expect(sumsOf(flows, 2026, kinds)).toEqual({ setAside: 300.2, asked: 100, approved: 80, paid: 30, balance: 1170 })
})

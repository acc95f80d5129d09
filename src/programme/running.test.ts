/** What holds on a day of all schemes that run: who leads, whose words are shared, which numbers were put in. */
import { expect, test } from 'vitest'
import { scheme as mechanism } from '../../test/a-case.ts'
import { aScheme, meetings, visits } from '../../test/a-scheme.ts'
import { readShipped } from '../schemes/used.ts'
import { blanksOf, carriedOver, filledIn } from './blanks.ts'
import { parseProgramme } from './load.ts'
import type { Programme } from './model.ts'
import { inForce, type Running, runsOn } from './running.ts'

const read = (parts?: Record<string, unknown>) =>
  parseProgramme(aScheme(parts), 'trial.yaml', { readUsed: readShipped })
const runs = (scheme: Programme, startsOn: string, endsOn: string | null = null): Running => ({
  code: scheme.programme,
  version: 1,
  startsOn,
  endsOn,
  scheme,
})
const today = '2026-11-23'

test('with none the shipped one holds, whole', () => {
  expect(inForce([], today, mechanism)).toEqual(mechanism)
})
test('a scheme that takes over from another adds its words and leaves channels and limits alone', () => {
  const now = inForce([runs(read(), '2026-01-01')], today, mechanism)
  expect(Object.keys(now.recordKinds)).toEqual(expect.arrayContaining(['visit', 'meeting']))
  expect(now.limits).toEqual(mechanism.limits)
  expect(now.programme).toBe('mechanism')
})
test('one that takes over from none leads; of two the last to begin', () => {
  const own = (programme: string, hours: number): Programme => ({
    ...mechanism,
    programme,
    limits: [{ clock: 'contact', limit: { hours } }, ...mechanism.limits],
  })
  const all = [runs(own('second', 2), '2026-06-01'), runs(own('first', 1), '2026-01-01'), runs(read(), '2026-07-01')]
  expect(inForce(all, today, mechanism).programme).toBe('second')
  expect(inForce(all, '2026-03-01', mechanism).programme).toBe('first')
})
test('a scheme over or to come says nothing today; its last day still counts', () => {
  const days = (from: string, to: string | null) => runsOn(today)({ startsOn: from, endsOn: to })
  expect([
    days('2026-01-01', today),
    days(today, null),
    days('2026-01-01', '2026-11-22'),
    days('2026-11-24', null),
  ]).toEqual([true, true, false, false])
  expect(inForce([runs(read(), '2026-01-01', '2026-06-30')], today, mechanism)).toEqual(mechanism)
})
test('two schemes side by side: both bring their kinds', () => {
  const { visit } = read().recordKinds
  const other = read({
    programme: 'other',
    recordKinds: { survey: visit, visit, meeting: read().recordKinds['meeting'] },
  })
  const now = inForce([runs(read(), '2026-01-01'), runs(other, '2026-02-01')], today, mechanism)
  expect(Object.keys(now.recordKinds)).toEqual(expect.arrayContaining(['visit', 'meeting', 'survey']))
})

test('a blank is filled, and what the document says is not', () => {
  const scheme = read({ duties: { visits: visits(null), meetings: meetings(1) } })
  expect(blanksOf(scheme).map((b) => b.key)).toEqual(['visits'])
  const filled = filledIn(scheme, { visits: 30, meetings: 9 })
  expect([filled.duties['visits']?.atLeast, filled.duties['meetings']?.atLeast]).toEqual([30, 1])
  expect(blanksOf(filled)).toEqual([])
})
test('blanks of ties on either side and of money have their own names', () => {
  const scheme = read({
    tieKinds: {
      helps: {
        name: { 'zh-CN': '帮扶', en: 'help' },
        from: { member: {} },
        to: { household: {} },
        each: { atLeast: null },
        served: { atLeast: null },
      },
    },
    pots: { fund: { name: { 'zh-CN': '帮扶基金', en: 'fund' }, perYear: null, keptBy: ['county-director'] } },
  })
  expect(blanksOf(scheme).map((b) => b.key)).toEqual(['each.helps', 'served.helps', 'pot.fund'])
  const filled = filledIn(scheme, { 'each.helps': 2, 'served.helps': 1, 'pot.fund': 300_000 })
  expect(blanksOf(filled)).toEqual([])
  expect(filled.tieKinds['helps']).toMatchObject({ each: { atLeast: 2 }, served: { atLeast: 1 } })
})
test('what was put goes on where the next version is still blank', () => {
  const put = { visits: 30, meetings: 2, gone: 1 }
  expect(carriedOver(read({ duties: { visits: visits(null), meetings: meetings(3) } }), put)).toEqual({ visits: 30 })
})

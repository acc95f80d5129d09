/** One rule for all kinds: whom a record counts to, once each. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Field } from '../programme/records.ts'
import { creditsOf, type Recorded, touchedBy } from './credits.ts'

const field = (type: string) => Field.parse({ name: { 'zh-CN': '项', en: 'Field' }, type })
const visit: Recorded = {
  kind: 'visit',
  onDay: '2026-11-20',
  untilDay: '2026-11-20',
  orgId: 'town',
  authorId: 'wang',
  householdId: 'h1',
  villageId: 'village',
  placeId: null,
  fields: {
    present: field('members'),
    household: field('household'),
    with: field('org'),
    n: field('number'),
    said: field('words'),
  },
  data: { present: ['wang', 'li'], household: 'h1', with: 'bureau', n: 2 },
  stepFields: {},
}
const by = (r: Recorded) => Object.fromEntries(creditsOf(r).map((c) => [c.subjectId, c]))

test('a visit by two counts to both, to the unit it was done for, and to the village of the household', () => {
  expect(Object.keys(by(visit)).sort()).toEqual(['li', 'town', 'village', 'wang'])
  expect(by(visit)['li']).toMatchObject({ householdId: 'h1', met: ['wang', 'bureau'], counted: { n: 2 } })
  expect(by(visit)['town']?.met).toEqual(['wang', 'li', 'bureau'])
})

test('in one’s own village it counts to the village once', () => {
  expect(Object.keys(by({ ...visit, orgId: 'village' })).sort()).toEqual(['li', 'village', 'wang'])
})

test('what a step adds can be summed, and names nobody who took part', () => {
  const paid = by({
    ...visit,
    stepFields: { 'pay.amount': field('money'), 'pay.by': field('member') },
    data: { ...visit.data, 'pay.amount': 500, 'pay.by': 'zhao' },
  })
  expect(paid['wang']?.counted).toEqual({ n: 2, 'pay.amount': 500 })
  expect(paid['zhao']).toBeUndefined()
})

test('nobody is credited twice, nobody who is not named', () => {
  const one = fc.constantFrom('a', 'b', 'c', 'd')
  fc.assert(
    fc.property(one, one, fc.option(one), fc.uniqueArray(one), (orgId, authorId, villageId, present) => {
      const subjects = creditsOf({ ...visit, orgId, authorId, villageId, data: { present } }).map((c) => c.subjectId)
      expect(new Set(subjects).size).toBe(subjects.length)
      expect(new Set(subjects)).toEqual(new Set([orgId, authorId, ...(villageId ? [villageId] : []), ...present]))
    }),
  )
})

test('what was and what is touched is counted again once', () => {
  const credits = creditsOf(visit)
  expect(touchedBy([...credits, ...credits])).toHaveLength(credits.length)
})

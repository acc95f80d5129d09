/** A kind's form takes what its fields say and nothing else; faults name the field. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Field } from '../programme/records.ts'
import { dayFaults, formOf, part, pointedTo } from './form.ts'

const field = (of: object) => Field.parse({ name: { 'zh-CN': '项', en: 'Field' }, ...of })
const fields = {
  what: field({ type: 'text', required: true }),
  said: field({ type: 'words' }),
  n: field({ type: 'number', min: 1, max: 9 }),
  amount: field({ type: 'money' }),
  on: field({ type: 'date' }),
  settled: field({ type: 'yesno' }),
  how: field({ type: 'choice', options: { door: { name: { 'zh-CN': '上门', en: 'At the door' } } } }),
  who: field({ type: 'members' }),
  photos: field({ type: 'files' }),
}
const id = '0190a000-0000-7000-8000-000000000001'
const faultsOf = (values: object) => {
  const parsed = formOf(fields).safeParse(values)
  return parsed.success ? [] : parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`)
}

test('a whole sheet is taken, free words apart from what is counted and pointed to', () => {
  const values = formOf(fields).parse({
    what: ' 看水渠 ',
    said: '水小',
    n: 3,
    amount: 12.5,
    on: '2026-11-20',
    settled: false,
    how: 'door',
    who: [id, id],
    photos: [],
  })
  const { data, words } = part(fields, values)
  expect(words).toEqual({ said: '水小' })
  expect(data).toEqual({ what: '看水渠', n: 3, amount: 12.5, on: '2026-11-20', settled: false, how: 'door', who: [id] })
  expect(pointedTo(fields, data)).toMatchObject({ members: [id], files: [] })
})

test.each([
  ['a required field left empty', { what: ' ' }, 'what: needed'],
  ['a choice there is not', { what: 'a', how: 'window' }, 'how: code'],
  ['a tenth of a cent', { what: 'a', amount: 1.001 }, 'amount: money'],
  ['a day out of the calendar', { what: 'a', on: '9999-01-01' }, 'on: day'],
])('%s is named', (_, values, fault) => {
  expect(faultsOf(values)).toEqual([fault])
})

test('too many, of the wrong type, or of no field at all', () => {
  expect(faultsOf({ what: 'a', n: 10 })).toHaveLength(1)
  expect(faultsOf({ what: 'a', settled: 'yes' })).toHaveLength(1)
  expect(faultsOf({ what: 'a', score: 5 })).toHaveLength(1)
})

test('whatever is sent, the form answers and never throws', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(fields), 'x'), fc.jsonValue()), (values) => {
      formOf(fields).safeParse(values)
    }),
  )
})

test('days: not ahead, not older than a year, one day or several as the kind says', () => {
  const check = (lasts: 'day' | 'days', onDay: string, untilDay?: string) =>
    dayFaults({ lasts }, { onDay, untilDay }, '2026-11-23', '2025-11-22').map((f) => f.message)
  expect(check('day', '2026-11-23')).toEqual([])
  expect(check('day', '2026-11-24')).toEqual(['record-day-ahead'])
  expect(check('day', '2025-11-21')).toEqual(['record-day-old'])
  expect(check('day', '2026-11-20', '2026-11-21')).toEqual(['record-one-day'])
  expect(check('days', '2026-11-20', '2026-11-22')).toEqual([])
  expect(check('days', '2026-11-20', '2026-11-19')).toEqual(['record-days-turned'])
  expect(check('days', '2026-11-20', '2026-11-24')).toEqual(['record-day-ahead'])
})

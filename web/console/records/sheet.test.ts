/** What is typed and what is sent: nothing empty, photos as ids, faults where they belong. */
import { expect, test } from 'vitest'
import type { RecordField } from './queries.ts'
import { placeOf, sentFields, sentPromises } from './sheet.ts'

const field = (code: string, type: RecordField['type']) => ({ code, type }) as RecordField

test('empty fields are left out, photos go as their ids, a no stays a no', () => {
  const fields = [field('said', 'words'), field('photos', 'files'), field('settled', 'yesno'), field('n', 'number')]
  const typed = { said: '', photos: [{ id: 'p', name: 'a.jpg', thumbUrl: null }], settled: false, n: 0 }
  expect(sentFields(fields, typed)).toEqual({ photos: ['p'], settled: false, n: 0 })
})

test('a promise nobody wrote is none', () => {
  expect(sentPromises([{ what: '修水管', dueOn: '2026-12-01' }, { what: ' ' }, {}])).toEqual([
    { what: '修水管', dueOn: '2026-12-01' },
  ])
})

test('a fault stands at its field', () => {
  expect(placeOf('fields.amount')).toEqual(['fields', 'amount'])
  expect(placeOf('promises.0.what')).toEqual(['promises', 0, 'what'])
})

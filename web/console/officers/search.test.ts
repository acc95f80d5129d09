/** Filters in the address: what is none of them is dropped, and a last day is meant to its end. */
import { expect, test } from 'vitest'
import { auditQuery, readAccountSearch, readAuditSearch } from './search.ts'

test('what the address may say is read, all else is dropped', () => {
  expect(readAuditSearch({ from: '2026-11-01', to: 'tomorrow', kind: 'sign-in', ok: 'false', page: '3' })).toEqual({
    from: '2026-11-01',
    kind: 'sign-in',
    ok: 'false',
  })
  expect(readAccountSearch({ q: '', only: 'everyone' })).toEqual({})
})

test('from the first minute of the first day to the last of the last, as the clock shows it here', () => {
  expect(auditQuery({ from: '2026-11-01', to: '2026-11-01', ok: 'true' })).toEqual({
    from: '2026-11-01T00:00:00+08:00',
    to: '2026-11-01T16:00:00.000Z',
    ok: 'true',
  })
})

/** The three administrators: a scheme that mixes their duties, or lets one of them read a case, does not load. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseProgramme } from './load.ts'
import { officers } from './officers.ts'

const mechanism = readFileSync(new URL('../../programmes/mechanism.yaml', import.meta.url), 'utf8')
const changed = (before: string, after: string) => {
  expect(mechanism).toContain(before)
  return () => parseProgramme(mechanism.replace(before, after), 'mechanism.yaml')
}

test('document 2 has all three, each with its own duty, none with a case, each with a second factor', () => {
  const { roles } = parseProgramme(mechanism, 'mechanism.yaml')
  for (const [code, duties] of Object.entries(officers)) {
    expect(roles[code]).toMatchObject({ scope: 'none', secondFactor: true })
    expect([...(roles[code]?.may ?? [])].sort()).toEqual([...duties, 'self'].sort())
  }
})

test.each([
  [
    'the audit in the hands of the system administrator',
    'may: [people.manage',
    'may: [audit.read, people.manage',
    /system-admin\.may: audit\.read belongs to audit-admin alone/,
  ],
  [
    'account security in the hands of the auditor',
    '[audit.read, self]',
    '[audit.read, security.manage, self]',
    /audit-admin\.may: security\.manage belongs to security-admin alone/,
  ],
  [
    'an administrator who reads cases',
    '[security.manage, self]',
    '[security.manage, case.read, self]',
    /security-admin\.may: an administrator may not hold case\.read/,
  ],
  [
    'an administrator who sees contacts',
    '[audit.read, self]',
    '[audit.read, contact.reveal, self]',
    /may not hold contact\.reveal/,
  ],
  [
    'an ordinary role with a duty of theirs',
    'may: [case.read',
    'may: [audit.read, case.read',
    /liaison\.may: audit\.read belongs to audit-admin alone/,
  ],
])('%s: refused', (_, before, after, message) => {
  expect(changed(before, after)).toThrow(message)
})

test('a scheme may keep the audit trail longer than the law asks, never shorter', () => {
  expect(changed('keepMonths: 36', 'keepMonths: 6')().audit.keepMonths).toBe(6)
  expect(changed('keepMonths: 36', 'keepMonths: 5')).toThrow(/audit\.keepMonths/)
})

test('a scheme that says nothing of sign-in gets what assessors expect', () => {
  const { accounts, audit } = parseProgramme(mechanism.replace(/^accounts:[\s\S]*?^audit:.*$/m, ''), 'mechanism.yaml')
  expect({ accounts, audit }).toEqual({
    accounts: { passwordDays: 90, warnDays: 7, passwordsKept: 5, sessions: 3 },
    audit: { keepMonths: 36 },
  })
})

/** What a password must be: long, mixed, not one's name, not what everybody tries. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { passwordFault } from './password.ts'

const owner = { username: 'liutang-clerk', name: '仲小舟' }

test.each([
  ['Aa1!', 'password'],
  ['Aa1!Bb2', 'password'],
  ['abcdefgh', 'password'],
  ['abcdefg1', 'password'],
  ['ABCDEFG1', 'password'],
  ['12345678!', 'password'],
  ['柳塘柳塘柳塘柳塘', 'password'],
  ['Liutang-Clerk9', 'password-name'],
  ['9LiutangClerk!', 'password-name'],
  ['仲小舟Ab-2031x', 'password-name'],
  ['P@ssw0rd', 'password-known'],
  ['Password1!', 'password-known'],
  ['Admin@123', 'password-known'],
  ['Qwer1234!', 'password-known'],
  ['1qaz@WSX', 'password-known'],
  ['Aa123456', 'password-known'],
  ['Abc-2026', 'password-known'],
  ['Woaini1314', 'password-known'],
  ['Lianxin@2026', 'password-known'],
  ['Aaaa1111!!!!', 'password-known'],
])('%s is refused as %s', (password, fault) => {
  expect(passwordFault(password, owner)).toBe(fault)
})

test.each(['Reed-Heron-73', 'tang9Hao*xia', '塘边柳Ab7-xq', 'Qinghe-2026', 'vK4_wmtz'])('%s is taken', (password) => {
  expect(passwordFault(password, owner)).toBeUndefined()
})

test('whatever is typed, it answers; too few kinds are never taken', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const fault = passwordFault(text, owner)
      if (/^[a-z0-9]*$/.test(text) || [...text].length < 8) expect(fault).toBe('password')
    }),
  )
})

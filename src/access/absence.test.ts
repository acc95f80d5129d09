/** Who stands in for whom, as the rule alone says it. */
import { expect, test } from 'vitest'
import { type Absence, coversOf, type HeldPost, stoodInForBy, unattended, unfit } from './absence.ts'

const chains: Record<string, string[]> = {
  village: ['village', 'town', 'county'],
  other: ['other', 'town', 'county'],
  town: ['town', 'county'],
  county: ['county'],
}
const post = (memberId: string, orgId: string, role = 'town-clerk'): HeldPost => ({
  memberId,
  orgId,
  role,
  chain: chains[orgId] ?? [],
})
const leave = (memberId: string, standInId: string | null): Absence => ({
  id: `of ${memberId}`,
  memberId,
  standInId,
  startsOn: '2026-11-20',
  endsOn: '2026-12-03',
})

test.each<[string, HeldPost[], HeldPost[], ReturnType<typeof unfit>]>([
  ['a colleague', [post('a', 'village')], [post('b', 'village')], undefined],
  ['somebody of the org above', [post('a', 'village')], [post('b', 'town')], undefined],
  ['somebody two levels up', [post('a', 'village')], [post('b', 'county')], 'elsewhere'],
  ['somebody of a sibling village', [post('a', 'village')], [post('b', 'other')], 'elsewhere'],
  ['somebody below', [post('a', 'town')], [post('b', 'village')], 'elsewhere'],
  ['somebody near one post of two', [post('a', 'village'), post('a', 'other')], [post('b', 'village')], 'elsewhere'],
  ['somebody above both posts', [post('a', 'village'), post('a', 'other')], [post('b', 'town')], undefined],
  ['somebody without any post', [post('a', 'village')], [], 'elsewhere'],
  ['for somebody without any post', [], [post('b', 'village')], 'elsewhere'],
  ['an administrator', [post('a', 'county')], [post('b', 'county', 'security-admin')], 'officer'],
  ['for an administrator', [post('a', 'county', 'audit-admin')], [post('b', 'county')], 'officer'],
  [
    'an administrator for another',
    [post('a', 'county', 'audit-admin')],
    [post('b', 'county', 'system-admin')],
    'officer',
  ],
])('%s', (_name, absent, standIn, wrong) => {
  expect(unfit(absent, standIn)).toBe(wrong)
})

test('the one entered is there', () => {
  const covers = coversOf([leave('a', 'b')], [post('a', 'village'), post('b', 'village')])
  expect(stoodInForBy(covers, 'b').map((c) => c.memberId)).toEqual(['a'])
  expect(unattended(covers, 'a')).toBe(false)
})

test('a chain is not followed: a stand-in who is away stands in for nobody, and nobody takes both', () => {
  const posts = [post('a', 'village'), post('b', 'village'), post('c', 'village')]
  const covers = coversOf([leave('a', 'b'), leave('b', 'c')], posts)
  expect(unattended(covers, 'a')).toBe(true)
  expect(stoodInForBy(covers, 'c').map((c) => c.memberId)).toEqual(['b'])
})

test('a stand-in who has left the office since stands in for nobody', () => {
  expect(unattended(coversOf([leave('a', 'b')], [post('a', 'village'), post('b', 'other')]), 'a')).toBe(true)
})

test('nobody entered, nobody there; and who is not away is not unattended', () => {
  const covers = coversOf([leave('a', null)], [post('a', 'village')])
  expect(unattended(covers, 'a')).toBe(true)
  expect(unattended(covers, 'b')).toBe(false)
})

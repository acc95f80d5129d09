/** Two schemes side by side may not say two things of one word; what one takes over from the other is no clash. */
import { expect, test } from 'vitest'
import { scheme as mechanism } from '../../test/a-case.ts'
import { aScheme } from '../../test/a-scheme.ts'
import { readShipped } from '../schemes/used.ts'
import { clashes, type Told } from './clash.ts'
import { parseProgramme } from './load.ts'

const told = (parts?: Record<string, unknown>): Told => {
  const source = aScheme(parts)
  return { source, scheme: parseProgramme(source, 'trial.yaml', { readUsed: readShipped }) }
}
const shipped: Told = { scheme: mechanism, source: readShipped('mechanism') }
const kind = (name: string, more: object = {}) => ({
  name: { 'zh-CN': name, en: name },
  group: 'visits',
  fills: ['liaison'],
  fields: {},
  ...more,
})
const other = (recordKinds: object) => told({ programme: 'other', recordKinds, duties: {} })

test('the same kind of record said twice alike is none, whatever sentence stands behind it', () => {
  const [a, b] = [
    told({ recordKinds: { visit: kind('走访', { quote: '甲文件' }) }, duties: {} }),
    other({ visit: kind('走访', { quote: '乙文件' }) }),
  ]
  expect(clashes(a, [b])).toEqual([])
})
test('said otherwise it is one, and both are named', () => {
  const found = clashes(told({ recordKinds: { visit: kind('走访') }, duties: {} }), [other({ visit: kind('入户') })])
  expect(found).toMatchObject([{ part: 'recordKinds', code: 'visit', other: { code: 'other' } }])
})
test('what both take over from a third is its own to say, also in another wording', () => {
  const older = { ...mechanism, roles: { ...mechanism.roles } }
  const liaison = older.roles['liaison'] as (typeof older.roles)[string]
  older.roles['liaison'] = { ...liaison, may: ['self'] }
  const b = told({ programme: 'other' })
  const stale: Told = { ...b, scheme: { ...b.scheme, roles: older.roles } }
  expect(clashes(told(), [stale, shipped])).toEqual([])
})
test('a role of the file taken over from, said otherwise, is one', () => {
  const { liaison } = mechanism.roles
  const found = clashes(told({ roles: { liaison: { ...liaison, may: ['self'] } } }), [shipped])
  expect(found).toMatchObject([{ part: 'roles', code: 'liaison', other: { code: 'mechanism' } }])
})

/** A scheme is data: each shipped file is whole, its published schema agrees, and a fault is named where it stands. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { parseProgramme } from './load.ts'
import { limitFor } from './model.ts'
import { clocks, levels, permissions, urgencies } from './vocabulary.ts'

const folder = new URL('../../programmes/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const mechanism = read('mechanism.yaml')
const published = z.fromJSONSchema(JSON.parse(read('programme.schema.json')))

test.each(files)('%s loads, and the published schema accepts it', (name) => {
  expect(() => parseProgramme(read(name), name)).not.toThrow()
  expect(published.safeParse(parse(read(name))).success).toBe(true)
})

test('document 2 sets a limit for every clock, at every level, in every urgency', () => {
  const scheme = parseProgramme(mechanism, 'mechanism.yaml')
  for (const clock of clocks)
    for (const level of levels)
      for (const urgency of urgencies) expect(limitFor(scheme, { clock, level, urgency })).toBeTruthy()
})

test('document 2 gives every permission to somebody', () => {
  const given = Object.values(parseProgramme(mechanism, 'mechanism.yaml').roles).flatMap((role) => role.may)
  expect(permissions.filter((p) => !given.includes(p))).toEqual([])
})

test.each([
  ['a permission there is not', 'may: [case.read', 'may: [case.destroy', /roles\.liaison\.may\.0/],
  ['a word there is not', 'warnAt: 0.8', 'warnAt: 0.8\nwarnings: 3', /warnings/],
  ['a share above one', 'warnAt: 0.8', 'warnAt: 8', /mechanism\.yaml:\d+ warnAt/],
  [
    'a text in one language only',
    'power: { name: { zh-CN: 用电照明通信, en',
    'power: { name: { zh-CN: 用电照明通信, xx',
    /categories\.power\.name\.en/,
  ],
  ['a role at no such kind of org', 'at: [village-branch]', 'at: [moon-base]', /no org kind "moon-base"/],
])('%s is refused with its line and path', (_, before, after, message) => {
  expect(mechanism).toContain(before)
  expect(() => parseProgramme(mechanism.replace(before, after), 'mechanism.yaml')).toThrow(message)
})

/** Every difference between two schemes shows, and nothing else does. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scheme as mechanism } from '../../test/a-case.ts'
import { aScheme, meetings, visits } from '../../test/a-scheme.ts'
import { readShipped } from '../schemes/used.ts'
import { type Change, diffSchemes, namedParts } from './diff.ts'
import { parseProgramme } from './load.ts'
import type { Programme } from './model.ts'

const read = (parts?: Record<string, unknown>) =>
  parseProgramme(aScheme(parts), 'trial.yaml', { readUsed: readShipped })
const told = (changes: readonly Change[]) => changes.map(({ part, code, what }) => `${what} ${part}.${code}`)

test('a scheme differs from itself in nothing', () => {
  expect(diffSchemes(mechanism, mechanism)).toEqual([])
  expect(diffSchemes(read(), structuredClone(read()))).toEqual([])
})
test('a number, a tone and a duty that goes are told one by one', () => {
  const changes = diffSchemes(read(), read({ duties: { visits: visits(60, { tone: 'should' }) } }))
  expect(told(changes)).toEqual(['changed duties.visits', 'gone duties.meetings'])
  expect(changes[0]?.leaves).toEqual([
    { at: ['atLeast'], before: 50, after: 60 },
    { at: ['tone'], before: 'must', after: 'should' },
  ])
})
test('a blank that gets its number is a change', () => {
  const changes = diffSchemes(
    read({ duties: { meetings: meetings(null) } }),
    read({ duties: { meetings: meetings(4) } }),
  )
  expect(changes.map((c) => c.leaves)).toEqual([[{ at: ['atLeast'], before: null, after: 4 }]])
})
test('limits are told by what they are for; one put before another without more tells nothing of those after it', () => {
  const [first, ...rest] = mechanism.limits
  const other = { clock: 'handling', level: 'member', urgency: 'urgent', limit: { hours: 8 } } as const
  expect(told(diffSchemes(mechanism, { ...mechanism, limits: [other, ...mechanism.limits] }))).toEqual([
    'added limits.handling/member/urgent/',
  ])
  expect(told(diffSchemes(mechanism, { ...mechanism, limits: [...rest, first as (typeof rest)[number]] }))).toEqual([
    'changed limits.order',
  ])
})

const whole = read()
/** A scheme with something changed somewhere: an entry taken out, copied under another code, or another value at a place within. */
const mutated = fc.tuple(fc.constantFrom(...namedParts), fc.nat(), fc.nat(2), fc.nat()).map(([part, n, how, k]) => {
  const scheme: Programme = structuredClone(whole)
  const entries = scheme[part] as Record<string, Record<string, unknown>>
  const codes = Object.keys(entries)
  const code = codes[n % Math.max(codes.length, 1)]
  if (!code) return scheme
  const entry = entries[code] as Record<string, unknown>
  if (how === 0) delete entries[code]
  else if (how === 1) entries[`${code}-${k % 3}`] = structuredClone(entry)
  else {
    const places = Object.keys(entry)
    entry[places[k % places.length] as string] = `another ${k}`
  }
  return scheme
})
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

test('exactly the entries that differ are told, each once', () => {
  fc.assert(
    fc.property(mutated, mutated, (a, b) => {
      const expected = namedParts.flatMap((part) => {
        const [was, is]: Record<string, unknown>[] = [a[part], b[part]]
        return [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])]
          .filter((code) => !same(was?.[code], is?.[code]))
          .map(
            (code) =>
              `${was?.[code] === undefined ? 'added' : is?.[code] === undefined ? 'gone' : 'changed'} ${part}.${code}`,
          )
      })
      expect(told(diffSchemes(a, b)).sort()).toEqual(expected.sort())
      for (const change of diffSchemes(a, b)) expect(change.what === 'changed').toBe(change.leaves.length > 0)
    }),
  )
})

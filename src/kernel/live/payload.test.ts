import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Change } from './changes.ts'
import { concerns } from './changes.ts'
import { type Presence, pack, type Signals, unpack } from './payload.ts'

const uuid = fc.uuid()
const head = fc.record({
  jurisdictionId: fc.integer({ min: 1, max: 3 }),
  seenBy: fc.array(uuid, { maxLength: 12 }),
  hiddenFrom: fc.array(uuid, { maxLength: 3 }),
})
const heads = fc.array(head, { minLength: 1, maxLength: 4 })
const signals: fc.Arbitrary<Signals> = heads.chain((some) =>
  fc.record({
    changes: fc.array(
      fc
        .tuple(fc.constantFrom(...some), uuid, fc.nat(), fc.option(uuid))
        .map(([h, caseId, version, by]): Change => ({ ...h, caseId, version, by })),
      { maxLength: 300 },
    ),
    presences: fc.array(
      fc
        .tuple(fc.constantFrom(...some), uuid, uuid, fc.string({ maxLength: 50, unit: 'grapheme' }))
        .map(([h, caseId, memberId, name]): Presence => ({ ...h, caseId, memberId, name, doing: 'reading' })),
      { maxLength: 20 },
    ),
  }),
)
const ordered = (list: readonly object[]) => list.map((x) => JSON.stringify(Object.entries(x).sort())).sort()

test('whatever is sent is heard as it was, in messages PostgreSQL carries', () => {
  fc.assert(
    fc.property(signals, (sent) => {
      const messages = pack(sent)
      for (const m of messages) expect(Buffer.byteLength(m)).toBeLessThan(8000)
      const heard = messages.map(unpack)
      expect(ordered(heard.flatMap((h) => h.changes))).toEqual(ordered(sent.changes))
      expect(ordered(heard.flatMap((h) => h.presences))).toEqual(ordered(sent.presences))
    }),
    { numRuns: 60 },
  )
})

test('many of one village share one message, and what no message can carry is left out', () => {
  const of = (seenBy: string[]): Change => ({
    jurisdictionId: 1,
    caseId: '01940000-0000-7000-9000-000000000001',
    version: 2,
    seenBy,
    hiddenFrom: [],
    by: null,
  })
  const ids = Array.from({ length: 250 }, (_, n) => `01940000-0000-7000-9000-${String(n).padStart(12, '0')}`)
  expect(pack({ changes: Array(100).fill(of(ids.slice(0, 4))), presences: [] })).toHaveLength(1)
  expect(pack({ changes: [of(ids)], presences: [] })).toEqual([])
})

test('a change concerns who sees the row, unless it is kept from somebody above them, and nobody elsewhere', () => {
  const row = { jurisdictionId: 1, seenBy: ['village', 'town'], hiddenFrom: ['secretary'] }
  const reader = (seen: string[], recused: string[], jurisdictionId = 1) => ({
    jurisdictionId,
    seen: new Set(seen),
    recused: new Set(recused),
  })
  expect(concerns(row, reader(['town'], ['clerk', 'town']))).toBe(true)
  expect(concerns(row, reader(['other'], []))).toBe(false)
  expect(concerns(row, reader(['village'], ['liaison', 'secretary']))).toBe(false)
  expect(concerns(row, reader(['town'], [], 2))).toBe(false)
})

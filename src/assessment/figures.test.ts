/** The formulas: by hand where a number is promised, by properties where anything may come. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { grades } from '../cases/vocabulary.ts'
import { languages } from '../kernel/app.ts'
import { hasText, t } from '../kernel/texts.ts'
import {
  type AnswerFact,
  type ContactFact,
  type Counting,
  type Figure,
  later,
  outcomes,
  percent,
  percentRange,
  resolution,
  resolutionNow,
  response,
  satisfaction,
  satisfactionNow,
  wilson,
} from './figures.ts'
import { fates, formulas } from './vocabulary.ts'

const counting: Counting = { minBase: 30, responseOnly: ['consult'], joinedCount: false }

const aContact = (differing: Partial<ContactFact> = {}): ContactFact => ({
  n: 1,
  inTime: true,
  made: true,
  heard: false,
  notAccepted: false,
  excluded: null,
  ...differing,
})
/** A case answered once and judged “yes, resolved; satisfied” by the resident, unless the test says otherwise. */
const anAnswer = ({
  now,
  ...differing
}: Partial<Omit<AnswerFact, 'now'>> & { now?: Partial<AnswerFact['now']> } = {}): AnswerFact => ({
  n: 1,
  reachable: true,
  withLead: false,
  nature: 'help',
  resolved: 'yes' as const,
  satisfied: 'satisfied' as const,
  doubt: false,
  entered: 'self' as const,
  waiting: false,
  laterAsked: false,
  later: null,
  excluded: null,
  now: now ? { resolved: null, satisfied: null, doubt: false, later: null, ...now } : null,
  ...differing,
})
const silent = (differing: Partial<Omit<AnswerFact, 'now'>> = {}) =>
  anAnswer({ resolved: null, satisfied: null, entered: null, ...differing })
const of = (f: Figure) => [f.numerator, f.denominator]
const beside = (f: Figure, what: string) => f.beside.find((b) => b.what === what)?.n

describe('response', () => {
  test('in time ÷ made or due; late, and not made at all, are in the base', () => {
    const f = response(
      [aContact({ n: 7 }), aContact({ n: 2, inTime: false }), aContact({ inTime: false, made: false })],
      counting,
    )
    expect(of(f)).toEqual([7, 10])
    expect([beside(f, 'made-late'), beside(f, 'not-made')]).toEqual([2, 1])
    expect(f.reach).toEqual({ asked: 10, reachable: 10, answered: 9 })
  })
  test('not accepted or passed on is left out and said', () => {
    const f = response([aContact({ n: 3 }), aContact({ n: 2, notAccepted: true, inTime: false })], counting)
    expect(of(f)).toEqual([3, 3])
    expect(f.excluded).toEqual([{ ground: 'not-accepted', org: null, n: 2 }])
  })
  test('what was heard at the door is contact made, and counted apart', () => {
    expect(beside(response([aContact({ n: 4, heard: true }), aContact()], counting), 'heard')).toBe(4)
  })
})

describe('resolution', () => {
  test('“partly” is in the base and is no yes', () => {
    const f = resolution(
      [anAnswer({ n: 6 }), anAnswer({ n: 3, resolved: 'partly' }), anAnswer({ n: 1, resolved: 'no' })],
      counting,
    )
    expect([...of(f), f.rate]).toEqual([6, 10, 0.6])
    expect([beside(f, 'partly'), beside(f, 'no')]).toEqual([3, 1])
  })
  test('nobody’s verdict is neither good nor bad: awaited and silent stand beside', () => {
    const f = resolution([anAnswer({ n: 2 }), silent({ n: 5 }), silent({ n: 4, waiting: true })], counting)
    expect(of(f)).toEqual([2, 2])
    expect([beside(f, 'silent'), beside(f, 'waiting')]).toEqual([5, 4])
    expect(f.reach).toEqual({ asked: 11, reachable: 11, answered: 2 })
  })
  test('a contradiction is in neither until somebody has asked', () => {
    const f = resolution([anAnswer({ n: 2 }), anAnswer({ n: 3, doubt: true })], counting)
    expect([...of(f), beside(f, 'doubt')]).toEqual([2, 2, 3])
  })
  test('who left no contact was not within reach, yet their verdict counts', () => {
    const f = resolution([anAnswer({ reachable: false }), silent({ reachable: false, n: 3 }), anAnswer()], counting)
    expect(of(f)).toEqual([2, 2])
    expect(f.reach).toEqual({ asked: 5, reachable: 1, answered: 2 })
  })
  test('questions, and answers through a lead case, are left out by the scheme; a decision by ground and office', () => {
    const decided = { resolution: { ground: 'force-majeure', org: 'county' } }
    const facts = [
      anAnswer({ n: 2 }),
      anAnswer({ nature: 'consult' }),
      anAnswer({ withLead: true, n: 4, excluded: decided }),
      anAnswer({ n: 3, resolved: 'no', excluded: decided }),
    ]
    const f = resolution(facts, counting)
    expect(of(f)).toEqual([2, 2])
    expect(f.excluded).toEqual([
      { ground: 'joined', org: null, n: 4 },
      { ground: 'force-majeure', org: 'county', n: 3 },
      { ground: 'response-only', org: null, n: 1 },
    ])
    // the same case still counts for satisfaction: each rate is decided about by itself
    expect(of(satisfaction(facts, counting))).toEqual([5, 5])
    expect(of(resolution(facts, { ...counting, joinedCount: true, responseOnly: [] }))).toEqual([3, 3])
  })
  test('a second try does not launder the first: it stands beside, over the same base', () => {
    const facts = [
      anAnswer({ n: 5 }),
      anAnswer({ n: 3, resolved: 'no', satisfied: 'dissatisfied', now: { resolved: 'yes', satisfied: 'satisfied' } }),
      // answered again and not judged again, or rested in silence: the first “no” stands
      anAnswer({ n: 2, resolved: 'no', satisfied: null, now: { resolved: null, satisfied: null } }),
      // weeks later it turned out not to be settled
      anAnswer({ n: 1, laterAsked: true, later: 'no', now: { later: null, resolved: null } }),
    ]
    expect(of(resolution(facts, counting))).toEqual([6, 11])
    expect(of(resolutionNow(facts, counting))).toEqual([8, 11])
    expect(of(satisfaction(facts, counting))).toEqual([6, 9])
    expect(of(satisfactionNow(facts, counting))).toEqual([9, 9])
  })
  test('the resident’s own verdicts and a caller’s are told apart, and add up', () => {
    const f = resolution(
      [anAnswer({ n: 3 }), anAnswer({ n: 2, resolved: 'no' }), anAnswer({ entered: 'call', n: 4 })],
      counting,
    )
    expect(f.channels).toEqual([
      { channel: 'self', numerator: 3, denominator: 5 },
      { channel: 'call', numerator: 4, denominator: 4 },
    ])
  })
})

describe('satisfaction', () => {
  test.each([
    ['very-satisfied', 1],
    ['satisfied', 1],
    ['fair', 1],
    ['dissatisfied', 0],
    ['very-dissatisfied', 0],
  ] as const)('%s counts %i of 1', (satisfied, n) => {
    expect(of(satisfaction([anAnswer({ satisfied })], counting))).toEqual([n, 1])
  })
  test('a verdict without a grade is in neither, and is counted beside', () => {
    const f = satisfaction([anAnswer({ n: 2 }), anAnswer({ n: 5, satisfied: null })], counting)
    expect([...of(f), beside(f, 'ungraded')]).toEqual([2, 2, 5])
  })
  test('resolved and satisfied are two questions: dissatisfied with what was settled is no contradiction', () => {
    const facts = [anAnswer({ resolved: 'yes', satisfied: 'dissatisfied' })]
    expect([of(resolution(facts, counting)), of(satisfaction(facts, counting))]).toEqual([
      [1, 1],
      [0, 1],
    ])
  })
})

test('weeks later: yes ÷ replies, of those who were asked', () => {
  const f = later(
    [
      anAnswer({ n: 9 }),
      anAnswer({ n: 4, laterAsked: true, later: 'yes' }),
      anAnswer({ laterAsked: true, later: 'no' }),
      anAnswer({ n: 5, laterAsked: true }),
    ],
    counting,
  )
  expect([...of(f), beside(f, 'no-reply')]).toEqual([4, 5, 5])
  expect(f.reach).toEqual({ asked: 10, reachable: 10, answered: 5 })
})

test('outcomes are counted apart, and none is missing', () => {
  expect(
    outcomes(
      [
        { fate: 'explained', n: 3 },
        { fate: 'shelved', n: 2 },
      ],
      fates,
    ),
  ).toEqual(fates.map((fate) => ({ fate, n: fate === 'explained' ? 3 : fate === 'shelved' ? 2 : 0 })))
})

test('below the scheme’s minimum base nothing is compared', () => {
  expect(resolution([anAnswer({ n: 29 })], counting).comparable).toBe(false)
  expect(resolution([anAnswer({ n: 30 })], counting).comparable).toBe(true)
})

test.each([
  [0, 0],
  [0.004, 1],
  [0.005, 1],
  [0.5, 50],
  [0.835, 84],
  [0.994, 99],
  [0.9993, 99],
  [1, 100],
])('%f is said as %i %%', (rate, said) => {
  expect(percent(rate)).toBe(said)
})

describe('Wilson’s interval', () => {
  // the first four as published (Newcombe 1998, table I)
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [412, 496, 0.7952, 0.8612],
  ])('%i of %i lies between %f and %f', (k, n, low, high) => {
    expect(wilson(k, n)?.low).toBeCloseTo(low, 3)
    expect(wilson(k, n)?.high).toBeCloseTo(high, 3)
  })
  const kOfN = fc
    .integer({ min: 1, max: 100_000 })
    .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
  test('lies within 0 and 1 and holds the rate', () => {
    fc.assert(
      fc.property(kOfN, ([k, n]) => {
        const { low, high } = wilson(k, n) ?? { low: -1, high: -1 }
        return low >= 0 && low <= k / n && k / n <= high && high <= 1
      }),
    )
  })
  test('is the same seen from the other side', () => {
    fc.assert(
      fc.property(kOfN, ([k, n]) => Math.abs((wilson(k, n)?.low ?? 2) - (1 - (wilson(n - k, n)?.high ?? 3))) < 1e-9),
    )
  })
  test('narrows with the base', () => {
    fc.assert(
      fc.property(kOfN, fc.integer({ min: 2, max: 50 }), ([k, n], times) => {
        const width = (x: number, y: number) => (wilson(x, y)?.high ?? 0) - (wilson(x, y)?.low ?? 0)
        return width(k * times, n * times) < width(k, n)
      }),
    )
  })
  test('without a base there is none', () => expect(wilson(0, 0)).toBeNull())
  test('is rounded outward', () => expect(percentRange(0.7952, 0.8612)).toEqual({ low: 79, high: 87 }))
})

const n = fc.integer({ min: 0, max: 40 })
const decided = fc.option(fc.constant({ ground: 'force-majeure', org: 'county' }), { nil: undefined, freq: 5 })
const excluded = fc
  .tuple(decided, decided, decided)
  .map(([a, b, c]) => ({ ...(a && { response: a }), ...(b && { resolution: b }), ...(c && { satisfaction: c }) }))
const contactArb: fc.Arbitrary<ContactFact> = fc
  .record({ n, made: fc.boolean(), inTime: fc.boolean(), heard: fc.boolean(), notAccepted: fc.boolean(), excluded })
  .map((f) => ({ ...f, inTime: f.made && f.inTime }))
const verdict = fc.constantFrom('yes', 'partly', 'no', null)
const grade = fc.constantFrom(...grades, null)
const yesNo = fc.constantFrom('yes', 'no', null)
const answerArb: fc.Arbitrary<AnswerFact> = fc
  .record({
    n,
    reachable: fc.boolean(),
    withLead: fc.boolean(),
    nature: fc.constantFrom('help', 'consult', null),
    resolved: verdict,
    satisfied: grade,
    doubt: fc.boolean(),
    entered: fc.constantFrom('self', 'call'),
    waiting: fc.boolean(),
    laterAsked: fc.boolean(),
    later: yesNo,
    now: fc.option(fc.record({ resolved: verdict, satisfied: grade, doubt: fc.boolean(), later: yesNo })),
    excluded,
  })
  .map((f) => ({
    ...f,
    satisfied: f.resolved && f.satisfied,
    doubt: f.resolved !== null && f.doubt,
    entered: f.resolved && f.entered,
    later: f.laterAsked ? f.later : null,
  })) as fc.Arbitrary<AnswerFact>

const rated = [resolution, satisfaction, resolutionNow, satisfactionNow, later] as const
type Both = [ContactFact[], AnswerFact[]]
const both = fc.tuple(fc.array(contactArb, { maxLength: 20 }), fc.array(answerArb, { maxLength: 20 }))
const every = ([contacts, answers]: Both): Figure[] => [
  response(contacts, counting),
  ...rated.map((formula) => formula(answers, counting)),
]

describe('whatever comes', () => {
  test('no more are counted than there are to count, and nobody unreachable is said to be within reach', () => {
    fc.assert(
      fc.property(both, (facts) => {
        for (const f of every(facts)) {
          expect(f.numerator).toBeLessThanOrEqual(f.denominator)
          expect(f.denominator).toBeLessThanOrEqual(f.reach.asked)
          expect(f.reach.reachable).toBeLessThanOrEqual(f.reach.asked)
          expect(f.reach.answered).toBeLessThanOrEqual(f.reach.asked)
        }
      }),
    )
  })
  test('everybody asked is judged, contradictory, awaited or silent, and in one of these only', () => {
    fc.assert(
      fc.property(fc.array(answerArb), (facts) => {
        const apart = (f: Figure) =>
          ['doubt', 'waiting', 'silent'].reduce((sum, what) => sum + (beside(f, what) ?? 0), 0)
        const r = resolution(facts, counting)
        expect(r.reach.asked).toBe(r.denominator + apart(r))
        const s = satisfaction(facts, counting)
        expect(s.reach.asked).toBe(s.denominator + apart(s) + (beside(s, 'ungraded') ?? 0))
        for (const f of [r, s]) expect(f.channels.reduce((sum, c) => sum + c.denominator, 0)).toBe(f.denominator)
      }),
    )
  })
  test('a case left out changes nothing but the list of what is left out', () => {
    const ground = { ground: 'force-majeure', org: 'county' }
    fc.assert(
      fc.property(both, contactArb, answerArb, ([contacts, answers], contact, answer) => {
        const out = { response: ground, resolution: ground, satisfaction: ground }
        const before = every([contacts, answers])
        const after = every([
          [...contacts, { ...contact, excluded: out }],
          [...answers, { ...answer, excluded: out }],
        ])
        for (const [i, f] of after.entries()) expect({ ...f, excluded: [] }).toEqual({ ...before[i], excluded: [] })
      }),
    )
  })
  test('silence never raises satisfaction, nor resolution', () => {
    fc.assert(
      fc.property(fc.array(answerArb), answerArb, (facts, one) => {
        const quiet: AnswerFact = { ...one, resolved: null, satisfied: null, doubt: false, entered: null, later: null }
        for (const formula of [resolution, satisfaction, resolutionNow, satisfactionNow]) {
          const [before, after] = [formula(facts, counting), formula([...facts, quiet], counting)]
          expect(of(after)).toEqual(of(before))
        }
      }),
    )
  })
  test('the order in which facts come does not matter, nor how they are bundled', () => {
    fc.assert(
      fc.property(both, ([contacts, answers]) => {
        const singly = <F extends { n: number }>(facts: readonly F[]) =>
          facts.flatMap((f) => Array.from({ length: f.n }, () => ({ ...f, n: 1 })))
        const figures = every([contacts, answers])
        expect(every([[...contacts].reverse(), [...answers].reverse()])).toEqual(figures)
        expect(every([singly(contacts), singly(answers)])).toEqual(figures)
      }),
      { numRuns: 40 },
    )
  })
  test('units add up to the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), contactArb, answerArb)), (facts) => {
        const figuresOf = (some: typeof facts) => every([some.map(([, c]) => c), some.map(([, , a]) => a)])
        const parts = [0, 1, 2, 3, 4].map((unit) => figuresOf(facts.filter(([u]) => u === unit)))
        for (const [i, whole] of figuresOf(facts).entries()) {
          const sum = (of: (f: Figure) => number) =>
            parts.reduce((total, figures) => total + of(figures[i] as Figure), 0)
          expect(sum((f) => f.numerator)).toBe(whole.numerator)
          expect(sum((f) => f.denominator)).toBe(whole.denominator)
          expect(sum((f) => f.reach.asked)).toBe(whole.reach.asked)
          const out = (f: Figure) => f.excluded.reduce((total, e) => total + e.n, 0)
          expect(sum(out)).toBe(out(whole))
        }
      }),
    )
  })
})

describe('in words', () => {
  const page = readFileSync(new URL('../../docs/figures.md', import.meta.url), 'utf8')
  test('every formula has its section in docs/figures.md, and every section its formula', () => {
    expect([...page.matchAll(/^## (.+)$/gm)].map((m) => m[1])).toEqual([...formulas])
  })
  test.each(formulas)('%s says on the desk what the page says', (formula) => {
    for (const part of ['name', 'formula', 'counts', 'without']) {
      const key = `figures.${part}.${formula}`
      expect(hasText(key), key).toBe(true)
      for (const language of languages) expect(t(language, key)).not.toBe(key)
    }
    expect(page).toContain(t('en', `figures.formula.${formula}`))
  })
})

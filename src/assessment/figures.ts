/**
 * Every formula, and nothing else: plain facts in, figures out. Pure. In words in docs/figures.md, and behind a click beside each figure.
 * A fact stands for `n` cases that are alike in everything asked here, so that 100,000 cases arrive as a few hundred facts.
 */
import type { Grade } from '../cases/vocabulary.ts'
import type { Beside, Fate, Formula, Rate, RuleGround } from './vocabulary.ts'

/** By rate, the ground on which a case is left out and the office that decided so. */
export type Excluded = Partial<Record<Rate, { readonly ground: string; readonly org: string }>>

/** First contact with a resident who can be reached, made or due in the period. */
export type ContactFact = {
  readonly n: number
  /** Made at the latest when its own limit ran out. */
  readonly inTime: boolean
  /** Made at all, by now. */
  readonly made: boolean
  /** Made by being heard in person: at the door or on the phone. */
  readonly heard: boolean
  /** Not accepted, or passed on to whoever is responsible. */
  readonly notAccepted: boolean
  readonly excluded: Excluded | null
}

/** A case first answered in the period: the verdict on that answer, and on the latest. */
export type AnswerFact = {
  readonly n: number
  readonly reachable: boolean
  readonly withLead: boolean
  readonly nature: string | null
  readonly resolved: 'yes' | 'partly' | 'no' | null
  readonly satisfied: Grade | null
  /** What was ticked and what was written do not fit together, and nobody has asked yet. */
  readonly doubt: boolean
  readonly entered: 'self' | 'call' | null
  /** The verdict is still awaited: asked, and neither given nor rested. */
  readonly waiting: boolean
  readonly laterAsked: boolean
  readonly later: 'yes' | 'no' | null
  /** The verdict on the latest answer; null where there is but one. */
  readonly now: {
    readonly resolved: 'yes' | 'partly' | 'no' | null
    readonly satisfied: Grade | null
    readonly doubt: boolean
    readonly later: 'yes' | 'no' | null
  } | null
  readonly excluded: Excluded | null
}
export type FateFact = { readonly n: number; readonly fate: Fate }

/** What of the scheme a formula reads. */
export type Counting = {
  readonly minBase: number
  readonly responseOnly: readonly string[]
  readonly joinedCount: boolean
}

export type LeftOut = { readonly ground: string; readonly org: string | null; readonly n: number }
export type Figure = {
  readonly formula: Formula
  readonly numerator: number
  readonly denominator: number
  readonly rate: number | null
  /** Wilson, 95 %. */
  readonly low: number | null
  readonly high: number | null
  /** Of the cases that count: how many were asked, how many of them left a contact, how many answered. */
  readonly reach: { readonly asked: number; readonly reachable: number; readonly answered: number }
  readonly excluded: readonly LeftOut[]
  readonly beside: readonly { readonly what: Beside; readonly n: number }[]
  /** The resident's own entries, and what was entered by somebody who called. */
  readonly channels: readonly {
    readonly channel: 'self' | 'call'
    readonly numerator: number
    readonly denominator: number
  }[]
  /** Whether the base is large enough to be set beside others. */
  readonly comparable: boolean
}

const z = 1.959963984540054
/** Wilson's interval for k of n at 95 %: holds for small n and near 0 and 1, where the usual one leaves the scale. Null without a base. */
export function wilson(k: number, n: number): { low: number; high: number } | null {
  if (n <= 0) return null
  const p = k / n
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  // the ends are exact where nothing or everything was counted
  return { low: k === 0 ? 0 : Math.max(0, centre - half), high: k === n ? 1 : Math.min(1, centre + half) }
}

/** A rate in whole percent. Rounded, but “all” and “none” are said of all and none only: 499 of 500 is 99, 1 of 500 is 1. */
export function percent(rate: number): number {
  const rounded = Math.round(rate * 100)
  if (rounded === 100 && rate < 1) return 99
  return rounded === 0 && rate > 0 ? 1 : rounded
}
/** An interval in whole percent, rounded outward: it never claims more than was known. */
export const percentRange = (low: number, high: number) => ({
  low: Math.floor(low * 100 + 1e-9),
  high: Math.ceil(high * 100 - 1e-9),
})

const sum = <F extends { n: number }>(facts: readonly F[], of: (f: F) => boolean = () => true) =>
  facts.reduce((total, f) => total + (of(f) ? f.n : 0), 0)

/** “Fair” is the lowest grade that counts as satisfied (满意率: 非常满意、满意、基本满意). */
export const content: readonly Grade[] = ['very-satisfied', 'satisfied', 'fair']
const isContent = (grade: Grade | null) => grade !== null && content.includes(grade)

/** Why the scheme itself leaves an answer out of resolution and satisfaction, or null. */
const ruleOf = (f: AnswerFact, counting: Counting): RuleGround | null => {
  if (f.withLead && !counting.joinedCount) return 'joined'
  return f.nature !== null && counting.responseOnly.includes(f.nature) ? 'response-only' : null
}

/** Parts the facts that count from those left out: by the scheme's own rule first, then by decision. */
function apart<F extends { n: number; excluded: Excluded | null }>(
  facts: readonly F[],
  rate: Rate,
  rule: (f: F) => RuleGround | null,
): { counted: F[]; excluded: LeftOut[] } {
  const counted: F[] = []
  const out = new Map<string, LeftOut>()
  for (const f of facts) {
    const byRule = rule(f)
    const decided = f.excluded?.[rate]
    if (!byRule && !decided) counted.push(f)
    else {
      const why = byRule ? { ground: byRule, org: null } : { ground: decided?.ground ?? '', org: decided?.org ?? null }
      const key = `${why.ground}/${why.org}`
      out.set(key, { ...why, n: (out.get(key)?.n ?? 0) + f.n })
    }
  }
  const excluded = [...out.values()].filter((e) => e.n > 0)
  return { counted, excluded: excluded.sort((a, b) => b.n - a.n || (a.ground < b.ground ? -1 : 1)) }
}

type Parts<F> = {
  facts: readonly F[]
  /** Enters the denominator. */
  base: (f: F) => boolean
  /** Enters the numerator, if it enters the denominator. */
  met: (f: F) => boolean
  reach: Figure['reach']
  excluded: readonly LeftOut[]
  beside: Partial<Record<Beside, (f: F) => boolean>>
  channel?: (f: F) => 'self' | 'call' | null
}
function figure<F extends { n: number }>(formula: Formula, counting: Counting, parts: Parts<F>): Figure {
  const { facts, base, met, reach, excluded, beside, channel } = parts
  const denominator = sum(facts, base)
  const numerator = sum(facts, (f) => base(f) && met(f))
  const range = wilson(numerator, denominator)
  const by = (which: 'self' | 'call') => (f: F) => base(f) && channel?.(f) === which
  return {
    formula,
    numerator,
    denominator,
    rate: denominator > 0 ? numerator / denominator : null,
    low: range?.low ?? null,
    high: range?.high ?? null,
    reach,
    excluded,
    beside: Object.entries(beside).map(([what, of]) => ({ what: what as Beside, n: sum(facts, of) })),
    channels: channel
      ? (['self', 'call'] as const).map((which) => ({
          channel: which,
          numerator: sum(facts, (f) => by(which)(f) && met(f)),
          denominator: sum(facts, by(which)),
        }))
      : [],
    comparable: denominator >= counting.minBase,
  }
}

/** First contact in time ÷ first contacts made or due. Nobody to contact: no clock, so neither late nor in time. */
export function response(facts: readonly ContactFact[], counting: Counting): Figure {
  const { counted, excluded } = apart(facts, 'response', (f) => (f.notAccepted ? 'not-accepted' : null))
  const all = sum(counted)
  return figure('response', counting, {
    facts: counted,
    base: () => true,
    met: (f) => f.inTime,
    reach: { asked: all, reachable: all, answered: sum(counted, (f) => f.made) },
    excluded,
    beside: { 'made-late': (f) => f.made && !f.inTime, 'not-made': (f) => !f.made, heard: (f) => f.inTime && f.heard },
  })
}

const reachOf = (facts: readonly AnswerFact[]): Figure['reach'] => ({
  asked: sum(facts),
  reachable: sum(facts, (f) => f.reachable),
  answered: sum(facts, (f) => f.resolved !== null),
})
type Verdict = Pick<AnswerFact, 'resolved' | 'satisfied' | 'doubt'>
const judged = (v: Verdict) => v.resolved !== null && !v.doubt
const graded = (v: Verdict) => judged(v) && v.satisfied !== null
const unjudged = {
  doubt: (f: AnswerFact) => f.resolved !== null && f.doubt,
  waiting: (f: AnswerFact) => f.resolved === null && f.waiting,
  silent: (f: AnswerFact) => f.resolved === null && !f.waiting,
}

/** Verdict “yes, resolved” on the first answer ÷ verdicts on it. “Partly” is in the base and is no yes. */
export function resolution(facts: readonly AnswerFact[], counting: Counting): Figure {
  const { counted, excluded } = apart(facts, 'resolution', (f) => ruleOf(f, counting))
  return figure('resolution', counting, {
    facts: counted,
    base: judged,
    met: (f) => f.resolved === 'yes',
    reach: reachOf(counted),
    excluded,
    beside: {
      partly: (f) => judged(f) && f.resolved === 'partly',
      no: (f) => judged(f) && f.resolved === 'no',
      ...unjudged,
    },
    channel: (f) => f.entered,
  })
}

/** Very satisfied, satisfied and fair with the first answer ÷ verdicts on it that carry a grade. Silence is in neither. */
export function satisfaction(facts: readonly AnswerFact[], counting: Counting): Figure {
  const { counted, excluded } = apart(facts, 'satisfaction', (f) => ruleOf(f, counting))
  return figure('satisfaction', counting, {
    facts: counted,
    base: graded,
    met: (f) => isContent(f.satisfied),
    reach: reachOf(counted),
    excluded,
    beside: {
      discontent: (f) => graded(f) && !isContent(f.satisfied),
      ungraded: (f) => judged(f) && f.satisfied === null,
      ...unjudged,
    },
    channel: (f) => f.entered,
  })
}

/** The verdict as it stands now. A new answer nobody has judged yet, or let rest in silence, takes back no earlier verdict. */
const resolvedNow = (f: AnswerFact) => {
  if (f.now?.later === 'no') return 'no'
  if (f.now && judged(f.now)) return f.now.resolved
  return f.later === 'no' ? 'no' : f.resolved
}
const satisfiedNow = (f: AnswerFact) => (f.now && graded(f.now) ? f.now.satisfied : f.satisfied)

/** The same cases as `resolution`, by the verdict that stands now: what second tries have mended. */
export function resolutionNow(facts: readonly AnswerFact[], counting: Counting): Figure {
  const { counted, excluded } = apart(facts, 'resolution', (f) => ruleOf(f, counting))
  return figure('resolution-now', counting, {
    facts: counted,
    base: judged,
    met: (f) => resolvedNow(f) === 'yes',
    reach: reachOf(counted),
    excluded,
    beside: {},
  })
}

/** The same cases as `satisfaction`, by the grade that stands now. */
export function satisfactionNow(facts: readonly AnswerFact[], counting: Counting): Figure {
  const { counted, excluded } = apart(facts, 'satisfaction', (f) => ruleOf(f, counting))
  return figure('satisfaction-now', counting, {
    facts: counted,
    base: graded,
    met: (f) => isContent(satisfiedNow(f)),
    reach: reachOf(counted),
    excluded,
    beside: {},
  })
}

/** Weeks later, “was it really settled?”: yes ÷ replies. Asked only of those who had said yes and left a contact. */
export function later(facts: readonly AnswerFact[], counting: Counting): Figure {
  const { counted, excluded } = apart(facts, 'resolution', (f) => ruleOf(f, counting))
  const asked = counted.filter((f) => f.laterAsked)
  return figure('later', counting, {
    facts: asked,
    base: (f) => f.later !== null,
    met: (f) => f.later === 'yes',
    reach: {
      asked: sum(asked),
      reachable: sum(asked, (f) => f.reachable),
      answered: sum(asked, (f) => f.later !== null),
    },
    excluded,
    beside: { 'not-later': (f) => f.later === 'no', 'no-reply': (f) => f.later === null },
  })
}

/** What became of cases, each counted apart; no sum of them is a rate. */
export const outcomes = (facts: readonly FateFact[], fates: readonly Fate[]) =>
  fates.map((fate) => ({ fate, n: sum(facts, (f) => f.fate === fate) }))

/** Names of figures and of what stands beside them: the formulas, the API, the docs and the pages read the same words. */
export { type Rate, rates } from '../cases/vocabulary.ts'

/** Every formula, in the order of docs/figures.md. A key without a section there fails a test, and so does a section without a key. */
export const formulas = [
  'response',
  'resolution',
  'resolution-now',
  'satisfaction',
  'satisfaction-now',
  'later',
  'outcomes',
  'open',
  'late',
  'reopened',
  'sent-back',
  'registered',
  'ended',
] as const
export type Formula = (typeof formulas)[number]

/** What is counted apart from a rate and shown beside it. */
export const besides = [
  'made-late',
  'not-made',
  'heard',
  'partly',
  'no',
  'discontent',
  'doubt',
  'waiting',
  'silent',
  'ungraded',
  'not-later',
  'no-reply',
] as const
export type Beside = (typeof besides)[number]

/** Left out by the scheme itself, without anybody asking. */
export const ruleGrounds = ['not-accepted', 'response-only', 'joined'] as const
export type RuleGround = (typeof ruleGrounds)[number]

/** What became of cases, each counted apart: an explanation is not a solution, and what is shelved has not ended. */
export const fates = [
  'resolved',
  'explained',
  'no-answer',
  'withdrawn',
  'not-accepted',
  'passed-on',
  'shelved',
] as const
export type Fate = (typeof fates)[number]

export const groupings = ['none', 'unit', 'village', 'category', 'level'] as const
export type Grouping = (typeof groupings)[number]

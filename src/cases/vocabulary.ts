/** The states, outcomes and grades of a case: the rules, the API and the desk's pages read the same words. */
import { opinionSteps } from './petition/vocabulary.ts'

export { type Grade, grades } from '../programme/vocabulary.ts'
export * from './petition/vocabulary.ts'

export const states = [
  'registered',
  'in-hand',
  'reopened',
  'dispatched',
  'handling',
  'extension-asked',
  'waiting',
  'linked',
  'shelved',
  'answered',
  'closed',
  'declined',
  'passed-on',
  'withdrawn',
] as const
export type State = (typeof states)[number]
/** In all others somebody still owes the resident something: exactly one holder, exactly one next deadline. */
export const endStates = ['closed', 'declined', 'passed-on', 'withdrawn'] as const satisfies readonly State[]
export const isOpen = (state: State) => !(endStates as readonly State[]).includes(state)
export const openStates = states.filter(isOpen)
/** Whether others may join this case: open, not answered and not joined itself. An answer to a confidential request is nobody else's answer. */
export const mayLead = (c: { readonly state: string; readonly hidden_from: readonly string[] }) =>
  c.hidden_from.length === 0 && isOpen(c.state as State) && !['answered', 'linked'].includes(c.state)

/** Steps that answer the resident. */
export const answering = ['answer', 'settle', 'settleDirectly', 'answerWithLead', ...opinionSteps] as const
/** The words of such a step: an answer, or a petition's written opinion. */
export const answerWords = (texts: Readonly<Record<string, string | undefined>>) => texts['answer'] ?? texts['opinion']
/** The step that answered the resident last. */
export const lastAnswer = <E extends { readonly type: string }>(events: readonly E[]): E | undefined =>
  events.filter((e) => (answering as readonly string[]).includes(e.type)).at(-1)

/** How many calendar days a case has been open: from, to; the last has no end. */
export const ageBands = ['0-3', '4-7', '8-15', '16-30', '31-60', '61-'] as const
export type AgeBand = (typeof ageBands)[number]

export const outcomes = ['resolved', 'explained', 'not-accepted', 'passed-on', 'withdrawn', 'no-answer'] as const
export type Outcome = (typeof outcomes)[number]

/** How the first word with the resident was had. */
export const contactWays = ['phone', 'visit', 'wechat', 'other'] as const

export const resolvedAnswers = ['yes', 'partly', 'no'] as const

/** The three rates a unit is counted by (三率): first contact in time, resolved, satisfied. */
export const rates = ['response', 'resolution', 'satisfaction'] as const
export type Rate = (typeof rates)[number]

/** Parts of figures that open a list of what they count, by formula and part. */
export const countable = [
  'response.base',
  'response.met',
  'response.made-late',
  'response.not-made',
  'response.heard',
  'response.excluded',
  'resolution.asked',
  'resolution.reachable',
  'resolution.answered',
  'resolution.base',
  'resolution.met',
  'resolution.partly',
  'resolution.no',
  'resolution.doubt',
  'resolution.waiting',
  'resolution.silent',
  'resolution.excluded',
  'satisfaction.asked',
  'satisfaction.base',
  'satisfaction.met',
  'satisfaction.discontent',
  'satisfaction.ungraded',
  'satisfaction.excluded',
  'later.asked',
  'later.base',
  'later.met',
  'later.not-later',
  'later.no-reply',
  'fate.ended',
] as const
export type Countable = (typeof countable)[number]
/** What the bell tells of without a step having been taken: reminders, and what is due. */
export const reminders = [
  'half-used',
  'due-soon',
  'contact-missed',
  'call-due',
  'statute-soon',
  'statute-late',
] as const
export type Reminder = (typeof reminders)[number]
/** What a case in the inbox waits for from its reader. */
export const waits = ['decide', 'act', 'approve', 'call', 'review', 'duty'] as const

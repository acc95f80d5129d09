/** The states, outcomes and grades of a case: the rules, the API and the desk's pages read the same words. */
export { type Grade, grades } from '../programme/vocabulary.ts'

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

/** Steps that answer the resident. */
export const answering = ['answer', 'settle', 'settleDirectly', 'answerWithLead'] as const

export const outcomes = ['resolved', 'explained', 'not-accepted', 'passed-on', 'withdrawn', 'no-answer'] as const
export type Outcome = (typeof outcomes)[number]

export const resolvedAnswers = ['yes', 'partly', 'no'] as const

/** What the bell tells of without a step having been taken: reminders, and what is due. */
export const reminders = ['half-used', 'due-soon', 'contact-missed', 'call-due'] as const
export type Reminder = (typeof reminders)[number]

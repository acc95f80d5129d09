/** The states, outcomes and grades of a case. No imports: the rules, the API and the desk's pages read the same words. */

export const states = [
  'registered',
  'in-hand',
  'reopened',
  'dispatched',
  'handling',
  'extension-asked',
  'linked',
  'shelved',
  'answered',
  'closed',
  'declined',
  'withdrawn',
] as const
export type State = (typeof states)[number]
/** In all others somebody still owes the resident something: exactly one holder, exactly one next deadline. */
export const endStates = ['closed', 'declined', 'withdrawn'] as const satisfies readonly State[]
export const isOpen = (state: State) => !(endStates as readonly State[]).includes(state)
export const openStates = states.filter(isOpen)

/** Steps that answer the resident. */
export const answering = ['answer', 'settle', 'settleDirectly', 'answerWithLead'] as const

export const outcomes = ['resolved', 'explained', 'not-accepted', 'withdrawn', 'no-answer'] as const
export type Outcome = (typeof outcomes)[number]

/** The five national grades of service evaluation (好差评), best first. */
export const grades = ['very-satisfied', 'satisfied', 'fair', 'dissatisfied', 'very-dissatisfied'] as const
export type Grade = (typeof grades)[number]
export const resolvedAnswers = ['yes', 'partly', 'no'] as const

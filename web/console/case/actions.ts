/** How the steps a reader may take are laid out: which is the next, which stand in which group. Decides nothing about who may. */
import { type Action, isMark, stepOf, steps } from '../../../src/cases/lifecycle.ts'

export type { Action } from '../../../src/cases/lifecycle.ts'
export { stepOf } from '../../../src/cases/lifecycle.ts'

export const groups = ['handle', 'petition', 'talk', 'more'] as const
export type Group = (typeof groups)[number]

const talk: readonly Action[] = [
  'supervise',
  'contact',
  'askResident',
  'addHeard',
  'noteCall',
  'confirmByCall',
  'disputeByCall',
  'dissentByCall',
  'restUnanswered',
]
/** They may take the case out of the reader's own sight: the server answers with that alone. */
export const marking: readonly Action[] = steps.map((s) => s.action).filter(isMark)
const more: readonly Action[] = [
  'sort',
  'assign',
  'handOver',
  'link',
  'unlink',
  'split',
  'reflect',
  'publish',
  'unpublish',
  'redactWords',
  ...marking,
  'unmarkAbout',
  'askExclusion',
  'decideExclusion',
]
export const groupOf = (action: Action): Group =>
  stepOf[action].by.startsWith('case.petition')
    ? 'petition'
    : talk.includes(action)
      ? 'talk'
      : more.includes(action)
        ? 'more'
        : 'handle'

/** These end something for the resident and have no way back: they are asked about once more. */
export const irrevocable: readonly Action[] = [
  'decline',
  'passOn',
  'restUnanswered',
  'confirmByCall',
  'redactWords',
  'passToDiscipline',
]

const known = (action: string): action is Action => action in stepOf
/** Keeping company is not a next step: a case that waits for nobody here shows no big button. */
const asides: readonly Action[] = [
  ...more,
  'contact',
  'askResident',
  'askExtension',
  'recall',
  'supervise',
  'addHeard',
  'noteCall',
  'treatAsPetition',
  'setExternalNumber',
  'reportGrave',
  'objectPetition',
  'refuseReturn',
  'askPetitionExtension',
  'refusePetitionExtension',
  'askReviewHeard',
  'askReReviewHeard',
  'noteHearing',
]

/** Where first contact is about to be missed, or was, it comes before the work. */
export type Wants = { late?: boolean; contact?: boolean }

/** The resident is asked first: calling them is the next step only once their time for the verdict is over. */
const calls: readonly Action[] = ['confirmByCall', 'disputeByCall', 'dissentByCall', 'restUnanswered']

/** Comments have their own box; a photo is blacked out where it is shown. */
const elsewhere: readonly Action[] = ['comment', 'blackOut']

/** The big button and the links under it. */
export function layOut(
  may: readonly string[],
  { late = false, contact = false }: Wants = {},
): {
  next: Action | undefined
  /** A second button under the big one. */
  beside: Action | undefined
  rest: { group: Group; actions: Action[] }[]
} {
  const actions = may.filter(known).filter((a) => !elsewhere.includes(a))
  const first = actions[0]
  const work = first && !asides.includes(first) && (late || !calls.includes(first)) ? first : undefined
  const called = contact && actions.includes('contact') ? ('contact' as const) : undefined
  const next = work ?? called
  const beside = next === called ? undefined : called
  const others = actions.filter((a) => a !== next && a !== beside)
  return {
    next,
    beside,
    rest: groups
      .map((group) => ({ group, actions: others.filter((a) => groupOf(a) === group) }))
      .filter(({ actions }) => actions.length > 0),
  }
}

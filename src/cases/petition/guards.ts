/** The conditions petition steps name in the lifecycle table: each a fact about the case, none about the person. */
import type { Level } from '../../programme/vocabulary.ts'
import type { Owed, StatutoryClock } from './clocks.ts'
import { isFinal, type PetitionFacts } from './facts.ts'
import type { StatutoryClockKind } from './vocabulary.ts'

/** What of a case these conditions read. */
export type OfPetition = {
  readonly petition: PetitionFacts | null
  readonly statute: readonly StatutoryClock[]
  readonly statutory: Owed | null
  readonly level: Level
  readonly ladder: Readonly<Partial<Record<Level, string>>>
}

const running = (c: OfPetition, kind: StatutoryClockKind) => c.statute.find((s) => s.clock === kind && !s.doneAt)
const runsInTime = (c: OfPetition, kind: StatutoryClockKind, at: Date) => {
  const clock = running(c, kind)
  return clock !== undefined && at <= clock.dueAt
}
const live = (p: PetitionFacts | null): p is PetitionFacts => p !== null && p.endedAt === null
/** A county's own opinion is reviewed a level above the county: its written opinion says where. */
const reviewedHere = (c: OfPetition, level: Level) => level !== 'county' && c.ladder[level] !== c.ladder.county

export const petitionGuards = {
  notPetition: (c: OfPetition) => c.petition === null,
  isPetition: (c: OfPetition) => live(c.petition),
  hasKind: (c: OfPetition) => live(c.petition) && c.petition.kind !== null && c.petition.toldAt === null,
  notTold: (c: OfPetition) => live(c.petition) && c.petition.toldAt === null && c.petition.opinion === null,
  mayTell: (c: OfPetition) => live(c.petition) && c.petition.road !== null && running(c, 'tell') !== undefined,
  mayObject: (c: OfPetition, at: Date) => runsInTime(c, 'object', at),
  objected: (c: OfPetition) => live(c.petition) && c.petition.objectedAt !== null,
  mayExtend: (c: OfPetition, at: Date) =>
    runsInTime(c, 'conclude', at) && c.petition?.extendedTo === null && c.petition.extension === null,
  petitionExtensionAsked: (c: OfPetition) => live(c.petition) && c.petition.extension !== null,
  opinionOwed: (c: OfPetition) => running(c, 'conclude') !== undefined && running(c, 'tell') === undefined,
  reviewOpen: (c: OfPetition, at: Date) =>
    runsInTime(c, 'ask-review', at) && reviewedHere(c, c.petition?.opinion?.level ?? 'county'),
  /** Whoever comes in person is written down, also where the organ above is not in this county. */
  reviewHeard: (c: OfPetition, at: Date) => runsInTime(c, 'ask-review', at),
  reviewOwed: (c: OfPetition) => running(c, 'review') !== undefined,
  reReviewOpen: (c: OfPetition, at: Date) =>
    runsInTime(c, 'ask-re-review', at) && reviewedHere(c, c.petition?.review?.at ? c.petition.review.level : 'county'),
  reReviewHeard: (c: OfPetition, at: Date) => runsInTime(c, 'ask-re-review', at),
  reReviewOwed: (c: OfPetition) => running(c, 're-review') !== undefined,
  notHeard: (c: OfPetition) => c.petition?.reReview?.hearingDays === 0,
  /** Nothing the statute asks of the organ is left undone: only then may the loop answer or end it in its own way. */
  nothingOwed: (c: OfPetition) => c.statutory === null,
  final: (c: OfPetition) => isFinal(c.petition),
  /** After the second review the same facts are not taken again (art. 36). */
  notFinal: (c: OfPetition) => !isFinal(c.petition),
} as const

/** A statutory clock has run out and nothing has been done about it yet. */
export const statuteLate = (c: Pick<OfPetition, 'statutory'>, at: Date) =>
  c.statutory !== null && c.statutory.reminded < 100 && at > c.statutory.dueAt

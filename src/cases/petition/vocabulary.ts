/** Words of a petition (信访工作条例): the rules, the API and the desk's pages read the same ones. */

/** Three kinds, three roads: suggestion (art. 29), accusation (art. 30), complaint and claim (art. 31). */
export const petitionKinds = ['suggestion', 'accusation', 'claim'] as const
export type PetitionKind = (typeof petitionKinds)[number]

export const petitionRoads = [
  'study',
  'discipline',
  'court',
  'arbitration',
  'party-appeal',
  'administrative',
  'protection',
  'investigation',
] as const
export type PetitionRoad = (typeof petitionRoads)[number]

/** Which roads a kind may take; the article is named where the road is written. */
export const roadsOf: Readonly<Record<PetitionKind, readonly PetitionRoad[]>> = {
  suggestion: ['study'],
  accusation: ['discipline'],
  claim: ['court', 'arbitration', 'party-appeal', 'administrative', 'protection', 'investigation'],
}

/** What the written opinion comes to (art. 32). */
export const opinionOutcomes = ['supported', 'explained', 'not-supported'] as const
export type OpinionOutcome = (typeof opinionOutcomes)[number]

/** 三到位一处理 (art. 27): chosen on the matter, never a label on a person. */
export const measures = ['solve', 'explain', 'help', 'law'] as const

/** The written answers, first to last: opinion, review (复查), second review (复核). */
export const opinionStages = ['opinion', 'review', 're-review'] as const
export type OpinionStage = (typeof opinionStages)[number]
/** Steps that are a written answer. */
export const opinionSteps = ['concludePetition', 'answerReview', 'answerReReview'] as const

/** Clocks the organ owes, in the order they come. */
export const owedClocks = ['route', 'tell', 'conclude', 'review', 're-review'] as const
export type OwedClock = (typeof owedClocks)[number]
/** Windows: what a receiving organ or the resident may do, and until when. */
export const windowClocks = ['object', 'ask-review', 'ask-re-review'] as const
export const statutoryClockKinds = [...owedClocks, ...windowClocks] as const
export type StatutoryClockKind = (typeof statutoryClockKinds)[number]

/** From five persons on it is a group, which chooses at most five to speak for it. */
export const groupFrom = 5
export const mostRepresentatives = 5

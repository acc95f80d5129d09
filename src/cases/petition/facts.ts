/** What a petition is, folded from the case's own events: pure, and the only place that says what a step means for it. */
import type { Level } from '../../programme/vocabulary.ts'
import { groupFrom, type OpinionOutcome, type PetitionKind, type PetitionRoad } from './vocabulary.ts'

/** A written answer: when it was given, at which level, and what it comes to. */
export type Opinion = { readonly at: string; readonly level: Level; readonly outcome: OpinionOutcome }
export type Review = { readonly askedAt: string; readonly hearingDays: number } & (Opinion | { readonly at: null })

/** Instants in ISO 8601, days as YYYY-MM-DD: as the row keeps them. */
export type PetitionFacts = {
  readonly since: string
  readonly receivedOn: string
  readonly addressKnown: boolean
  readonly repeat: boolean
  readonly persons: number
  readonly representatives: number | null
  /** In the state petition system. */
  readonly number: string | null
  readonly grave: boolean
  readonly kind: PetitionKind | null
  readonly road: PetitionRoad | null
  /** First put on a road: accepted. Choosing another road later wins no time. */
  readonly routedAt: string | null
  readonly toldAt: string | null
  readonly objectedAt: string | null
  readonly extension: { readonly by: string | null; readonly until: string } | null
  readonly extendedTo: string | null
  readonly opinion: Opinion | null
  readonly review: Review | null
  readonly reReview: Review | null
  /** The resident took it back: nothing is owed any more. */
  readonly endedAt: string | null
}

/** An event as far as a petition reads it. `level` is where the case stood afterwards. */
export type Happened = {
  readonly type: string
  readonly at: string
  readonly memberId: string | null
  readonly level: Level
  readonly data: Readonly<Record<string, unknown>>
}

type Change = (p: PetitionFacts, e: Happened) => Partial<PetitionFacts>
const written = (e: Happened): Opinion => ({ at: e.at, level: e.level, outcome: e.data['outcome'] as OpinionOutcome })
const asked = (e: Happened): Review => ({ askedAt: e.at, hearingDays: 0, at: null })
const day = 86_400_000
/** The days of a hearing, first and last counted. */
export const hearingDays = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / day) + 1

const changes: Readonly<Record<string, Change>> = {
  setExternalNumber: (_, { data }) => ({ number: data['externalNumber'] as string }),
  reportGrave: () => ({ grave: true }),
  // another kind, another road: the one chosen before does not fit it
  choosePetitionKind: (p, { data }) => ({
    kind: data['kind'] as PetitionKind,
    road: data['kind'] === p.kind ? p.road : null,
  }),
  routePetition: (p, { at, data }) => ({ road: data['road'] as PetitionRoad, routedAt: p.routedAt ?? at }),
  tellInWriting: (_, { at }) => ({ toldAt: at }),
  objectPetition: (_, { at }) => ({ objectedAt: at }),
  consentToReturn: () => ({ objectedAt: null }),
  refuseReturn: () => ({ objectedAt: null }),
  askPetitionExtension: (_, { memberId, data }) => ({ extension: { by: memberId, until: data['until'] as string } }),
  extendPetition: (p) => ({ extension: null, extendedTo: p.extension?.until ?? null }),
  refusePetitionExtension: () => ({ extension: null }),
  concludePetition: (_, e) => ({ opinion: written(e), extension: null }),
  askReview: (_, e) => ({ review: asked(e) }),
  askReviewHeard: (_, e) => ({ review: asked(e) }),
  answerReview: (p, e) => ({ review: p.review && { ...p.review, ...written(e) } }),
  askReReview: (_, e) => ({ reReview: asked(e) }),
  askReReviewHeard: (_, e) => ({ reReview: asked(e) }),
  noteHearing: (p, { data }) => ({
    reReview: p.reReview && {
      ...p.reReview,
      hearingDays: hearingDays(data['from'] as string, data['to'] as string),
    },
  }),
  answerReReview: (p, e) => ({ reReview: p.reReview && { ...p.reReview, ...written(e) } }),
  withdraw: (_, { at }) => ({ endedAt: at, extension: null }),
}

const begun = ({ at, data }: Happened): PetitionFacts => ({
  since: at,
  receivedOn: data['receivedOn'] as string,
  addressKnown: data['addressKnown'] as boolean,
  repeat: data['repeat'] as boolean,
  persons: data['persons'] as number,
  representatives: (data['representatives'] as number | undefined) ?? null,
  number: (data['externalNumber'] as string | undefined) ?? null,
  grave: data['grave'] as boolean,
  kind: null,
  road: null,
  routedAt: null,
  toldAt: null,
  objectedAt: null,
  extension: null,
  extendedTo: null,
  opinion: null,
  review: null,
  reReview: null,
  endedAt: null,
})

/** The petition after one more event; the same object where the event is nothing to it. */
export function petitionAfter(p: PetitionFacts | null, e: Happened): PetitionFacts | null {
  if (e.type === 'treatAsPetition') return begun(e)
  const change = changes[e.type]
  return p && change ? { ...p, ...change(p, e) } : p
}

/** The petition a case's events tell of, or null. */
export const petitionOf = (events: readonly Happened[]): PetitionFacts | null =>
  events.reduce<PetitionFacts | null>(petitionAfter, null)

export const isGroup = (p: PetitionFacts) => p.persons >= groupFrom

/** After the second review's answer the same facts are not taken again (art. 36). */
export const isFinal = (p: PetitionFacts | null) => p?.reReview?.at != null

/** The last written answer given so far. */
export const lastOpinion = (p: PetitionFacts): Opinion | null =>
  [p.reReview, p.review, p.opinion].find((o): o is Opinion & Review => o?.at != null) ?? null

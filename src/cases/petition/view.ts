/** A petition as the desk and its resident are shown it: the registration, every clock with its article, the written answers. */
import { z } from 'zod'
import type { Doing } from '../../access/command.ts'
import { levels } from '../../programme/vocabulary.ts'
import type { Facts } from '../lifecycle.ts'
import { Id } from '../model.ts'
import type { Chains, listEvents } from '../store.ts'
import type { StatutoryClock } from './clocks.ts'
import { isFinal, isGroup, lastOpinion, type PetitionFacts } from './facts.ts'
import {
  measures,
  type OpinionStage,
  opinionOutcomes,
  opinionStages,
  opinionSteps,
  owedClocks,
  petitionKinds,
  petitionRoads,
  statutoryClockKinds,
} from './vocabulary.ts'

const Instant = z.iso.datetime()
const Org = z.object({ id: Id, name: z.string(), nameEn: z.string() })

/** What a list shows of a petition, beside the case. */
export const PetitionBrief = z
  .object({
    number: z.string().nullable().describe('In the state petition system'),
    kind: z.enum(petitionKinds).nullable(),
    group: z.boolean(),
  })
  .describe('Handled as a petition')
  .nullable()

/** The statutory clock owed next, beside the scheme's. */
export const StatutoryBrief = z
  .object({
    clock: z.enum(owedClocks),
    startedAt: Instant,
    dueAt: Instant,
    provisional: z.boolean(),
    late: z.boolean(),
  })
  .nullable()

export const WrittenOpinion = z.object({
  stage: z.enum(opinionStages),
  at: Instant,
  org: Org.nullable(),
  request: z.string(),
  facts: z.string(),
  opinion: z.string(),
  outcome: z.enum(opinionOutcomes),
  review: z.string().describe('The way to review'),
})
export type WrittenOpinion = z.output<typeof WrittenOpinion>

export const PetitionView = z
  .object({
    since: Instant,
    receivedOn: z.iso.date(),
    number: z.string().nullable(),
    repeat: z.boolean(),
    persons: z.number().int(),
    representatives: z.number().int().nullable(),
    group: z.boolean(),
    addressKnown: z.boolean(),
    grave: z.boolean(),
    kind: z.enum(petitionKinds).nullable(),
    road: z.enum(petitionRoads).nullable(),
    where: z.string().nullable(),
    notice: z.string().nullable().describe('What the person was told in writing'),
    extension: z.object({ until: z.iso.date(), reason: z.string() }).nullable().describe('Asked, not yet decided'),
    level: z.enum(levels).nullable().describe('Where the last written answer was given'),
    final: z.boolean().describe('After the second review: the same facts are not taken again'),
    ended: z.boolean(),
    clocks: z.array(
      z.object({
        clock: z.enum(statutoryClockKinds),
        article: z.number().int(),
        whose: z.enum(['organ', 'receiver', 'resident']),
        startedAt: Instant,
        dueAt: Instant,
        provisional: z.boolean(),
        doneAt: Instant.nullable(),
        late: z.boolean(),
      }),
    ),
    opinions: z.array(WrittenOpinion.extend({ measures: z.array(z.enum(measures)) })),
  })
  .meta({ id: 'Petition' })

/** What the resident reads of their petition. */
export const ResidentPetition = z.object({
  number: z.string().nullable(),
  road: z.enum(petitionRoads).nullable(),
  where: z.string().nullable(),
  notice: z.string().nullable(),
  dueAt: Instant.nullable().describe('Until when the organ owes the next written answer'),
  provisional: z.boolean(),
  owed: z.enum(owedClocks).nullable(),
  opinions: z.array(WrittenOpinion),
  ask: z
    .object({ stage: z.enum(['review', 're-review']), until: Instant })
    .nullable()
    .describe('What the resident may ask for, and until when'),
  final: z.boolean(),
})

type Event = Awaited<ReturnType<typeof listEvents>>[number]
const stageOf: Readonly<Record<string, OpinionStage | undefined>> = Object.fromEntries(
  opinionSteps.map((step, i) => [step, opinionStages[i]]),
)

const last = (events: readonly Event[], type: string) => [...events].reverse().find((e) => e.type === type)
const iso = (at: Date | null) => at?.toISOString() ?? null
const isLate = (c: Pick<StatutoryClock, 'dueAt' | 'doneAt' | 'whose'>, now: Date) =>
  c.whose === 'organ' && (c.doneAt ?? now) > c.dueAt

/** The written answers, first to last, as they were given. */
export function opinionsOf(events: readonly Event[], orgs: Chains) {
  return events.flatMap((e) => {
    const stage = stageOf[e.type]
    if (!stage) return []
    const org = orgs.get(e.org_id ?? '')
    const data = e.data as { outcome: WrittenOpinion['outcome']; measures: (typeof measures)[number][] }
    const text = (field: string) => e.texts[field] ?? ''
    return [
      {
        stage,
        at: e.at.toISOString(),
        org: org ? { id: org.id, name: org.name, nameEn: org.nameEn } : null,
        request: text('request'),
        facts: text('facts'),
        opinion: text('opinion'),
        outcome: data.outcome,
        review: text('review'),
        measures: data.measures,
      },
    ]
  })
}

const dataOf = (e: Event | undefined, field: string) =>
  ((e?.data as Record<string, unknown> | undefined)?.[field] as string | undefined) ?? null

/** The date of the clock owed is the row's: what was told in writing does not move earlier with a later notice of holidays. */
const clocksOf = ({ statute, statutory }: Facts) =>
  statute.map((c) =>
    statutory && c.clock === statutory.clock ? { ...c, dueAt: statutory.dueAt, provisional: statutory.provisional } : c,
  )

export function petitionView(d: Doing, facts: Facts, events: readonly Event[], orgs: Chains) {
  const p = facts.petition
  if (!p) return null
  const now = d.house.now()
  return {
    since: p.since,
    receivedOn: p.receivedOn,
    number: p.number,
    repeat: p.repeat,
    persons: p.persons,
    representatives: p.representatives,
    group: isGroup(p),
    addressKnown: p.addressKnown,
    grave: p.grave,
    kind: p.kind,
    road: p.road,
    where: p.road && dataOf(last(events, 'routePetition'), 'where'),
    notice: last(events, 'tellInWriting')?.texts['notice'] ?? null,
    extension: p.extension && {
      until: p.extension.until,
      reason: last(events, 'askPetitionExtension')?.texts['reason'] ?? '',
    },
    level: lastOpinion(p)?.level ?? null,
    final: isFinal(p),
    ended: p.endedAt !== null,
    clocks: clocksOf(facts).map((c) => ({
      ...c,
      startedAt: c.startedAt.toISOString(),
      dueAt: c.dueAt.toISOString(),
      doneAt: iso(c.doneAt),
      late: isLate(c, now),
    })),
    opinions: opinionsOf(events, orgs),
  } satisfies z.input<typeof PetitionView>
}

export function petitionForResident(facts: Facts, events: readonly Event[], orgs: Chains, may: string[]) {
  const p = facts.petition
  if (!p || p.endedAt) return null
  const window = facts.statute.find((c) => c.whose === 'resident' && !c.doneAt)
  const stage = may.includes('askReview') ? 'review' : may.includes('askReReview') ? 're-review' : null
  return {
    number: p.number,
    road: p.toldAt ? p.road : null,
    where: p.toldAt && p.road ? dataOf(last(events, 'routePetition'), 'where') : null,
    notice: last(events, 'tellInWriting')?.texts['notice'] ?? null,
    dueAt: iso(facts.statutory?.dueAt ?? null),
    provisional: facts.statutory?.provisional ?? false,
    owed: facts.statutory?.clock ?? null,
    opinions: opinionsOf(events, orgs).map(({ measures: _, ...shown }) => shown),
    ask: stage && window ? { stage, until: window.dueAt.toISOString() } : null,
    final: isFinal(p),
  } satisfies z.input<typeof ResidentPetition>
}

export const petitionBrief = (p: PetitionFacts | null) => p && { number: p.number, kind: p.kind, group: isGroup(p) }

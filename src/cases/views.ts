/** What the desk and the resident are shown of a case: the output shapes of the API. */
import { z } from 'zod'
import { clocks, levels } from '../programme/vocabulary.ts'
import { grades, Id, outcomes, resolvedAnswers, states, waits } from './model.ts'
import { PetitionBrief, PetitionView, ResidentPetition, StatutoryBrief } from './petition/view.ts'

export const OrgRef = z.object({ id: Id, name: z.string(), nameEn: z.string() })
export const PersonRef = z.object({ id: Id, name: z.string() })
const Instant = z.iso.datetime()

export const Remaining = z.object({
  workingDays: z.number().int(),
  hours: z.number().int(),
  overdue: z.boolean(),
})

export const CaseSummary = z
  .object({
    id: Id,
    number: z.string(),
    version: z.number().int(),
    opening: z.string().describe('The beginning of the resident’s own words'),
    title: z.string().nullable(),
    place: z.string().nullable(),
    village: OrgRef,
    state: z.enum(states),
    level: z.enum(levels),
    holder: OrgRef.nullable(),
    holderMember: PersonRef.nullable(),
    lead: OrgRef.nullable(),
    channel: z.string(),
    category: z.string().nullable(),
    nature: z.string().nullable(),
    extent: z.enum(['individual', 'common']).nullable(),
    urgency: z.enum(['ordinary', 'urgent']),
    registeredAt: Instant,
    changedAt: Instant,
    endedAt: Instant.nullable(),
    clock: z.enum(clocks).nullable(),
    dueAt: Instant.nullable(),
    dueProvisional: z.boolean(),
    colour: z.enum(['in-time', 'due-soon', 'late', 'ended']),
    used: z.number().describe('Share of the limit that binds used, 1 = due').nullable(),
    remaining: Remaining.describe('Until the deadline that binds').nullable(),
    binds: z.enum(['scheme', 'statute']).describe('Whose deadline binds: the earlier of the two').nullable(),
    petition: PetitionBrief,
    statutory: StatutoryBrief,
    firstContact: z
      .object({
        dueAt: Instant,
        madeAt: Instant.nullable(),
        late: z.boolean(),
      })
      .describe('First contact with the resident; null where nobody can be contacted')
      .nullable(),
    promisedAt: Instant.nullable().describe('The latest date the resident was told; it never moves earlier'),
    onDutyList: z.boolean().describe('Overdue with nobody above it: on the county office’s duty list'),
    overdue: z.number().int().describe('How often it went up by itself because nobody acted in time'),
    outcome: z.enum(outcomes).nullable(),
    resolved: z.enum(resolvedAnswers).nullable(),
    satisfied: z.enum(grades).nullable(),
    doubt: z.enum(['words', 'grades']).nullable().describe('What was ticked and what was written do not fit together'),
    sentBack: z.number().int(),
    reopened: z.number().int(),
    confidential: z.boolean().describe('About an official or a unit: kept from them and everyone below'),
  })
  .meta({ id: 'CaseSummary' })
export type CaseSummary = z.output<typeof CaseSummary>

export const InboxItem = CaseSummary.extend({
  waits: z.enum(waits).describe('What it waits for from me'),
  unread: z.boolean().describe('Something came since I saw it, from somebody else'),
}).meta({ id: 'InboxItem' })
export type Waits = z.output<typeof InboxItem>['waits']

/** A resident to be called: why, how often it was tried, and what I may enter. */
export const CallItem = CaseSummary.extend({
  why: z.enum(['overdue', 'doubt']),
  calls: z.number().int().describe('Attempts recorded about the answer that stands'),
  name: z.string().nullable().describe('Masked'),
  phone: z.string().nullable().describe('Masked; null where nobody can be called'),
  mine: z.boolean().describe('I handled it or wrote it down: somebody else must call'),
  may: z.array(z.string()),
}).meta({ id: 'CallItem' })
export type CallItem = z.output<typeof CallItem>

export const CaseFile = z
  .object({
    id: Id,
    seq: z.number().int().nullable(),
    role: z.enum(['request', 'before', 'after', 'evidence', 'redacted']).nullable(),
    redactedFrom: Id.nullable().describe('The photo this is a blacked-out copy of'),
    kind: z.enum(['photo', 'audio', 'video']),
    mime: z.string(),
    name: z.string(),
    size: z.number().int(),
    url: z.string(),
    thumbUrl: z.string().nullable(),
  })
  .meta({ id: 'CaseFile' })
export type CaseFile = z.output<typeof CaseFile>

export const CaseEvent = z
  .object({
    seq: z.number().int(),
    type: z.string(),
    audience: z.enum(['everyone', 'desk']),
    at: Instant,
    actor: z.object({
      kind: z.enum(['member', 'resident', 'system']),
      member: PersonRef.nullable(),
      standsInFor: PersonRef.nullable().describe('In whose place the member acted, who was on leave'),
      org: OrgRef.nullable(),
    }),
    data: z.record(z.string(), z.unknown()).describe('Facts of the step; words are in `texts`'),
    texts: z.record(z.string(), z.string()),
    redacted: z.array(z.string()).describe('Texts in which something was hidden'),
    files: z.array(CaseFile),
  })
  .meta({ id: 'CaseEvent' })

export const CaseRef = z.object({ id: Id, number: z.string(), opening: z.string(), state: z.enum(states) })

export const CaseView = CaseSummary.extend({
  words: z.string().describe('The resident’s words, verbatim and for ever'),
  wordsErased: z.boolean().describe('Removed on request, or kept long enough'),
  publishing: z.object({
    allowed: z.boolean().describe('The resident has agreed to it'),
    published: z
      .object({ at: Instant, by: PersonRef, question: z.string(), answer: z.string(), files: z.array(Id) })
      .nullable(),
  }),
  registrar: PersonRef.nullable(),
  contact: z
    .object({
      residentId: Id,
      name: z.string().nullable().describe('Masked'),
      phone: z.string().nullable().describe('Masked'),
      erased: z.boolean(),
      consent: z.enum(['given', 'not-asked', 'refused']),
    })
    .nullable(),
  askedUntil: z.iso.date().nullable(),
  approver: OrgRef.nullable().describe('Who decides the extension asked for'),
  paused: z
    .object({ clock: z.enum(clocks), dueAt: Instant, since: Instant })
    .describe('The clock that stands still while the resident is asked')
    .nullable(),
  pauses: z.number().int(),
  handled: PetitionView.nullable().describe('The petition, in full'),
  verdictAt: Instant.nullable(),
  later: z.enum(['yes', 'no']).nullable(),
  standard: z.string().nullable().describe('What the department was asked to achieve'),
  calls: z.number().int(),
  extended: z.number().int(),
  events: z.array(CaseEvent),
  linkedTo: CaseRef.nullable(),
  linked: z.array(CaseRef),
  splitFrom: CaseRef.nullable(),
  splits: z.array(CaseRef),
  about: z
    .object({ orgs: z.array(OrgRef), members: z.array(PersonRef) })
    .nullable()
    .describe('From whom it is kept'),
  aboutSuggested: z.boolean().describe('Its words may be about an official or a unit; a person decides'),
  may: z.array(z.string()).describe('Actions open to you now, the next step first'),
  residentReads: z.string().describe('The line the resident reads now'),
}).meta({ id: 'CaseView' })
export type CaseView = z.output<typeof CaseView>

/** After a marking: nothing of the case, which may be out of the reader's sight now. */
export const Moved = z
  .object({
    moved: z.literal(true),
    visible: z.boolean().describe('Whether you still see it'),
  })
  .meta({ id: 'Moved' })

/** What the resident follows. Nothing of the desk's own, nobody's contact. */
export const ResidentView = z
  .object({
    number: z.string(),
    state: z.enum(states),
    village: OrgRef,
    place: z.string().nullable(),
    words: z.string(),
    redacted: z.boolean().describe('Some personal data was hidden in these words'),
    erased: z.object({ contact: z.boolean(), words: z.boolean() }),
    publishing: z.object({ allowed: z.boolean(), published: z.boolean() }),
    registeredAt: Instant,
    line: z.string().describe('Where it stands, in plain words'),
    dueAt: Instant.nullable().describe('The date the resident was told; it never moves earlier'),
    dueProvisional: z.boolean(),
    question: z.string().nullable().describe('What the desk asks the resident, while it waits'),
    questionUntil: Instant.nullable().describe('Until when the resident’s reply is waited for'),
    contactBy: Instant.nullable().describe('By when somebody gets in touch first; null once it was done'),
    verdictUntil: Instant.nullable().describe('Until when the verdict may be changed'),
    later: z.enum(['yes', 'no']).nullable().describe('Whether it was still settled weeks later'),
    weWillCall: z.boolean().describe('What was ticked and what was written do not fit: somebody calls and asks'),
    reason: z.string().nullable().describe('Why it was not taken on, passed on or shelved'),
    passedOn: z.object({ authority: z.string(), phone: z.string().nullable() }).nullable(),
    holder: OrgRef.extend({ phone: z.string().nullable() }).nullable(),
    answer: z
      .object({
        text: z.string(),
        redacted: z.boolean(),
        result: z.enum(['resolved', 'explained']),
        at: Instant,
        org: OrgRef.nullable(),
        files: z.array(CaseFile),
      })
      .nullable(),
    outcome: z.enum(outcomes).nullable(),
    confidential: z.enum(['kept', 'discipline']).nullable().describe('About an official: who is kept from it'),
    verdict: z
      .object({
        resolved: z.enum(['yes', 'partly', 'no']),
        satisfied: z.enum(grades).nullable(),
        why: z.string().nullable(),
      })
      .nullable(),
    story: z.array(
      z.object({
        seq: z.number().int(),
        type: z.string(),
        at: Instant,
        line: z.string(),
        words: z.string().nullable(),
        redacted: z.boolean(),
        org: OrgRef.nullable(),
        files: z.array(CaseFile),
      }),
    ),
    files: z.array(CaseFile),
    splits: z.array(z.object({ number: z.string() })),
    petition: ResidentPetition.nullable(),
    may: z.array(z.string()),
  })
  .meta({ id: 'ResidentView' })
export type ResidentView = z.output<typeof ResidentView>

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable().describe('Hand it back as `cursor` for the next page') })

export const Receipt = z
  .object({
    registeredAt: Instant,
    leaf: z.string().describe('What stands for this request in the public log: a hash, in hex'),
    number: z.string(),
    code: z.string().describe('Six digits; with the number they open the request'),
    caseId: Id.nullable().describe('For the desk only'),
    dueAt: Instant,
    dueProvisional: z.boolean(),
    again: z.boolean().describe('True when this client key had been used before: nothing was added'),
  })
  .meta({ id: 'Receipt' })
export type Receipt = z.output<typeof Receipt>

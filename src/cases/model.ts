/** The shapes of a case and of every step's input: one source for forms, API, rules and tests. */
import { z } from 'zod'
import { freeText, toResident } from './free-text.ts'
import { Day } from './input-day.ts'
import { petitionNeeds } from './petition/needs.ts'
import { contactWays, grades, rates } from './vocabulary.ts'

export type { ClockKind, Level, Urgency } from '../programme/vocabulary.ts'
export { freeText } from './free-text.ts'
export { Day } from './input-day.ts'
export * from './vocabulary.ts'

export const Id = z.uuid()

const Share = z.number().min(0).max(1)
const Code = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'code')
export const FileUse = z.object({ id: Id, role: z.enum(['request', 'before', 'after', 'evidence']) })
const Files = z.array(FileUse).max(9).default([])
/** Those a request is about: units, and members by name. At least one of them. */
export const AboutWhom = z.object({
  orgs: z.array(Id).max(10).default([]),
  members: z.array(Id).max(10).default([]),
})
export type AboutWhom = z.output<typeof AboutWhom>

// one tap says resolved or not; how satisfied and why may follow, or never come
const judged = { satisfied: z.enum(grades).optional(), why: freeText(1, 1000).optional() }
// the number itself stays sealed with the contact: its last four digits say which was called
const called = {
  calledAt: z.iso.datetime({ offset: true }),
  numberTail: z.string().regex(/^\d{4}$/, 'number-tail'),
}

/** What each action needs from the person who takes it. Keys are the names used in the lifecycle table. */
export const needs = {
  Nothing: z.object({}),
  Reason: z.object({ reason: freeText(2, 1000) }),
  Note: z.object({ note: freeText(1, 1000).optional() }),
  Words: z.object({ words: freeText(1, 4000), files: Files }),
  Comment: z.object({ words: freeText(1, 2000), mentions: z.array(Id).max(20).default([]) }),
  Decline: z.object({ ground: Code, explanation: toResident(4, 2000) }),
  Sort: z.object({
    title: freeText(2, 60).optional(),
    category: Code,
    nature: Code,
    urgency: z.enum(['ordinary', 'urgent']),
    extent: z.enum(['individual', 'common']),
  }),
  Assign: z.object({ memberId: Id }),
  Dispatch: z.object({ departmentId: Id, responsibleId: Id.optional(), dueDay: Day, standard: freeText(2, 1000) }),
  Receive: z.object({ responsibleId: Id.optional(), plan: freeText(1, 1000).optional() }),
  Contact: z.object({ by: z.enum(contactWays), words: freeText(1, 2000).optional() }),
  Ask: z.object({ question: toResident(4, 1000) }),
  PassOn: z.object({
    authority: z.string().trim().min(2).max(60),
    phone: z.string().trim().max(25).optional(),
    explanation: toResident(4, 1000),
  }),
  Extension: z.object({ until: Day, reason: freeText(2, 1000) }),
  Answer: z.object({
    result: z.enum(['resolved', 'explained']),
    answer: toResident(2, 20_000),
    publicNote: freeText(0, 120).optional().describe('One line everybody may read'),
    publicNoteConfirmed: z.boolean().optional().describe('A person has seen the names that are still in it'),
    files: Files,
  }),
  Shelve: z.object({ reason: toResident(4, 1000), reviewDay: Day }),
  Link: z.object({ leadNumber: z.string().trim().min(3).max(24) }),
  Split: z.object({ words: freeText(4, 4000), keeps: freeText(2, 4000) }),
  Confirm: z.object({
    resolved: z.literal('yes'),
    ...judged,
  }),
  Dispute: z.object({
    resolved: z.enum(['partly', 'no']),
    ...judged,
  }),
  // said after the tap: which of “no” and “partly”, how satisfied, why; none of it reopens a second time
  Explain: z.object({
    resolved: z.enum(['partly', 'no']).optional(),
    ...judged,
  }),
  CalledConfirm: z.object({
    resolved: z.literal('yes'),
    ...judged,
    ...called,
  }),
  CalledDispute: z.object({
    resolved: z.enum(['partly', 'no']),
    ...judged,
    ...called,
  }),
  CallNote: z.object({
    ...called,
    words: freeText(1, 1000).optional(),
  }),
  AskExclusion: z.object({ rates: z.array(z.enum(rates)).min(1).max(3), ground: Code, note: freeText(4, 1000) }),
  DecideExclusion: z.object({ decision: z.enum(['approved', 'refused']), reason: freeText(2, 1000) }),
  Later: z.object({ why: freeText(1, 1000).optional() }),
  Reflection: z.object({ words: freeText(2, 2000) }),
  Publish: z.object({
    question: freeText(2, 2000),
    answer: freeText(2, 4000),
    photos: z
      .array(z.object({ id: Id, clean: z.boolean().default(false).describe('Looked at: nobody can be known by it') }))
      .max(9)
      .default([]),
    confirmed: z.literal(true).describe('Read as others will read it'),
    namesConfirmed: z.boolean().default(false).describe('Names, offices’ lines and house numbers left in are meant'),
  }),
  Redact: z.object({
    seq: z.number().int().min(1).max(100_000),
    field: z.string().regex(/^[A-Za-z]{1,30}$/, 'code'),
    hide: z
      .array(z.object({ from: z.number().int().min(0).max(20_000), to: z.number().int().min(1).max(20_000) }))
      .min(1)
      .max(100)
      .describe('Positions in code points; the same words are hidden wherever they stand in this case'),
    reason: freeText(2, 500),
  }),
  BlackOut: z.object({
    fileId: Id,
    rects: z
      .array(z.object({ x: Share, y: Share, width: Share, height: Share }))
      .min(1)
      .max(50)
      .describe('In shares of the photo’s width and height'),
  }),
  About: AboutWhom.extend({ reason: freeText(2, 1000) }),
  ...petitionNeeds,
} as const
export type Need = keyof typeof needs
export type NeedInput<N extends Need> = z.output<(typeof needs)[N]>

/** What a resident (or a member on the resident's behalf) hands in. Words only: never a category, never a pin. */
export const Contact = z.object({
  name: freeText(1, 50).optional(),
  phone: z.string().trim().min(5).max(25),
})
export const Intake = z.object({
  clientKey: z.string().min(8).max(80),
  villageId: Id,
  words: freeText(2, 20_000),
  place: freeText(1, 200).optional(),
  contact: Contact.optional(),
  language: z.enum(['zh-CN', 'en']).default('zh-CN'),
  files: z.array(Id).max(9).default([]),
  about: AboutWhom.optional().describe('About officials or units: kept from them, and handled one level above'),
})
export type Intake = z.output<typeof Intake>

/** A member writes down what was heard: verbatim, with the channel it came by and the resident's consent. */
export const Register = z.object({
  ...Intake.shape,
  channel: Code,
  consent: z.enum(['given', 'not-asked', 'refused']).describe('Consent to keep the resident’s contact'),
  residentId: Id.optional(),
  heardAt: Day.optional(),
})
export type Register = z.output<typeof Register>

/** What the desk is shown of kinds and records: the output shapes of the API. */
import { z } from 'zod'
import { OrgRef, PersonRef } from '../cases/views.ts'
import { fieldTypes } from '../programme/records.ts'
import { recordGroups } from '../programme/vocabulary.ts'
import { FieldValue, Id } from './model.ts'

const Text = z.object({ 'zh-CN': z.string(), en: z.string() })
const Instant = z.iso.datetime()
const count = z.number().int()

export const FieldView = z
  .object({
    code: z.string(),
    name: Text,
    hint: Text.nullable(),
    type: z.enum(fieldTypes),
    required: z.boolean(),
    options: z.array(z.object({ value: z.string(), name: Text })),
    of: z.array(z.string()).describe('Roles of members, kinds of units or places that fit; empty: all'),
    unit: Text.nullable(),
    min: z.number().nullable(),
    max: z.number().nullable(),
    residentsRead: z.boolean(),
  })
  .meta({ id: 'RecordField' })
export const KindView = z
  .object({
    code: z.string(),
    name: Text,
    about: Text.nullable(),
    group: z.enum(recordGroups),
    lasts: z.enum(['day', 'days']),
    fields: z.array(FieldView),
    steps: z.array(z.object({ code: z.string(), name: Text, another: z.boolean(), fields: z.array(FieldView) })),
    quorum: z.object({ present: z.string(), entitled: z.string(), share: z.number(), more: z.boolean() }).nullable(),
    boardDays: count.describe('Hangs on the board for at least so many days').nullable(),
    promises: z.boolean(),
    fills: z.array(z.string()).describe('Roles that write one'),
    mayWrite: z.boolean(),
  })
  .meta({ id: 'RecordKind' })
export type KindView = z.output<typeof KindView>

const Cell = z.object({ code: z.string(), name: z.string(), text: z.string() })
const brief = {
  id: Id,
  kind: z.string(),
  name: Text.describe('Of the kind, as it was then'),
  onDay: z.iso.date(),
  untilDay: z.iso.date(),
  org: OrgRef.nullable(),
  author: PersonRef,
  household: z.string().nullable(),
  place: z.string().nullable(),
  title: z.string(),
  step: z.object({ name: Text, n: count, of: count }).describe('The last step taken').nullable(),
  board: z.object({ from: z.iso.date(), until: z.iso.date() }).nullable(),
  withdrawnAt: Instant.nullable(),
  version: count,
  cells: z.array(Cell).describe('What is filled in, in the reader’s language'),
}
export const RecordItem = z.object(brief).meta({ id: 'RecordItem' })
export type RecordItem = z.output<typeof RecordItem>

export const FollowUpView = z
  .object({
    id: Id,
    recordId: Id,
    owner: PersonRef,
    what: z.string().describe('Empty once the household it is about was erased'),
    dueOn: z.iso.date(),
    late: z.boolean(),
    doneAt: Instant.nullable(),
    doneWords: z.string().nullable(),
    may: z.boolean().describe('Mine to finish'),
  })
  .meta({ id: 'FollowUp' })

export const RecordView = z
  .object({
    ...brief,
    form: KindView.nullable().describe('The kind as it was when this was written'),
    orgId: Id,
    householdId: Id.nullable(),
    villageId: Id.describe('Of the household, where it can be seen').nullable(),
    fields: z.record(z.string(), FieldValue).describe('Of the form, as typed'),
    refs: z.record(z.string(), z.string()).describe('What the ids in it are called'),
    files: z.array(
      z.object({ id: Id, name: z.string(), kind: z.string(), url: z.string(), thumbUrl: z.string().nullable() }),
    ),
    steps: z.array(
      z.object({
        code: z.string(),
        name: Text,
        taken: z.object({ at: Instant, by: PersonRef, cells: z.array(Cell) }).nullable(),
      }),
    ),
    next: z
      .object({
        code: z.string(),
        barred: z.enum(['role', 'another']).describe('Why the reader may not take it').nullable(),
      })
      .nullable(),
    withdrawn: z.object({ at: Instant, by: PersonRef, why: z.string() }).nullable(),
    madeAt: Instant,
    history: z.array(
      z.object({
        version: count,
        kind: z.enum(['made', 'corrected', 'step', 'withdrawn']),
        at: Instant,
        by: PersonRef,
        why: z.string().nullable(),
        step: Text.nullable(),
        cells: z.array(Cell).describe('The form as it stood then; empty for a step'),
      }),
    ),
    followUps: z.array(FollowUpView),
    cases: z
      .array(z.object({ id: Id, number: z.string() }))
      .describe('Written down here, as far as the reader sees them'),
    mayChange: z.boolean(),
  })
  .meta({ id: 'RecordView' })

export const LedgerView = z.object({
  code: z.string(),
  name: Text,
  about: Text.nullable(),
  kinds: z.array(z.object({ code: z.string(), name: Text })),
})
const Sum = z.object({
  setAside: z.number(),
  asked: z.number(),
  approved: z.number(),
  paid: z.number(),
  balance: z.number().describe('All that was ever set aside less all that was paid'),
})
export const PotView = z
  .object({
    code: z.string(),
    name: Text,
    perYear: z.number().nullable().describe('What the scheme asks to be set aside each year; null: not set'),
    keptBy: z.array(z.string()),
    total: Sum,
    orgs: z.array(z.object({ org: OrgRef.nullable(), ...Sum.shape })),
  })
  .meta({ id: 'Pot' })

/** What is handed in of a record, and how lists are asked: shapes only. */
import { z } from 'zod'
import { freeText } from '../cases/free-text.ts'
import { Day } from '../cases/input-day.ts'

export const Id = z.uuid()
/** A word of the scheme; what is wrong with one is said in the reader's language. */
export const code = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'code')
/** A value as a form sends it; which of these a field takes is said by its kind (src/records/form.ts). */
export const FieldValue = z.union([z.string().max(20_000), z.number(), z.boolean(), z.array(Id).max(500), z.null()])
export type FieldValue = z.output<typeof FieldValue>
export const FieldValues = z.record(code, FieldValue)

export const Promised = z.object({ what: freeText(1, 500), dueOn: Day })

/** The sheet of any kind: what it is, whose work, when, and the kind's own fields. */
const sheet = {
  onDay: Day,
  untilDay: Day.optional().describe('The last day, of a kind that lasts'),
  title: freeText(0, 120).default(''),
  fields: FieldValues.default({}),
  boardUntil: Day.optional().describe('On the board until this day; left out, as long as the scheme asks'),
}
export const WriteRecord = z.object({
  clientKey: z.string().min(8).max(80).describe('Made once for this sheet: sent again it is the same record'),
  kind: code,
  orgId: Id.describe('For which unit it was done'),
  ...sheet,
  promises: z.array(Promised).max(10).default([]),
})
export type WriteRecord = z.output<typeof WriteRecord>

const version = z.number().int().min(1).describe('The version your form was drawn from; a stale one is refused')
export const WhichRecord = z.object({ recordId: Id })
export const CorrectRecord = z.object({ recordId: Id, version, ...sheet, why: freeText(2, 200) })
export const WithdrawRecord = z.object({ recordId: Id, version, why: freeText(2, 200) })
export const TakeStep = z.object({ recordId: Id, version, step: code, fields: FieldValues.default({}) })
export const AddFollowUp = z.object({ recordId: Id, ...Promised.shape })
export const FinishFollowUp = z.object({ followUpId: Id, words: freeText(0, 500).default('') })

const many = <T extends z.ZodType>(item: T) => z.union([item.transform((v) => [v]), z.array(item)]).optional()
export const RecordFilter = z.object({
  kind: many(code),
  ledger: code.optional().describe('Every kind this ledger is made of'),
  org: Id.optional().describe('Done for this unit'),
  under: Id.optional().describe('Done for this unit or one below it'),
  author: Id.optional(),
  household: Id.optional(),
  place: Id.optional(),
  subject: Id.optional().describe('Counts to this member or unit'),
  from: Day.optional(),
  to: Day.optional(),
  withdrawn: z.enum(['true']).optional().describe('Those taken back instead'),
})
export type RecordFilter = z.output<typeof RecordFilter>
export const RecordPage = RecordFilter.extend({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

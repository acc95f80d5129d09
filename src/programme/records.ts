/** What a scheme has written down: kinds of records, each with its fields, its steps and what residents may read of it. */
import { z } from 'zod'
import { recordGroups } from './vocabulary.ts'
import { code, named, quote, Text } from './words.ts'

/** How a field is filled. `words` are somebody's own, kept apart so that they can be erased; `text` is a line of the office's. */
export const fieldTypes = [
  'text',
  'words',
  'number',
  'money',
  'date',
  'yesno',
  'choice',
  'member',
  'members',
  'household',
  'org',
  'place',
  'files',
] as const
export type FieldType = (typeof fieldTypes)[number]

export const Field = z
  .object({
    name: Text,
    hint: Text.optional(),
    type: z.enum(fieldTypes),
    /** Never for files and places: nobody is made to prove a visit by a photo (为基层减负). Checked when the file is read. */
    required: z.boolean().default(false),
    /** For a choice. */
    options: named({}).optional(),
    /** For member and members: their roles; for an org its kinds; for a place its kinds. What is left out fits all. */
    of: z.array(code).min(1).optional(),
    unit: Text.optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    residentsRead: z.boolean().default(false),
  })
  .strict()
export type Field = z.output<typeof Field>

/** One step of a matter, after it was written down: in this order, none skipped (四议两公开). */
export const RecordStep = z
  .object({
    code,
    name: Text,
    fields: z.record(code, Field).default({}),
    /** Who may take it; left out, whoever may write the record. */
    by: z.array(code).min(1).optional(),
    /** Taken by somebody else than whoever took the step before, or wrote it down: who applies does not approve. */
    another: z.boolean().default(false),
  })
  .strict()
export type RecordStep = z.output<typeof RecordStep>

/** More than (or at least) this share of those entitled must be there: fields of this kind by their codes. */
export const Quorum = z
  .object({ present: code, entitled: code, share: z.number().gt(0).max(1), more: z.boolean().default(false), quote })
  .strict()

export const RecordKind = {
  group: z.enum(recordGroups),
  about: Text.optional().describe('One line on what is written down here'),
  /** Who writes one. */
  fills: z.array(code).min(1),
  /** Whether it is of one day or from one day to another. */
  lasts: z.enum(['day', 'days']).default('day'),
  fields: z.record(code, Field),
  /** What follows once it is written down. */
  steps: z.array(RecordStep).min(1).optional(),
  quorum: Quorum.optional(),
  /** Shown on the public board: the fields with residentsRead, for at least so many days, with a way to question. */
  board: z
    .object({ days: z.number().int().min(1).max(3650) })
    .strict()
    .optional(),
  /** A promise made becomes a follow-up with a date, or a case. */
  promises: z.boolean().default(false),
  /** Spends from this pot; the field named amount is the sum. */
  pot: code.optional(),
  quote,
}
export const RecordKinds = named(RecordKind)
export type RecordKind = z.output<typeof RecordKinds>[string]

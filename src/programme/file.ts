/** A scheme file as it is written: a part of a scheme where it uses others, and kinds of records that are like another. */
import { z } from 'zod'
import { Programme } from './model.ts'
import { RecordKind } from './records.ts'
import { code, Text } from './words.ts'

const Kind = z.object({ name: Text, ...RecordKind }).strict()
/** Like another kind of record, but for what is said here: a payment from one more pot. Its quote is its own. */
const Like = Kind.partial().extend({ like: code, name: Text })

export const ProgrammeFile = Programme.partial()
  .extend({
    programme: code,
    title: Text,
    source: z.string(),
    recordKinds: z.record(code, z.union([Kind, Like])).optional(),
  })
  .describe('A scheme of the heart-to-heart programme. Words it does not name are those of the files it uses.')

/** What pages show of duties, and how they are asked for: shapes only. */
import { z } from 'zod'
import { dutyUnits, standings } from './vocabulary.ts'

const Day = z.iso.date()
/** As in a scheme; what is wrong with one that was sent is said in the catalogue's words. */
const code = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const Named = z.object({ code, name: z.string() })

export const DutyKey = z.object({
  programme: code,
  version: z.coerce.number().int().min(1).max(32_767),
  duty: code,
  period: z.string().min(1).max(60),
  subjectId: z.uuid(),
})
/** One duty of one subject in one period. */
export const DutyView = DutyKey.extend({
  name: z.string(),
  scheme: z.string().describe('The scheme it stands in'),
  quote: z.string().nullable().describe('The sentence of the document'),
  tone: z.enum(['must', 'should', 'bonus']),
  unit: z.enum(dutyUnits),
  from: Day,
  to: Day.nullable().describe('The last day; null where there is no end'),
  lastEntry: Day.nullable().describe('Until when what was done in time may be written down'),
  target: z.number().nullable().describe('Null: the document leaves it blank and nobody has filled it'),
  value: z.number(),
  expected: z.number().describe('What the days gone by make of the target, in whole units'),
  behind: z.number(),
  passed: z.number().int().describe('Days gone by of those that count'),
  days: z.number().int(),
  standing: z.enum(standings),
  counts: z.array(Named).describe('Kinds of records that count'),
  orgId: z.uuid(),
}).meta({ id: 'DutyView' })
export type DutyView = z.output<typeof DutyView>

export const RecordLine = z
  .object({ id: z.uuid(), kind: code, kindName: z.string(), day: Day, until: Day, title: z.string() })
  .meta({ id: 'DutyRecord' })
export const MyDuties = z.object({
  items: z.array(DutyView.extend({ lately: z.array(RecordLine).describe('The last three that count') })),
  running: z.boolean().describe('Whether any scheme runs here'),
})

export const BehindNumber = z.object({
  duty: DutyView,
  subject: z.string(),
  records: z.array(RecordLine).describe('The newest two hundred'),
  hidden: z.number().int().describe('Those that count and are not for you to read'),
  more: z.boolean(),
  ties: z.array(z.object({ id: z.uuid(), with: z.string(), since: Day })),
})

export const WhichUnit = z.object({ org: z.uuid().optional().describe('Left out: one’s own') })
const Unit = z.object({ id: z.uuid(), name: z.string(), kind: code })
export const BranchDuties = z.object({
  org: Unit,
  mine: z.array(Unit).describe('Units whose work you may read, lowest first, at most fifty'),
  own: z.array(DutyView),
  members: z
    .array(z.object({ id: z.uuid(), name: z.string(), duties: z.array(DutyView) }))
    .describe('In order of name'),
  running: z.boolean(),
})

export const Tally = z
  .object({
    subjects: z.number().int(),
    done: z.number().int(),
    behind: z.number().int(),
    missed: z.number().int(),
    notBegun: z.number().int(),
    notSet: z.number().int(),
  })
  .meta({ id: 'DutyTally' })
export type Tally = z.output<typeof Tally>
const Share = z.object({ total: z.number().int(), met: z.number().int() })
export const CoverageTree = z.object({
  org: Unit,
  above: Unit.nullable(),
  units: z
    .array(Unit.extend({ deeper: z.boolean() }))
    .describe('Those right below, in the order of the tree; its own first where it owes something'),
  duties: z.array(
    z.object({
      programme: code,
      version: z.number().int(),
      duty: code,
      period: z.string(),
      from: Day,
      to: Day.nullable(),
      name: z.string(),
      scheme: z.string(),
      tone: z.enum(['must', 'should', 'bonus']),
      all: Tally,
      units: z.record(z.uuid(), Tally),
    }),
  ),
  tests: z.array(
    z.object({
      programme: code,
      version: z.number().int(),
      test: code,
      period: z.string(),
      from: Day,
      to: Day.nullable(),
      name: z.string(),
      scheme: z.string(),
      of: z.enum(['households', 'orgs', 'members']),
      all: Share,
      units: z.record(z.uuid(), Share),
    }),
  ),
  running: z.boolean(),
})

/** Subjects of one duty below a unit: what a bar of the tree opens. */
export const DutyBelow = DutyKey.omit({ subjectId: true }).extend({
  org: z.uuid(),
  standing: z.enum(standings).optional(),
})
export const Subjects = z.object({
  items: z.array(z.object({ id: z.uuid(), name: z.string(), org: z.string(), duty: DutyView })),
  more: z.boolean(),
})

export const WhichTest = z.object({
  programme: code,
  version: z.coerce.number().int().min(1).max(32_767),
  test: code,
  org: z.uuid(),
})
export const Missing = z.object({
  items: z
    .array(z.object({ id: z.uuid(), name: z.string(), org: z.string() }))
    .describe('At most five hundred, in the order of the tree'),
  total: z.number().int(),
})

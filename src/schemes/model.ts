/** Shapes of what is asked of and told about the schemes a place runs. */
import { z } from 'zod'

const Day = z.iso.date()
const Code = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const count = z.number().int()

/** A file of this length is longer than any document; the route takes no more anyway. */
const Source = z.string().min(1).max(150_000).describe('The file, YAML')

export const PlanInput = z.object({
  source: Source,
  startsOn: Day.optional().describe('Left out: the day the file names, or today where that is past'),
  endsOn: Day.nullable().optional().describe('Left out: as the file says; null: until it is ended'),
})
export const ApplyInput = PlanInput.extend({
  token: z.string().max(100).describe('Of the plan that was looked at: with anything else it is another plan'),
})
export const EndInput = z.object({ code: Code, on: Day.describe('The last day') })
export const FillInput = z.object({ code: Code, blank: z.string().max(90), number: z.number().min(0).max(1e12) })

export const Fault = z.object({
  line: count.nullable().describe('Null: of the file as a whole'),
  path: z.string(),
  says: z.string().describe('What is wrong'),
  remedy: z.string().describe('How to put it right'),
})
const Line = z.object({ label: z.string(), before: z.string().nullable(), after: z.string().nullable() })
const Change = z.object({
  part: z.string(),
  code: z.string(),
  what: z.enum(['added', 'gone', 'changed']),
  name: z.string(),
  says: z.string().nullable().describe('The whole promise, where it is one'),
  lines: z.array(Line),
  members: count.nullable().describe('Whom it concerns today'),
  orgs: count.nullable(),
})
const Span = z.object({ code: z.string(), version: count, startsOn: Day, endsOn: Day.nullable() })
export const Plan = z
  .object({
    code: z.string(),
    version: count,
    title: z.string(),
    startsOn: Day,
    endsOn: Day.nullable(),
    leads: z.boolean().describe('Brings its own channels and limits for requests'),
    ended: z.array(Span).describe('What ends the day before'),
    withdrawn: z.array(Span).describe('What was to begin and never will'),
    changes: z.array(Change),
    blanks: z.array(z.object({ key: z.string(), name: z.string() })).describe('Numbers still not set'),
    carried: z
      .array(z.object({ key: z.string(), name: z.string(), number: z.number() }))
      .describe('Set before and kept'),
    problems: z.array(z.object({ code: z.string(), says: z.string(), lines: z.array(z.string()) })),
    token: z.string(),
  })
  .meta({ id: 'SchemePlan' })
export const Planned = z.object({
  faults: z.array(Fault),
  plan: Plan.nullable().describe('Null while there are faults'),
})

export const states = ['running', 'coming', 'ended', 'withdrawn'] as const
export const SchemeLine = z
  .object({
    code: z.string(),
    version: count,
    title: z.string(),
    state: z.enum(states),
    startsOn: Day,
    endsOn: Day.nullable(),
    appliedAt: z.iso.datetime(),
    appliedBy: z.string().nullable().describe('Null: the operator at the command line'),
    endedAt: z.iso.datetime().nullable(),
    endedBy: z.string().nullable(),
    blanks: count,
  })
  .meta({ id: 'SchemeLine' })

export const Promised = z.object({
  code: z.string(),
  name: z.string(),
  tone: z.enum(['must', 'should', 'bonus']),
  who: z.string(),
  says: z.string(),
  does: z.string().describe('The same without who'),
  quote: z.string().nullable(),
  blank: z.boolean().describe('The number is not set'),
})
const Named = z.object({ code: z.string(), name: z.string(), says: z.string(), quote: z.string().nullable() })
export const SchemeView = SchemeLine.extend({
  about: z.string().describe('Which document the file puts into figures'),
  leads: z.boolean(),
  uses: z.array(z.string()),
  duties: z.array(Promised),
  ties: z.array(Named),
  records: z.array(Named),
  tests: z.array(Named),
  pots: z.array(Named),
  books: z.array(Named),
  blanksOpen: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      share: z.boolean().describe('A share of one, not a number'),
      number: z.number().nullable(),
      filledAt: z.iso.datetime().nullable(),
      filledBy: z.string().nullable(),
      today: z.boolean().describe('Filled today: a slip may still be put right'),
    }),
  ),
  file: z.string().describe('The file as it was given'),
}).meta({ id: 'SchemeView' })

const Choice = z.object({
  code: z.string(),
  name: z.string(),
  says: z.string(),
  included: z.boolean().describe('Part of what every file begins with'),
})
/** What the files that are shipped offer for a first file of one's own. */
export const Known = z.object({
  files: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      duties: z.array(
        Choice.extend({
          tone: z.enum(['must', 'should', 'bonus']),
          number: z.number().nullable(),
          share: z.boolean(),
          per: z.string().nullable().describe('Null: of another kind than by the calendar; it stays as it is'),
        }),
      ),
      ties: z.array(Choice),
      records: z.array(Choice),
    }),
  ),
})
export const periods = ['year', 'half-year', 'quarter', 'month', 'week'] as const
const Pick = z.object({ from: Code, code: Code })
export const DraftInput = z.object({
  code: Code,
  title: z.string().trim().min(2).max(80),
  titleEn: z.string().trim().max(120).default(''),
  about: z.string().trim().min(2).max(200).describe('Which document it puts into figures'),
  startsOn: Day,
  endsOn: Day.nullable().default(null),
  duties: z
    .array(Pick.extend({ number: z.number().min(0).nullable(), per: z.enum(periods).nullable().default(null) }))
    .max(200),
  ties: z.array(Pick).max(100),
  records: z.array(Pick).max(100),
})
export type DraftInput = z.output<typeof DraftInput>

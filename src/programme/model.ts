/** What a scheme file may say. The engine knows cases and clocks; the file says which, how many, by when. */
import { z } from 'zod'
import { Limit } from '../kernel/calendar/deadline.ts'
import { quiet } from '../kernel/calendar/quiet.ts'
import { Bundles, Completeness, Duties, Ledgers, Pots } from './duties.ts'
import { RecordKinds } from './records.ts'
import { TieKinds } from './ties.ts'
import { clocks, grades, type Level, levels, nominations, permissions, traitsOf, urgencies } from './vocabulary.ts'
import { code, Day, named, quote, Text } from './words.ts'

export type { LocalText } from './words.ts'

const Keep = z.object({ days: z.number().int().min(30).max(36_500) }).strict()

/** The first rule that fits gives the limit; a rule that names no level, urgency or category fits all. */
export const LimitRule = z
  .object({
    clock: z.enum(clocks),
    level: z.enum(levels).optional(),
    urgency: z.enum(urgencies).optional(),
    category: code.optional(),
    limit: Limit,
  })
  .strict()

/** Words that point to another door: the resident is told at once, and may go on all the same. */
const Diversion = z
  .object({
    code,
    kind: z.enum(['danger', 'elsewhere']),
    words: z.array(z.string().min(1)).min(1),
    title: Text,
    say: Text,
    phones: z.array(z.object({ number: z.string(), name: Text }).strict()),
  })
  .strict()

/** Rules of sign-in. GB/T 22239 names no figures: these are what assessors expect (DOMAIN section 5). */
const Accounts = z
  .object({
    /** Days until a password must be changed, and how many days ahead it is said. */
    passwordDays: z.number().int().min(1).max(365).default(90),
    warnDays: z.number().int().min(0).max(30).default(7),
    /** How many of the last passwords may not come again, the present one included. */
    passwordsKept: z.number().int().min(1).max(24).default(5),
    /** Sessions of one account at a time; one more ends the oldest. */
    sessions: z.number().int().min(1).max(20).default(3),
  })
  .strict()
/** How long the audit trail is kept: never under six months (Cybersecurity Law as amended 2025, art. 23(3)). */
const Audit = z.object({ keepMonths: z.number().int().min(6).max(600).default(36) }).strict()
/** Complaints about officials: the words that suggest one, and the office that is told of those at the top. */
const About = z
  .object({
    words: z.array(z.string().min(1)).min(1),
    discipline: z.object({ number: z.string(), name: Text }).strict(),
  })
  .strict()

export const Programme = z
  .object({
    programme: code,
    title: Text,
    /** Which document the file puts into figures. */
    source: z.string(),
    /** Files whose parts this one takes over; what both name, this one says. They stand beside it. */
    uses: z.array(code).default([]),
    /** From which day, and to which, it runs; what is applied says otherwise where it must. */
    starts: Day.optional(),
    ends: Day.optional(),
    levels: z.record(z.enum(levels), z.object({ name: Text, residentsRead: Text }).strict()),
    orgKinds: named({
      level: z.enum(levels),
      handles: z.boolean().default(false),
      /** Households live there; residents choose it as their village. */
      homes: z.boolean().default(false),
      /** Stands beside the line of village, town and county, under these kinds and no others: an enterprise's branch, a party group. */
      under: z.array(code).min(1).optional(),
      quote,
    }),
    roles: named({
      at: z.array(code).min(1),
      /** own: cases one registered or was given · subtree: the org's and all below it · none: no cases at all. */
      scope: z.enum(['own', 'subtree', 'none']),
      may: z.array(z.enum(permissions)),
      /** Signs in with a second factor or not at all; only suggested to accounts of the demo. */
      secondFactor: z.boolean().default(false),
      /** Leads the org: whoever has a post there or below reports to them, and sees no complaint about them. */
      leads: z.boolean().default(false),
      /** How one comes to it: named by the organisation, by residents, by oneself. */
      nominated: z.array(z.enum(nominations)).default(['organisation']),
      quote,
    }),
    channels: named({ staff: z.boolean(), quote }),
    categories: named({}),
    natures: named({}),
    declineGrounds: named({ explain: Text, next: Text }),
    limits: z.array(LimitRule).min(1),
    /** One extension, at most this long beyond the first limit (approved one level up). */
    extension: Limit,
    /** The furthest day a dispatch may be given, whatever its urgency. */
    dispatchWithin: Limit,
    /** How long a department may still send a dispatch back; later the lead must take it back itself. */
    sendBackWithin: Limit,
    /** A dispatch nobody at the department has opened by then raises an alarm. */
    openWithin: Limit,
    /** How often the clock may stand still while the resident is asked. */
    pauses: z.number().int().min(0).max(9),
    /** When the clock turns yellow, as a share of the limit used. */
    warnAt: z.number().min(0.1).max(0.99),
    /** Shares of the limit at which whoever owes the next step is reminded. */
    remindAt: z.array(z.number().min(0.1).max(0.99)).max(5),
    /** Reminders and what the system sends by itself wait for the morning. */
    quietHours: quiet,
    verdict: z
      .object({
        /** How many days a verdict may be changed. */
        changeDays: z.number().int().min(0).max(90),
        /** Days after closing until one more question: was it really settled? */
        laterDays: z.number().int().min(7).max(180),
        /** Recorded calls before a case may rest as “no answer”. */
        attempts: z.number().int().min(2).max(9),
        /** The grades a resident is offered; all five are stored. */
        grades: z.array(z.enum(grades)).min(2).max(5),
        /** Words that do not go with “yes, resolved”. */
        doubtWords: z.array(z.string().min(1)),
      })
      .strict(),
    /** From how many contacts shown in clear a day the county office is told. Nothing is barred. */
    reveals: z.object({ perDay: z.number().int().min(1) }).strict(),
    /** How long after its end a request's contact, residents' files and words are kept. */
    retention: z
      .object({ contacts: Keep, files: Keep, words: Keep })
      .strict()
      .default({ contacts: { days: 365 }, files: { days: 1095 }, words: { days: 3650 } }),
    figures: z
      .object({
        /** Below this many, a unit is listed without a rank: chance alone would move it. */
        minBase: z.number().int().min(1).max(1000),
        /** Natures that ask for nothing to be resolved: they count for response only. */
        responseOnly: z.array(code),
        /** Whether the verdict on an answer given through a lead case counts for resolution and satisfaction. */
        joinedCount: z.boolean(),
        /** Grounds on which a case may be left out, each time asked for by one and decided by another. */
        exclusions: named({}),
      })
      .strict(),
    diversions: z.array(Diversion),
    accounts: Accounts.prefault({}),
    audit: Audit.prefault({}),
    about: About,
    /** What a place, household, member or unit is known to be, where a tie or a duty asks for it. Never a mark of how somebody behaves. */
    traits: named({ of: z.enum(traitsOf), quote }).default({}),
    placeKinds: named({ quote }).default({}),
    tieKinds: TieKinds.default({}),
    recordKinds: RecordKinds.default({}),
    duties: Duties.default({}),
    bundles: Bundles.default({}),
    ledgers: Ledgers.default({}),
    pots: Pots.default({}),
    completeness: Completeness.default({}),
  })
  .strict()
export type Programme = z.output<typeof Programme>

/** The level a unit of this kind holds in the line of village, town and county; none for departments and for what stands beside the line. */
export function lineLevel(scheme: Pick<Programme, 'orgKinds'>, kind: string): Level | undefined {
  const rules = scheme.orgKinds[kind]
  return rules && !rules.handles && !rules.under ? rules.level : undefined
}

type Where = {
  clock: (typeof clocks)[number]
  level: (typeof levels)[number]
  urgency: (typeof urgencies)[number]
  category?: string | null
}
/** The first rule that fits. */
export const ruleFor = (scheme: Pick<Programme, 'limits'>, where: Where) =>
  scheme.limits.find(
    (r) =>
      r.clock === where.clock &&
      (!r.level || r.level === where.level) &&
      (!r.urgency || r.urgency === where.urgency) &&
      (!r.category || r.category === where.category),
  )

/** The limit that holds here. Throws when the scheme has none: `load` makes sure that cannot happen. */
export function limitFor(scheme: Programme, where: Where): Limit {
  const rule = ruleFor(scheme, where)
  if (!rule) throw new Error(`${scheme.programme}: no limit for ${where.clock} at ${where.level}`)
  return rule.limit
}

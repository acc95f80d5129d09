/** What a scheme obliges whom to do, by when and how often; and what is added up of it: bundles, ledgers, pots, tests of completeness. */
import { z } from 'zod'
import { levels } from './vocabulary.ts'
import { code, Day, MonthDay, named, quote, Text } from './words.ts'

export const tones = ['must', 'should', 'bonus'] as const
export type Tone = (typeof tones)[number]

/** Members by role, or orgs by kind; traits and levels narrow it. */
export const Who = z
  .union([
    z
      .object({
        roles: z.array(code).min(1),
        levels: z.array(z.enum(levels)).min(1).optional(),
        traits: z.array(code).min(1).optional(),
      })
      .strict(),
    z.object({ orgKinds: z.array(code).min(1), traits: z.array(code).min(1).optional() }).strict(),
  ])
  .describe('Each member who holds one of these roles, or each org of one of these kinds')
export type Who = z.output<typeof Who>

/** Only records whose field has this value. */
const where = z.record(code, z.union([z.string(), z.boolean()])).optional()
/** One kind of record, or several that count alike. */
const kinds = z.union([code, z.array(code).min(1)]).transform((one) => (Array.isArray(one) ? one : [one]))
export const Measure = z
  .union([
    z.object({ count: kinds, where }).strict(),
    z.object({ distinct: kinds, by: z.enum(['household', 'member', 'org', 'place']), where }).strict(),
    z.object({ days: kinds, where }).strict(),
    z.object({ sum: kinds, field: code, where }).strict(),
    z.object({ coverage: code }).strict(),
    z.object({ ties: code }).strict(),
    z.object({ pot: code }).strict(),
  ])
  .describe(
    'What is counted: records, different ones met, days, a sum, the share of a test of completeness, ties kept, money set aside',
  )
export type Measure = z.output<typeof Measure>

/** 元旦, 春节, 清明, 端午, 中秋, 国庆, and the founding day of the party (七一). */
export const festivals = [
  'new-year',
  'spring-festival',
  'qingming',
  'dragon-boat',
  'mid-autumn',
  'national-day',
  'party-day',
] as const
export type Festival = (typeof festivals)[number]

/** By the calendar here; once while the scheme runs; standing: on any day it is looked at, as ties are. */
export const Per = z.union([
  z.enum(['year', 'half-year', 'quarter', 'month', 'week', 'once', 'standing']),
  z.object({ window: z.object({ from: MonthDay, to: MonthDay }).strict() }).strict(),
  z
    .object({
      festival: z.enum(festivals),
      daysBefore: z.number().int().min(0).max(60),
      daysAfter: z.number().int().min(0).max(30).default(0),
    })
    .strict(),
])
export type Per = z.output<typeof Per>

export const Duty = {
  who: Who,
  measure: Measure,
  per: Per,
  /** How much of it; a share for coverage. Null: the document leaves it blank, the jurisdiction fills it. */
  atLeast: z.number().min(0).nullable(),
  tone: z.enum(tones).default('must'),
  starts: Day.optional(),
  ends: Day.optional(),
  /** Days after the period in which what was done in time may still be written down. */
  grace: z.number().int().min(0).max(60).default(0),
  /** Whether leave and posts held for a part of the period lower it, by days. */
  prorate: z.enum(['no', 'days']).default('days'),
  quote,
}
export const Duties = named(Duty)
export type Duty = z.output<typeof Duties>[string]

/** Duties and tests of completeness that go by one name, as the six ones (六个一); with no parts: the document names it and says no more. */
export const Bundles = named({
  duties: z.array(code).default([]),
  completeness: z.array(code).default([]),
  about: Text.optional(),
  quote,
})
/** Which records make up which book, derived and never kept by hand (五本台账). */
export const Ledgers = named({ records: z.array(code).min(1), about: Text.optional(), quote })
/** Money set aside each year, spent by records with approval and receipt. */
export const Pots = named({ perYear: z.number().min(0).nullable(), keptBy: z.array(code).min(1), quote })

/** Only those a tie of this kind serves: who is helped is known by the tie, and marked nowhere else. */
const tied = code.optional()

/** None left out: each of these has a record in the period, a tie, a place, somebody in a post (应派尽派), or stands under an organisation (应建尽建). */
export const Completeness = named({
  of: z.union([
    z.object({ households: z.object({ traits: z.array(code).min(1).optional(), tied }).strict() }).strict(),
    z
      .object({ orgs: z.object({ kinds: z.array(code).min(1), traits: z.array(code).min(1).optional() }).strict() })
      .strict(),
    z
      .object({
        members: z
          .object({ roles: z.array(code).min(1).optional(), traits: z.array(code).min(1).optional(), tied })
          .strict(),
      })
      .strict(),
  ]),
  by: z.union([
    z.object({ record: code }).strict(),
    z.object({ tie: code }).strict(),
    z.object({ place: code }).strict(),
    z.object({ role: code }).strict().describe('Somebody holds this post there'),
    z.literal('organisation').describe('It has a party organisation, its own or a joint one'),
  ]),
  quote,
})

/** What a scheme file may say. The engine knows cases and clocks; the file says which, how many, by when. */
import { z } from 'zod'
import { Limit } from '../kernel/calendar/deadline.ts'
import { clocks, levels, permissions, urgencies } from './vocabulary.ts'

const Text = z.object({ 'zh-CN': z.string().min(1), en: z.string().min(1) })
export type LocalText = z.output<typeof Text>
const code = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'a code: lower-case letters, digits and hyphens')
const named = <T extends z.ZodRawShape>(shape: T) => z.record(code, z.object({ name: Text, ...shape }).strict())

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
    levels: z.record(z.enum(levels), z.object({ name: Text, residentsRead: Text }).strict()),
    orgKinds: named({ level: z.enum(levels), handles: z.boolean().default(false) }),
    roles: named({
      at: z.array(code).min(1),
      /** own: cases one registered or was given · subtree: the org's and all below it · none: no cases at all. */
      scope: z.enum(['own', 'subtree', 'none']),
      may: z.array(z.enum(permissions)),
      /** Leads the org: whoever has a post there or below reports to them, and sees no complaint about them. */
      leads: z.boolean().default(false),
    }),
    channels: named({ staff: z.boolean() }),
    categories: named({}),
    natures: named({}),
    declineGrounds: named({ explain: Text, next: Text }),
    limits: z.array(LimitRule).min(1),
    /** One extension, at most this long beyond the first limit (approved one level up). */
    extension: Limit,
    /** When the clock turns yellow, as a share of the limit used. */
    warnAt: z.number().min(0.1).max(0.99),
    diversions: z.array(Diversion),
    about: About,
  })
  .strict()
export type Programme = z.output<typeof Programme>

/** The limit that holds here. Throws when the scheme has none: `load` makes sure that cannot happen. */
export function limitFor(
  scheme: Programme,
  where: {
    clock: (typeof clocks)[number]
    level: (typeof levels)[number]
    urgency: (typeof urgencies)[number]
    category?: string | null
  },
): Limit {
  const rule = scheme.limits.find(
    (r) =>
      r.clock === where.clock &&
      (!r.level || r.level === where.level) &&
      (!r.urgency || r.urgency === where.urgency) &&
      (!r.category || r.category === where.category),
  )
  if (!rule) throw new Error(`${scheme.programme}: no limit for ${where.clock} at ${where.level}`)
  return rule.limit
}

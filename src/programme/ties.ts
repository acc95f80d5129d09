/** Which ties a scheme asks for: between whom, how many on each side, matched by what, with a card or without. */
import { z } from 'zod'
import { code, named, quote, Text } from './words.ts'

/** Who may stand on one side. What is left out fits all; traits are those declared in the file. */
export const Side = z
  .union([
    z
      .object({
        member: z.object({ roles: z.array(code).min(1).optional(), traits: z.array(code).min(1).optional() }).strict(),
      })
      .strict(),
    z
      .object({
        org: z.object({ kinds: z.array(code).min(1).optional(), traits: z.array(code).min(1).optional() }).strict(),
      })
      .strict(),
    z.object({ household: z.object({ traits: z.array(code).min(1).optional() }).strict() }).strict(),
  ])
  .describe('Who may stand on this side: members, orgs or households')
export type Side = z.output<typeof Side>
export type SideOf = 'member' | 'org' | 'household'
export const sideOf = (side: Side): SideOf => ('member' in side ? 'member' : 'org' in side ? 'org' : 'household')

/** How many partners each one of a side has; null: the document leaves the number blank. */
export const HowMany = z
  .object({ atLeast: z.number().int().min(0).nullable().default(0), atMost: z.number().int().min(1).optional() })
  .strict()

export const TieKind = {
  from: Side.describe('Who serves'),
  to: Side.describe('Who is served'),
  /** Partners of each one on the serving side, as in 1带3. */
  each: HowMany.prefault({}),
  /** Partners of each one on the served side; with atLeast 1 one who has none is a gap. */
  served: HowMany.prefault({ atLeast: 1 }),
  /** Trait of the one side ↔ trait of the other: 党群部门 ↔ 组织涣散村. Where a trait has no line, anybody fits. */
  match: z.array(z.object({ from: code, to: code }).strict()).default([]),
  /** Whether both sides get a contact card. */
  card: z.boolean().default(false),
  residentsRead: Text.optional().describe('What the served one reads above the name'),
  quote,
}
export const TieKinds = named(TieKind)
export type TieKind = z.output<typeof TieKinds>[string]

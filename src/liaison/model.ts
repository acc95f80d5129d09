/** What a tie stands between, as rules and lists see it. */
import { z } from 'zod'

export const sidesOf = ['member', 'org', 'household'] as const
/** Somebody who may stand on one side, where, and how many partners of this kind they have today. */
export type Node = {
  readonly of: (typeof sidesOf)[number]
  readonly id: string
  /** Where a member serves, a household's village, the unit itself. */
  readonly orgId: string
  /** That unit and all above it, lowest first. */
  readonly chain: readonly string[]
  readonly traits: readonly string[]
  /** A member's posts today, a unit's kind. */
  readonly words: readonly string[]
  /** A household's group of the village. */
  readonly group?: string
  /** At work elsewhere: may be served, serves nobody. */
  readonly away?: boolean
}
/** A tie that stands, by its two ends. */
export type Standing = { readonly fromId: string; readonly toId: string }

/** As many gaps as one proposal fills: more is looked at town by town. */
export const mostGaps = 3000
/** As many cards as one print holds. */
export const mostCards = 3000

export const PartyRef = z
  .object({
    of: z.enum(sidesOf),
    id: z.uuid(),
    name: z.string().describe('A household’s head is masked'),
    nameEn: z.string(),
    orgId: z.uuid(),
    number: z.number().int().nullable().describe('A household’s'),
    group: z.string().nullable(),
  })
  .meta({ id: 'TieParty' })
export type PartyRef = z.output<typeof PartyRef>

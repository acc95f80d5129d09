/** What the box takes and gives. */
import { z } from 'zod'
import { CaseSummary, OrgRef, PersonRef } from '../cases/views.ts'

/** Rows of a group while somebody types; the list page has them all. */
export const few = 8

export const SearchInput = z.object({
  q: z.string().trim().min(1).max(60),
  only: z.enum(['people', 'words']).optional().describe('Only this group, more of it'),
  limit: z.int().min(1).max(50).default(few),
  cursor: z.string().max(200).optional().describe('The next page of the words'),
})

const Pieces = z.array(z.object({ text: z.string(), mark: z.boolean().describe('Was looked for') }))

export const SearchResult = z
  .object({
    numbers: z.array(CaseSummary).describe('Case numbers, ours or of the state petition system'),
    people: z
      .object({
        by: z.enum(['phone', 'tail', 'name']).nullable(),
        items: z.array(CaseSummary),
        more: z.boolean(),
      })
      .describe('Requests of whoever has this phone number, its last four digits, or exactly this name'),
    households: z.array(
      z.object({
        id: z.uuid(),
        number: z.number().int(),
        group: z.string(),
        village: OrgRef,
        head: z.string().nullable().describe('Masked'),
        liaison: PersonRef.nullable(),
      }),
    ),
    staff: z.array(PersonRef.extend({ org: OrgRef.nullable() })),
    places: z.array(OrgRef.extend({ within: OrgRef.nullable() })),
    units: z.array(OrgRef.extend({ within: OrgRef.nullable() })),
    words: z
      .object({
        tooShort: z.boolean().describe('One character stands everywhere: two or more are looked for'),
        items: z.array(
          z.object({
            case: CaseSummary,
            title: Pieces,
            opening: Pieces,
            place: Pieces,
            deeper: z.boolean().describe('Stands further down than a list shows: in the words, the answer, the steps'),
          }),
        ),
        next: z.string().nullable().describe('Hand it back as `cursor` for the next page'),
      })
      .describe('Requests in which these words stand, newest first'),
  })
  .meta({ id: 'SearchResult' })
export type SearchResult = z.output<typeof SearchResult>

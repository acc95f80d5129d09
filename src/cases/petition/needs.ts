/** What each step of a petition asks for: merged into the cases' own needs. */
import { z } from 'zod'
import { freeText } from '../free-text.ts'
import { Day } from '../input-day.ts'
import { measures, mostRepresentatives, opinionOutcomes, petitionKinds, petitionRoads } from './vocabulary.ts'

/** A number of the state petition system: as printed there, without blanks. */
const ExternalNumber = z
  .string()
  .transform((number) => number.normalize('NFKC').replace(/\s+/g, '').toUpperCase())
  .pipe(z.string().regex(/^[\p{L}\p{N}〔〕()/_-]{4,40}$/u))

export const petitionNeeds = {
  Petition: z.object({
    receivedOn: Day.describe('The day the organ received it: the clocks of articles 22 and 23 start here'),
    addressKnown: z.boolean().describe('False where name or address is unknown: nobody can be told in writing'),
    repeat: z.boolean().describe('Handed in before, not for the first time'),
    persons: z.number().int().min(1).max(9999).default(1).describe('Five or more are a group'),
    representatives: z.number().int().min(1).max(mostRepresentatives).optional(),
    externalNumber: ExternalNumber.optional().describe('Its number in the state petition system'),
    grave: z.boolean().default(false).describe('Urgent or grave: those above are told at once (art. 25)'),
  }),
  PetitionNumber: z.object({ externalNumber: ExternalNumber }),
  PetitionKind: z.object({ kind: z.enum(petitionKinds) }),
  PetitionRoad: z.object({
    road: z.enum(petitionRoads),
    where: z.string().trim().min(2).max(60).optional().describe('Court, office or organ the road leads to'),
  }),
  PetitionTell: z.object({ notice: freeText(10, 2000), onTheSpot: z.boolean().default(false) }),
  PetitionExtension: z.object({ until: Day, reason: freeText(4, 1000) }),
  // exactly the fields of article 32, and the way to review
  Opinion: z.object({
    request: freeText(4, 2000),
    facts: freeText(4, 10_000),
    opinion: freeText(4, 10_000).describe('With its legal basis'),
    outcome: z.enum(opinionOutcomes),
    measures: z.array(z.enum(measures)).min(1).max(4).describe('Art. 27: chosen on the matter, never on a person'),
    review: freeText(4, 500).describe('How and until when to ask for review'),
  }),
  Hearing: z.object({ from: Day, to: Day }),
} as const

/** One petition as it leaves the house: registration, dates, and the written opinions in full. */
import { z } from 'zod'
import { command, type Doing } from '../../access/command.ts'
import { Refusal } from '../../kernel/errors.ts'
import { Id } from '../model.ts'
import { traceReads } from '../reads/trace.ts'
import { factsOf, listEvents, openCase, orgsById } from '../store.ts'
import { placeRef, reading } from '../summary.ts'
import { PetitionView, petitionView } from './view.ts'

export const PetitionExport = PetitionView.extend({
  caseNumber: z.string(),
  village: z.object({ id: Id, name: z.string(), nameEn: z.string() }),
  category: z.string().nullable(),
  words: z.string().describe('The resident’s words, verbatim'),
})

/** Opened under the reader's own scope, and traced. Refused with `not-found`, or `petition.none` when it is no petition. */
export const petitionExport = command(z.object({ caseId: Id, as: z.enum(['export', 'print']) }), (d, { caseId, as }) =>
  readPetition(d, caseId, as),
)

async function readPetition(
  d: Doing,
  caseId: string,
  kind: 'export' | 'print',
): Promise<z.input<typeof PetitionExport>> {
  const row = await openCase(d.tx, caseId)
  const orgs = await orgsById(d.tx)
  const events = await listEvents(d.tx, caseId)
  const petition = petitionView(d, factsOf(row, orgs, reading(d)), events, orgs)
  if (!petition) throw new Refusal('petition.none')
  await traceReads(d, [row], { kind, fields: ['words', 'answer'] })
  return {
    ...petition,
    caseNumber: row.number,
    village: placeRef(orgs, row.village_id),
    category: row.category,
    words: events[0]?.texts['words'] ?? row.opening,
  }
}

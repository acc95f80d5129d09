/** Showing a contact in clear: with a reason, and each look is written down. */
import { z } from 'zod'
import type { MemberActor } from '../access/caller.ts'
import { command } from '../access/command.ts'
import { Refusal } from '../kernel/errors.ts'
import { storable } from '../kernel/storable.ts'
import { openContact } from '../registry/people.ts'
import { readContact } from './contact-store.ts'
import { Id } from './model.ts'
import { postFor } from './reads/trace.ts'
import { openCase } from './store.ts'

/** Why the contact is looked at: stays inside, for whoever looks into unusual reading. */
const Reason = z
  .string('reason')
  .overwrite(storable)
  .trim()
  .max(200)
  // counted as PostgreSQL counts: a rare character is one, not two
  .refine((reason) => [...reason].length >= 2, 'reason')
export const RevealInput = z.object({ caseId: Id, reason: Reason })

/** The contact in clear. The log row is in the same transaction: no look without its trace. */
export const revealContact = command(RevealInput, async (d, input) => {
  const row = await openCase(d.tx, input.caseId)
  if (!row.resident_id) throw new Refusal('contact.none')
  const sealed = await readContact(d, row.resident_id)
  const contact = sealed && openContact(d.house.keys, d.caller.jurisdictionId, row.resident_id, sealed)
  if (!contact) throw new Refusal('contact.none')
  if (contact.erased) throw new Refusal('contact.erased')
  const { erased: _, ...clear } = contact
  const actor = d.caller.actor as MemberActor
  await d.tx
    .insertInto('reveals')
    .values({
      jurisdiction_id: row.jurisdiction_id,
      id: d.newId(),
      at: d.at,
      member_id: actor.memberId,
      case_id: row.id,
      resident_id: row.resident_id,
      fields: Object.keys(clear),
      reason: input.reason,
      org_id: postFor(actor, row),
    })
    .execute()
  return { name: clear.name ?? null, phone: clear.phone ?? null, idNumber: clear.idNumber ?? null }
})

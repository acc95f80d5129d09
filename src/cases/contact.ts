/** Showing a contact in clear: a click, and each look is written down. */
import { z } from 'zod'
import type { MemberActor } from '../access/caller.ts'
import { command } from '../access/command.ts'
import { Refusal } from '../kernel/errors.ts'
import { openContact } from '../registry/people.ts'
import { readContact } from './contact-store.ts'
import { Id } from './model.ts'
import { openCase } from './store.ts'

export const RevealInput = z.object({ caseId: Id, reason: z.string().trim().max(200).optional() })

/** The contact in clear. The log row is in the same transaction: no look without its trace. */
export const revealContact = command(RevealInput, async (d, input) => {
  const row = await openCase(d.tx, input.caseId)
  if (!row.resident_id) throw new Refusal('contact.none')
  const sealed = await readContact(d, row.resident_id)
  const contact = sealed && openContact(d.house.keys, d.caller.jurisdictionId, row.resident_id, sealed)
  if (!contact) throw new Refusal('contact.none')
  if (contact.erased) throw new Refusal('contact.erased')
  const { erased: _, ...clear } = contact
  await d.tx
    .insertInto('reveals')
    .values({
      jurisdiction_id: row.jurisdiction_id,
      id: d.newId(),
      at: d.at,
      member_id: (d.caller.actor as MemberActor).memberId,
      case_id: row.id,
      resident_id: row.resident_id,
      fields: Object.keys(clear),
      reason: input.reason ?? null,
    })
    .execute()
  return { name: clear.name ?? null, phone: clear.phone ?? null, idNumber: clear.idNumber ?? null }
})

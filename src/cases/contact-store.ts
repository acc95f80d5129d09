/** A case's contact as stored, and as the desk sees it without asking for more. */
import type { Doing } from '../access/command.ts'
import { maskName, maskPhone, openContact } from '../registry/people.ts'

/** A contact as the desk sees it without asking for more: masked. */
export async function maskedContact(d: Doing, residentId: string) {
  const row = await readContact(d, residentId)
  if (!row) return null
  const contact = openContact(d.house.keys, d.caller.jurisdictionId, residentId, row)
  return {
    residentId,
    consent: row.consent as 'given' | 'not-asked' | 'refused',
    erased: contact.erased,
    name: !contact.erased && contact.name ? maskName(contact.name) : null,
    phone: !contact.erased && contact.phone ? maskPhone(contact.phone) : null,
  }
}
export const readContact = (d: Doing, residentId: string) =>
  d.tx
    .selectFrom('residents')
    .leftJoin('person_keys', (j) =>
      j
        .onRef('person_keys.jurisdiction_id', '=', 'residents.jurisdiction_id')
        .onRef('person_keys.resident_id', '=', 'residents.id'),
    )
    .select(['residents.consent', 'person_keys.wrapped', 'sealed_name', 'sealed_phone', 'sealed_id_number'])
    .where('residents.id', '=', residentId)
    .executeTakeFirst()

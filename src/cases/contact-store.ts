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
/** The same of many, read at once. */
export async function maskedContacts(d: Doing, ids: readonly string[]) {
  if (!ids.length) return new Map<string, { name: string | null; phone: string | null }>()
  const rows = await sealed(d).where('residents.id', 'in', ids).select('residents.id').execute()
  return new Map(
    rows.map(({ id, ...row }) => {
      const contact = openContact(d.house.keys, d.caller.jurisdictionId, id, row)
      const [name, phone] = contact.erased ? [null, null] : [contact.name, contact.phone]
      return [id, { name: name ? maskName(name) : null, phone: phone ? maskPhone(phone) : null }] as const
    }),
  )
}
export const readContact = (d: Doing, residentId: string) =>
  sealed(d).where('residents.id', '=', residentId).executeTakeFirst()

const sealed = (d: Doing) =>
  d.tx
    .selectFrom('residents')
    .leftJoin('person_keys', (j) =>
      j
        .onRef('person_keys.jurisdiction_id', '=', 'residents.jurisdiction_id')
        .onRef('person_keys.resident_id', '=', 'residents.id'),
    )
    .select(['residents.consent', 'person_keys.wrapped', 'sealed_name', 'sealed_phone', 'sealed_id_number'])

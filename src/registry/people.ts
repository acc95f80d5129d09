/** Residents' contacts: sealed with a key per person, found by blind index, shown masked. */
import type { Keys } from '../kernel/crypto.ts'
import { open, seal } from '../kernel/crypto.ts'
import { familyName } from './surnames.ts'

/** Digits as dialled: spaces, hyphens and +86 gone. Land lines, 400 numbers, short numbers and extensions pass. */
export function normalisePhone(phone: string): string {
  const plain = phone.normalize('NFKC').replace(/[\s\-()（）－—.]/g, '')
  return plain.replace(/^(\+|00)86/, '')
}

/** Whether a Chinese reader could call this: mobile, land line, 400, public or short number, optional extension. */
export const isPhone = (phone: string) =>
  /^(1[3-9]\d{9}|0\d{2,3}\d{7,8}(转?\d{1,6})?|400\d{7}|[1-9]\d{2,7})$/.test(normalisePhone(phone))

/** 138****1234: the first three and last four; shorter numbers show their last two. */
export function maskPhone(phone: string): string {
  const n = normalisePhone(phone)
  return n.length >= 10 ? `${n.slice(0, 3)}****${n.slice(-4)}` : `****${n.slice(-2)}`
}

/** 王**: the family name, then always two stars. */
export function maskName(name: string): string {
  return `${familyName(name)}**`
}

export const maskIdNumber = (id: string) => `**************${id.slice(-4)}`

export type Sealed = {
  wrapped: Buffer
  sealed_name: Buffer | null
  sealed_phone: Buffer | null
  sealed_id_number: Buffer | null
  phone_index: Buffer | null
  phone_tail_index: Buffer | null
  id_number_index: Buffer | null
  name_index: Buffer | null
}

/** A whole name as it is looked for: however it was spaced, in full width or not. */
export const nameIndex = (keys: Keys, jurisdictionId: number, name: string) =>
  keys.blindIndex(
    jurisdictionId,
    'name',
    name
      .normalize('NFKC')
      .replace(/[\s·•・]/g, '')
      .toLowerCase(),
  )

/** Seals a new person's contact under a fresh key. */
export function sealContact(
  keys: Keys,
  jurisdictionId: number,
  residentId: string,
  contact: { name?: string | undefined; phone?: string | undefined; idNumber?: string | undefined },
): Sealed {
  const { key, wrapped } = keys.newPersonKey(jurisdictionId, residentId)
  const phone = contact.phone && normalisePhone(contact.phone)
  const about = (field: string) => `${residentId}/${field}`
  return {
    wrapped,
    sealed_name: contact.name ? seal(key, contact.name, about('name')) : null,
    sealed_phone: contact.phone ? seal(key, contact.phone, about('phone')) : null,
    sealed_id_number: contact.idNumber ? seal(key, contact.idNumber.toUpperCase(), about('id-number')) : null,
    phone_index: phone ? keys.blindIndex(jurisdictionId, 'phone', phone) : null,
    phone_tail_index: phone ? keys.blindIndex(jurisdictionId, 'phone-tail', phone.slice(-4)) : null,
    id_number_index: contact.idNumber
      ? keys.blindIndex(jurisdictionId, 'id-number', contact.idNumber.toUpperCase())
      : null,
    name_index: contact.name ? nameIndex(keys, jurisdictionId, contact.name) : null,
  }
}

/** Another phone of the same person, sealed under the key they have. */
export function resealPhone(keys: Keys, jurisdictionId: number, residentId: string, wrapped: Buffer, phone: string) {
  const plain = normalisePhone(phone)
  return {
    sealed_phone: seal(keys.openPersonKey(jurisdictionId, residentId, wrapped), phone, `${residentId}/phone`),
    phone_index: keys.blindIndex(jurisdictionId, 'phone', plain),
    phone_tail_index: keys.blindIndex(jurisdictionId, 'phone-tail', plain.slice(-4)),
  }
}

/** Opens a contact. Fields never given are undefined; a destroyed key gives `erased`. */
export function openContact(
  keys: Keys,
  jurisdictionId: number,
  residentId: string,
  row: {
    wrapped: Buffer | null
    sealed_name: Buffer | null
    sealed_phone: Buffer | null
    sealed_id_number: Buffer | null
  },
): { erased: true } | { erased: false; name?: string; phone?: string; idNumber?: string } {
  if (!row.wrapped) return { erased: true }
  const key = keys.openPersonKey(jurisdictionId, residentId, row.wrapped)
  const field = (sealed: Buffer | null, name: string) =>
    sealed ? open(key, sealed, `${residentId}/${name}`).toString() : undefined
  const name = field(row.sealed_name, 'name')
  const phone = field(row.sealed_phone, 'phone')
  const idNumber = field(row.sealed_id_number, 'id-number')
  return { erased: false, ...(name && { name }), ...(phone && { phone }), ...(idNumber && { idNumber }) }
}

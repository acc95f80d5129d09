/** How the two sides of a tie are called: members and units by name, households by village, group and number, their head masked. */
import type { Doing } from '../access/command.ts'
import { type Contact, openPeople } from '../registry/open-people.ts'
import { maskName, maskPhone } from '../registry/people.ts'
import type { PartyRef } from './model.ts'

type Ask = Pick<PartyRef, 'of' | 'id'> & { readonly orgId?: string }
/** Reads heads of households, by their ids. */
export type Heads = (d: Doing, headIds: readonly string[]) => Promise<ReadonlyMap<string, Contact>>

export const maskedHeads: Heads = async (d, headIds) =>
  new Map(
    [...(await openPeople(d, headIds))].map(([id, { name, phone }]) => [
      id,
      { ...(name && { name: maskName(name) }), ...(phone && { phone: maskPhone(phone) }) },
    ]),
  )

/** As they are called, by id. A household out of the caller's scope is not among them. */
export async function partiesOf(
  d: Doing,
  asked: readonly Ask[],
  heads: Heads = maskedHeads,
): Promise<Map<string, PartyRef>> {
  const ids = (of: Ask['of']) => [...new Set(asked.filter((a) => a.of === of).map((a) => a.id))]
  const found = new Map<string, PartyRef>()
  const [members, units, households] = [ids('member'), ids('org'), ids('household')]
  if (members.length) {
    const orgOf = new Map(asked.map((a) => [a.id, a.orgId]))
    for (const m of await d.tx.selectFrom('members').select(['id', 'name']).where('id', 'in', members).execute())
      found.set(m.id, { of: 'member', id: m.id, name: m.name, nameEn: m.name, orgId: orgOf.get(m.id) ?? '', ...none })
  }
  if (units.length)
    for (const o of await d.tx.selectFrom('orgs').select(['id', 'name', 'name_en']).where('id', 'in', units).execute())
      found.set(o.id, { of: 'org', id: o.id, name: o.name, nameEn: o.name_en, orgId: o.id, ...none })
  if (households.length) {
    const rows = await d.tx
      .selectFrom('households')
      .select(['id', 'village_id', 'number', 'village_group', 'head_id'])
      .where('id', 'in', households)
      .execute()
    const known = await heads(
      d,
      rows.flatMap((h) => h.head_id ?? []),
    )
    for (const h of rows) {
      const name = known.get(h.head_id ?? '')?.name ?? ''
      found.set(h.id, {
        of: 'household',
        id: h.id,
        name,
        nameEn: name,
        orgId: h.village_id,
        number: h.number,
        group: h.village_group,
      })
    }
  }
  return found
}
const none = { number: null, group: null } as const

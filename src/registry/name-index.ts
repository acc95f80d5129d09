/** Residents by their whole name, without opening any: a keyed hash, written after the hand-in by the job that keeps the index of words. */
import type { House } from '../access/command.ts'
import { alsoOpen, type Tx } from '../kernel/scope.ts'
import { nameIndex, openContact } from './people.ts'

/** At most so many at once: each name is opened to be hashed. */
const batch = 500

/** Gives these residents their index, those that have a name and none yet. */
export async function nameThem(house: House, tx: Tx, jurisdictionId: number, ids: readonly string[]) {
  if (!ids.length) return
  await alsoOpen(tx, { people: ids })
  const rows = await tx
    .selectFrom('residents')
    .innerJoin('person_keys', (j) =>
      j
        .onRef('person_keys.jurisdiction_id', '=', 'residents.jurisdiction_id')
        .onRef('person_keys.resident_id', '=', 'residents.id'),
    )
    .select(['residents.id', 'wrapped', 'sealed_name'])
    .where('residents.id', 'in', [...ids])
    .where('name_index', 'is', null)
    .where('sealed_name', 'is not', null)
    .execute()
  for (const row of rows) {
    const contact = openContact(house.keys, jurisdictionId, row.id, {
      ...row,
      sealed_phone: null,
      sealed_id_number: null,
    })
    if (contact.erased || !contact.name) continue
    await tx
      .updateTable('residents')
      .set({ name_index: nameIndex(house.keys, jurisdictionId, contact.name) })
      .where('id', '=', row.id)
      // erased meanwhile, nothing of the name comes back
      .where('sealed_name', 'is not', null)
      .execute()
  }
}

/** The same for everybody who has a name and no index yet: the households known before there was one. */
export async function nameUnnamed(house: House, tx: Tx, jurisdictionId: number) {
  for (let before = ''; ; ) {
    const rows = await tx
      .selectFrom('residents')
      .select('id')
      .where('name_index', 'is', null)
      .where('sealed_name', 'is not', null)
      .orderBy('id')
      .limit(batch)
      .execute()
    const ids = rows.map((r) => r.id)
    if (!ids.length || ids.join() === before) return
    before = ids.join()
    await nameThem(house, tx, jurisdictionId, ids)
  }
}

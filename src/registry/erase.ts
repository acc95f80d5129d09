/** Erasing a person's contact: their key is destroyed. Words and files of their requests: `src/cases/redact/erase.ts`. */
import type { Doing, House } from '../access/command.ts'
import { Refusal } from '../kernel/errors.ts'
import { alsoOpen, type Tx } from '../kernel/scope.ts'
import { normalisePhone } from './people.ts'

export type Erased = {
  readonly residentId: string
  readonly already: boolean /** Messages waiting that will not be sent. */
  readonly cancelled: number
}

/**
 * Erases one resident's key and contact in the transaction given, which must have their requests open, or their messages would still go.
 * Refused with `not-found`. Doing it again changes nothing.
 */
export async function eraseResident(d: Pick<Doing, 'tx' | 'at'>, id: string): Promise<Erased> {
  await alsoOpen(d.tx, { people: [id] })
  const resident = await d.tx
    .selectFrom('residents')
    .select('erased_at')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!resident) throw new Refusal('not-found')
  await d.tx
    .updateTable('person_keys')
    .set({ wrapped: null, destroyed_at: d.at })
    .where('resident_id', '=', id)
    .where('wrapped', 'is not', null)
    .execute()
  await d.tx
    .updateTable('residents')
    .set({
      sealed_name: null,
      sealed_phone: null,
      sealed_id_number: null,
      phone_index: null,
      phone_tail_index: null,
      id_number_index: null,
      name_index: null,
      erased_at: resident.erased_at ?? d.at,
    })
    .where('id', '=', id)
    .execute()
  const stopped = await d.tx
    .updateTable('outbox')
    .set({ failed_at: d.at, last_error: 'erased' })
    .where('resident_id', '=', id)
    .where('sent_at', 'is', null)
    .where('failed_at', 'is', null)
    .executeTakeFirst()
  return { residentId: id, already: resident.erased_at !== null, cancelled: Number(stopped.numUpdatedRows) }
}

const everyOrg = (tx: Tx) => tx.selectFrom('orgs').select('id').execute()

/** Everyone who left this number: each hand-in makes a person of its own. */
export async function findByPhone(house: House, jurisdictionId: number, phone: string): Promise<string[]> {
  const orgs = await house.db.transaction({ jurisdictionId }, everyOrg)
  const index = house.keys.blindIndex(jurisdictionId, 'phone', normalisePhone(phone))
  const rows = await house.db.transaction({ jurisdictionId, seen: orgs.map((o) => o.id) }, (tx) =>
    tx.selectFrom('residents').select('id').where('phone_index', '=', index).orderBy('id').execute(),
  )
  return rows.map((r) => r.id)
}

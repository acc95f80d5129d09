/** Many residents opened to be read: some at a time and shut again, each by its key, so that the cost grows with how many there are and no faster. */
import { sql } from 'kysely'
import type { Doing } from '../access/command.ts'
import { alsoOpen, openMeanwhile } from '../kernel/scope.ts'
import { openContact } from './people.ts'

/** The list of those opened is looked through for each row of them. */
const few = 100

export type Contact = { readonly name?: string; readonly phone?: string }
type Row = { id: string; wrapped: Buffer | null; sealed_name: Buffer | null; sealed_phone: Buffer | null }

/** Those not erased, by id; `beside` is done while they are open. */
export async function openPeople(
  d: Doing,
  ids: readonly string[],
  beside?: (ids: readonly string[]) => Promise<unknown>,
): Promise<Map<string, Contact>> {
  const people = new Map<string, Contact>()
  for (let i = 0; i < ids.length; i += few) {
    const some = ids.slice(i, i + few)
    await openMeanwhile(d.tx, async () => {
      await alsoOpen(d.tx, { people: some })
      // one by one on purpose: a table just filled has no statistics yet, and would be read whole for each hundred
      const { rows } = await sql<Row>`select r.* from unnest(${some}::uuid[]) as asked (id)
        cross join lateral (select r.id, k.wrapped, r.sealed_name, r.sealed_phone from residents r
          join person_keys k on k.jurisdiction_id = r.jurisdiction_id and k.resident_id = r.id
          where r.jurisdiction_id = ${d.caller.jurisdictionId} and r.id = asked.id
            and k.jurisdiction_id = ${d.caller.jurisdictionId} and k.resident_id = asked.id offset 0) r`.execute(d.tx)
      for (const row of rows) {
        const contact = openContact(d.house.keys, d.caller.jurisdictionId, row.id, { ...row, sealed_id_number: null })
        if (!contact.erased) people.set(row.id, contact)
      }
      await beside?.(some)
    })
  }
  return people
}

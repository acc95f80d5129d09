/** Removes stored bytes whose last row is gone. The store is one for all jurisdictions: each is asked whether it still names them. */
import { sql } from 'kysely'
import type { House } from '../../access/command.ts'

const batch = 200

/** What is left to remove in this jurisdiction; gives how many were removed. Safe to be run by several processes, and again. */
export async function removeDoomed(house: House, jurisdictionId: number): Promise<number> {
  let removed = 0
  for (;;) {
    const doomed = await house.db.transaction({ jurisdictionId, job: 'erase' }, (tx) =>
      tx.selectFrom('doomed_blobs').select('sha256').orderBy('sha256').limit(batch).execute(),
    )
    if (!doomed.length) return removed
    const names = doomed.map((d) => d.sha256)
    const kept = await stillNamed(house, names)
    for (const name of names) {
      if (kept.has(name)) continue
      await house.blobs.remove(name)
      removed++
    }
    await house.db.transaction({ jurisdictionId, job: 'erase' }, (tx) =>
      tx.deleteFrom('doomed_blobs').where('sha256', 'in', names).execute(),
    )
  }
}

/** Of these, the ones a row of any jurisdiction names: the same photo may belong to another request. */
async function stillNamed(house: House, names: readonly string[]): Promise<Set<string>> {
  const kept = new Set<string>()
  const jurisdictions = await house.db.kysely.selectFrom('jurisdictions').select('jurisdiction_id as id').execute()
  for (const { id } of jurisdictions) {
    const rows = await house.db.transaction({ jurisdictionId: id, job: 'retire' }, (tx) =>
      tx
        .selectFrom('files')
        .select(['sha256', 'public_sha256', 'thumb_sha256'])
        .where((w) =>
          w.or(
            (['sha256', 'public_sha256', 'thumb_sha256'] as const).map((c) =>
              w(c, '=', sql<string>`any(${names}::text[])`),
            ),
          ),
        )
        .execute(),
    )
    for (const r of rows) for (const name of [r.sha256, r.public_sha256, r.thumb_sha256]) if (name) kept.add(name)
  }
  return kept
}

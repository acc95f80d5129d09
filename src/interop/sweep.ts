/** Clears what was begun and never sent (drafts and uploads older than a day), and rows of the audit trail whose time is over. */
import { sweepAudit } from '../access/audit.ts'
import type { House } from '../access/command.ts'

const dayMs = 24 * 3600_000

/** One jurisdiction's left-overs. The stored bytes stay: another request may hold the same photo. */
export async function sweep(house: House, jurisdictionId: number) {
  const before = new Date(house.now().getTime() - dayMs)
  await house.db.transaction({ jurisdictionId, job: 'sweep' }, async (tx) => {
    await tx.deleteFrom('drafts').where('changed_at', '<', before).execute()
    await tx.deleteFrom('files').where('case_id', 'is', null).where('created_at', '<', before).execute()
  })
  await sweepAudit(house, jurisdictionId)
}

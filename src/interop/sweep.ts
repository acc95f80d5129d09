/** Clears what was begun and never sent (drafts and uploads older than a day), what was seen long ago, and rows of the audit trail whose time is over. */
import { sweepAudit } from '../access/audit.ts'
import type { House } from '../access/command.ts'
import { removeDoomed } from '../cases/redact/doomed.ts'
import { doom } from '../cases/redact/erase.ts'
import { addDays, dayOf } from '../kernel/calendar/deadline.ts'

const dayMs = 24 * 3600_000
/** After this a case that still waits is as good as unread. */
const seenDays = 180

/** One jurisdiction's left-overs. The stored bytes go too, unless another request holds the same photo. */
export async function sweep(house: House, jurisdictionId: number) {
  const before = new Date(house.now().getTime() - dayMs)
  await house.db.transaction({ jurisdictionId, job: 'sweep' }, async (tx) => {
    await tx.deleteFrom('drafts').where('changed_at', '<', before).execute()
    await tx
      .deleteFrom('case_seen')
      .where('seen_on', '<', addDays(dayOf(house.now()), -seenDays))
      .execute()
    const files = await tx
      .deleteFrom('files')
      .where('case_id', 'is', null)
      .where('created_at', '<', before)
      .returning(['sha256', 'public_sha256', 'thumb_sha256'])
      .execute()
    await doom(tx, jurisdictionId, house.now(), files)
  })
  await removeDoomed(house, jurisdictionId)
  await sweepAudit(house, jurisdictionId)
}

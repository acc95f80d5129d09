/** Case numbers, LX-2611-0427: reserved in blocks, so that no two intakes wait for one counter. */

import { dayOf } from '../kernel/calendar/deadline.ts'
import type { Database } from '../kernel/database.ts'
import { reserveNumbers } from './store.ts'

const blockSize = 50
type Block = { next: number; end: number }
const blocks = new WeakMap<Database, Map<string, Promise<Block>>>()

/** The next number of this jurisdiction and month. A process that stops leaves a gap: numbers name, they do not count. */
export async function nextNumber(db: Database, jurisdictionId: number, at: Date): Promise<string> {
  const month = dayOf(at).slice(2, 7).replace('-', '')
  const key = `${jurisdictionId}/${month}`
  const mine = blocks.get(db) ?? new Map<string, Promise<Block>>()
  blocks.set(db, mine)
  for (;;) {
    let waiting = mine.get(key)
    if (!waiting) {
      waiting = db
        .transaction({ jurisdictionId }, (tx) => reserveNumbers(tx, jurisdictionId, month, blockSize))
        .then((first) => ({ next: first, end: first + blockSize }))
      mine.set(key, waiting)
      waiting.catch(() => mine.delete(key))
    }
    const block = await waiting
    if (block.next < block.end) return `LX-${month}-${String(block.next++).padStart(4, '0')}`
    if (mine.get(key) === waiting) mine.delete(key)
  }
}

/** Case numbers, LX-2611-0427: reserved in blocks, so that no two intakes wait for one counter. */

import { dayOf } from '../kernel/calendar/deadline.ts'
import type { Database } from '../kernel/database.ts'
import { reserveNumbers } from './store.ts'

const blockSize = 50
type Block = { next: number; readonly end: number; after?: Promise<Block> }
const blocks = new WeakMap<Database, Map<string, Promise<Block>>>()

/** The next number of this jurisdiction and month. A process that stops leaves a gap: numbers name, they do not count. */
export async function nextNumber(db: Database, jurisdictionId: number, at: Date): Promise<string> {
  const month = dayOf(at).slice(2, 7).replace('-', '')
  const key = `${jurisdictionId}/${month}`
  const mine = blocks.get(db) ?? new Map<string, Promise<Block>>()
  blocks.set(db, mine)
  // aside: whoever asks may hold a connection already, and all of them may be asking at once
  const reserve = async (): Promise<Block> => {
    const first = await db.aside({ jurisdictionId }, (tx) => reserveNumbers(tx, jurisdictionId, month, blockSize))
    return { next: first, end: first + blockSize }
  }
  const begin = (block: Promise<Block>) => {
    mine.set(key, block)
    block.catch(() => mine.get(key) === block && mine.delete(key))
    return block
  }
  for (;;) {
    const waiting = mine.get(key) ?? begin(reserve())
    const block = await waiting
    // under load the next block is there before this one ends, and nobody waits for it
    if (block.next >= block.end - blockSize / 2 && !block.after) {
      const after = reserve()
      block.after = after
      after.catch(() => delete block.after)
    }
    if (block.next < block.end) return `LX-${month}-${String(block.next++).padStart(4, '0')}`
    if (mine.get(key) === waiting) begin(block.after ?? reserve())
  }
}

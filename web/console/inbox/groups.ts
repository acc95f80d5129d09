/** The inbox by what I must do; within a group the earliest deadline first, and the group with the earliest on top. */
import { waits } from '../../../src/cases/vocabulary.ts'
import type { InboxItem } from '../api.ts'

export type Group<I extends Pick<InboxItem, 'waits'> = InboxItem> = { waits: InboxItem['waits']; items: I[] }

export function groupByWaits<I extends Pick<InboxItem, 'waits'>>(items: readonly I[]): Group<I>[] {
  const groups = new Map<InboxItem['waits'], I[]>()
  for (const item of items) groups.set(item.waits, [...(groups.get(item.waits) ?? []), item])
  return [...groups].map(([what, found]) => ({ waits: what, items: found }))
}

/** The one group an address asks for. */
export const readWaits = (said: unknown) => waits.find((w) => w === said)

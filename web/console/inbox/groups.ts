/** The inbox by what I must do; within a group the earliest deadline first, and the group with the earliest on top. */
import type { InboxItem } from '../api.ts'

export type Group = { waits: InboxItem['waits']; items: InboxItem[] }

export function groupByWaits(items: readonly InboxItem[]): Group[] {
  const groups = new Map<InboxItem['waits'], InboxItem[]>()
  for (const item of items) groups.set(item.waits, [...(groups.get(item.waits) ?? []), item])
  return [...groups].map(([waits, found]) => ({ waits, items: found }))
}

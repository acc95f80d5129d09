/** What other desks are told after a commit: that a case moved, and who may know of it; never what happened. */
import type { Tx } from '../scope.ts'

/** A case moved. A hint and not the truth: whoever hears it asks again, and row-level security decides what they are shown. */
export type Change = {
  readonly jurisdictionId: number
  readonly caseId: string
  readonly version: number
  readonly seenBy: readonly string[]
  readonly hiddenFrom: readonly string[]
  /** The member who took the step; null for residents and the system. */
  readonly by: string | null
}

const noted = new WeakMap<Tx, Map<string, Change>>()

/**
 * Notes changes in their transaction. They are told once it is committed, and never if it is rolled back. Of several for one case the last
 * is told: a case hidden by a later step of the same transaction is told to nobody it is hidden from.
 */
export function noteChanges(tx: Tx, changes: readonly Change[]) {
  const known = noted.get(tx) ?? new Map<string, Change>()
  noted.set(tx, known)
  for (const c of changes) known.set(c.caseId, c)
}
export const changesNoted = (tx: Tx): readonly Change[] => [...(noted.get(tx)?.values() ?? [])]

/** Whether a row may be known to this reader: the policy `within_scope` on cases in other words. Compared with it, reader by reader, in src/interop/live/. */
export function concerns(
  of: Pick<Change, 'jurisdictionId' | 'seenBy' | 'hiddenFrom'>,
  reader: { jurisdictionId: number; seen: ReadonlySet<string>; recused: ReadonlySet<string> },
): boolean {
  return (
    of.jurisdictionId === reader.jurisdictionId &&
    of.seenBy.some((id) => reader.seen.has(id)) &&
    !of.hiddenFrom.some((id) => reader.recused.has(id))
  )
}

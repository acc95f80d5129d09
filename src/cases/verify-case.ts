/** Whether one case is what its log says: pure. The first thing wrong is named, in the order of the log. */
import type { Json } from '../kernel/canonical.ts'
import { digestOf, type EventHead, genesis, hashOf } from './log.ts'

export const wrongs = [
  'gap',
  'prev',
  'instant',
  'hash',
  'words',
  'words-unknown',
  'version',
  'head',
  'state',
  'level',
  'holder',
  'due',
  'number',
  'no-case',
  'no-receipt',
] as const
export type Wrong = (typeof wrongs)[number]
/** Where something is wrong. `seq` is the event, or the last one where the case's own row is wrong. */
export type Fault = { readonly seq: number; readonly wrong: Wrong; readonly detail: string }

export type LoggedEvent = Pick<EventHead, 'seq' | 'type' | 'audience' | 'at' | 'actorKind' | 'memberId' | 'orgId'> & {
  readonly data: Json
  readonly prev: Buffer
  readonly hash: Buffer
  /** False when the stored instant is finer than what is hashed: we write whole milliseconds. */
  readonly whole: boolean
}
export type KeptText = { readonly seq: number; readonly field: string; readonly body: string; readonly salt: Buffer }
export type CaseHead = {
  readonly id: string
  readonly number: string
  readonly version: number
  readonly head: Buffer
  readonly state: string
  readonly level: string
  readonly holderOrgId: string | null
  readonly dueAt: Date | null
}
export type Kept = {
  readonly jurisdictionId: number
  readonly caseId: string
  readonly row: CaseHead | undefined
  readonly receiptNumber: string | undefined
  readonly events: readonly LoggedEvent[]
  readonly texts: readonly KeptText[]
}

/** The first fault of this case, or undefined. Words that are gone are no fault: people may be erased, words never changed. */
export function faultOf(kept: Kept): Fault | undefined {
  let prev: Buffer = genesis
  for (const [i, event] of kept.events.entries()) {
    if (event.seq !== i + 1) return { seq: i + 1, wrong: 'gap', detail: '' }
    const fault = faultOfEvent(kept, event, prev)
    if (fault) return fault
    prev = event.hash
  }
  const length = kept.events.length
  if (kept.row && kept.row.version > length) return { seq: length + 1, wrong: 'gap', detail: '' }
  const lost = kept.texts.find((t) => t.seq > length)
  if (lost) return { seq: lost.seq, wrong: 'words-unknown', detail: lost.field }
  return faultOfRow(kept, prev)
}

function faultOfEvent(kept: Kept, event: LoggedEvent, prev: Buffer): Fault | undefined {
  const at = { seq: event.seq, detail: event.type }
  if (!event.prev.equals(prev)) return { ...at, wrong: 'prev' }
  if (!event.whole) return { ...at, wrong: 'instant' }
  const head: EventHead = { ...event, jurisdictionId: kept.jurisdictionId, caseId: kept.caseId }
  if (!hashes(head, prev, event)) return { ...at, wrong: 'hash' }
  for (const text of kept.texts) {
    if (text.seq !== event.seq) continue
    const noted = (event.data as Record<string, Json>)[text.field] as { sha256?: string } | undefined
    if (!noted?.sha256) return { ...at, wrong: 'words-unknown', detail: text.field }
    if (noted.sha256 !== digestOf(text.body, text.salt)) return { ...at, wrong: 'words', detail: text.field }
  }
  return undefined
}

function hashes(head: EventHead, prev: Buffer, event: LoggedEvent): boolean {
  try {
    return hashOf(prev, head, event.data).equals(event.hash)
  } catch {
    return false // a value that could never have been hashed, such as a fraction
  }
}

/** The case's own row and its receipt, against the log. */
function faultOfRow({ row, receiptNumber, events }: Kept, last: Buffer): Fault | undefined {
  const seq = events.length
  if (!row) return { seq, wrong: 'no-case', detail: receiptNumber ?? '' }
  if (row.version !== seq) return { seq, wrong: 'version', detail: String(row.version) }
  if (!row.head.equals(last)) return { seq, wrong: 'head', detail: '' }
  const told = standingOf(events)
  for (const [wrong, is, logged] of [
    ['state', row.state, told.state],
    ['level', row.level, told.level ?? row.level],
    ['holder', row.holderOrgId, told.holder],
    ['due', row.dueAt?.toISOString() ?? null, told.due === undefined ? (row.dueAt?.toISOString() ?? null) : told.due],
  ] as const)
    if (is !== logged) return { seq, wrong, detail: `${is ?? '–'} ≠ ${logged ?? '–'}` }
  if (receiptNumber === undefined) return { seq, wrong: 'no-receipt', detail: '' }
  if (receiptNumber !== row.number) return { seq, wrong: 'number', detail: `${row.number} ≠ ${receiptNumber}` }
  return undefined
}

/** Where the log says the case stands. What the first event does not say (level, first deadline) stays undefined. */
function standingOf(events: readonly LoggedEvent[]) {
  const first = events[0]?.data as { village?: string } | undefined
  const told: { state: string; level?: string; holder: string | null; due?: string | null } = {
    state: 'registered',
    holder: first?.village ?? null,
  }
  for (const { data } of events) {
    const { to, level, holder, due } = data as {
      to?: string
      level?: string
      holder?: string | null
      due?: string | null
    }
    if (to !== undefined) told.state = to
    if (level !== undefined) told.level = level
    if (holder !== undefined) told.holder = holder
    if (due !== undefined) told.due = due
  }
  return told
}

/** How many words the log knows of that are no longer kept. */
export function wordsGone({ events, texts }: Kept): number {
  const kept = new Set(texts.map((t) => `${t.seq}/${t.field}`))
  const isDigest = (v: Json | undefined) => v !== null && typeof v === 'object' && 'sha256' in v
  return events.reduce(
    (sum, e) =>
      sum +
      Object.entries(e.data as Record<string, Json>).filter(
        ([field, v]) => isDigest(v) && !kept.has(`${e.seq}/${field}`),
      ).length,
    0,
  )
}

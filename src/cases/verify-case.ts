/** Whether one case is what its log says: pure. The first thing wrong is named, in the order of the log. */
import type { Json } from '../kernel/canonical.ts'
import { digestOf, type EventHead, genesis, hashOf } from './log.ts'
import { leafOf } from './public-log/leaf.ts'

/** What can be wrong with a case. */
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
  'receipt',
  'leaf',
  'no-leaf',
  'leaf-unknown',
  'waiting',
  'file-row',
  'file-missing',
  'file-changed',
  'found',
] as const
export type Wrong = (typeof wrongs)[number]
/** Where something is wrong. `seq` is the event, or the last one where the case's own row is wrong. */
export type Fault = { readonly seq: number; readonly wrong: Wrong; readonly detail: string }

export type LoggedEvent = Pick<EventHead, 'seq' | 'type' | 'audience' | 'actorKind' | 'memberId' | 'orgId'> & {
  /** The instant in microseconds, as fine as it is stored: we write whole milliseconds. */
  readonly us: number
  readonly data: Json
  readonly prev: Buffer
  readonly hash: Buffer
}
export type KeptText = { readonly seq: number; readonly field: string; readonly body: string; readonly salt: Buffer }
export type KeptLeaf = { readonly seq: number; readonly leaf: Buffer }
export type KeptFile = {
  readonly id: string
  readonly seq: number | null
  readonly sha256: string
  readonly publicSha256: string
  readonly thumbSha256: string | null
}
export type CaseHead = {
  readonly number: string
  readonly version: number
  readonly head: Buffer
  readonly state: string
  readonly level: string
  readonly holderOrgId: string | null
  readonly dueAt: string | null
}
export type Kept = {
  readonly jurisdictionId: number
  readonly caseId: string
  readonly row: CaseHead | undefined
  readonly receipt: { readonly number: string; readonly eventHash: Buffer | null } | undefined
  readonly events: readonly LoggedEvent[]
  readonly texts: readonly KeptText[]
  /** What the public log has of this case, and what waits to go there: both by seq. */
  readonly leaves: readonly KeptLeaf[]
  readonly waiting: readonly { readonly seq: number; readonly hash: Buffer }[]
  readonly files: readonly KeptFile[]
}

/** The first fault of this case, or undefined. Words that are gone are no fault: people may be erased, words never changed. */
export function faultOf(kept: Kept, erased: ReadonlySet<string> = none): Fault | undefined {
  let prev: Buffer = genesis
  const cursor = { text: 0, leaf: 0, waiting: 0 }
  for (const [i, event] of kept.events.entries()) {
    if (event.seq !== i + 1) return { seq: i + 1, wrong: 'gap', detail: '' }
    const fault =
      faultOfEvent(kept, event, prev, cursor) ??
      faultOfLeaf(kept, event, cursor) ??
      (kept.files.length || hasFiles(event.data) ? faultOfFiles(kept, event, erased) : undefined)
    if (fault) return fault
    prev = event.hash
  }
  const length = kept.events.length
  if (kept.row && kept.row.version > length) return { seq: length + 1, wrong: 'gap', detail: '' }
  const lost = kept.texts[cursor.text]
  if (lost) return { seq: lost.seq, wrong: 'words-unknown', detail: lost.field }
  const leaf = kept.leaves[cursor.leaf]
  if (leaf) return { seq: leaf.seq, wrong: 'leaf-unknown', detail: '' }
  const waiting = kept.waiting[cursor.waiting]
  if (waiting) return { seq: waiting.seq, wrong: 'waiting', detail: '' }
  return faultOfRow(kept, prev)
}
const none: ReadonlySet<string> = new Set()

/** How far the rows beside the events have been read: all are ordered by seq. */
type Cursor = { text: number; leaf: number; waiting: number }

function faultOfEvent(kept: Kept, event: LoggedEvent, prev: Buffer, cursor: Cursor): Fault | undefined {
  const at = { seq: event.seq, detail: event.type }
  if (!event.prev.equals(prev)) return { ...at, wrong: 'prev' }
  if (event.us % 1000 !== 0) return { ...at, wrong: 'instant' }
  if (!hashes(kept, prev, event)) return { ...at, wrong: 'hash' }
  for (let text = kept.texts[cursor.text]; text?.seq === event.seq; text = kept.texts[++cursor.text]) {
    const noted = (event.data as Record<string, Json>)[text.field] as { sha256?: string } | undefined
    if (!noted?.sha256) return { ...at, wrong: 'words-unknown', detail: text.field }
    if (noted.sha256 !== digestOf(text.body, text.salt)) return { ...at, wrong: 'words', detail: text.field }
  }
  return undefined
}

function hashes({ jurisdictionId, caseId }: Kept, prev: Buffer, event: LoggedEvent): boolean {
  try {
    const { seq, type, audience, us, actorKind, memberId, orgId, data, hash } = event
    const at = new Date(us / 1000)
    return hashOf(prev, { jurisdictionId, caseId, seq, type, audience, at, actorKind, memberId, orgId }, data).equals(
      hash,
    )
  } catch {
    return false // a value that could never have been hashed, such as a fraction
  }
}

/** An event stands in the public log, or waits to: nothing of a case is sequenced before what came before it. */
function faultOfLeaf({ leaves, waiting }: Kept, { seq, hash, type }: LoggedEvent, cursor: Cursor): Fault | undefined {
  const leaf = leaves[cursor.leaf]
  if (leaf?.seq === seq) {
    cursor.leaf++
    return leaf.leaf.equals(leafOf(hash)) ? undefined : { seq, wrong: 'leaf', detail: type }
  }
  const next = waiting[cursor.waiting]
  if (next?.seq !== seq || leaf) return { seq, wrong: 'no-leaf', detail: type }
  cursor.waiting++
  return next.hash.equals(hash) ? undefined : { seq, wrong: 'waiting', detail: type }
}

const filesOf = (data: Json) => data as { files?: number; digests?: string[] }
const hasFiles = (data: Json) => filesOf(data).files !== undefined && filesOf(data).files !== 0

/** Each file an event names is still the one hung on it. Events from before files were named by hash say only how many. */
function faultOfFiles({ files }: Kept, { seq, data }: LoggedEvent, erased: ReadonlySet<string>): Fault | undefined {
  const there = files.filter((f) => f.seq === seq)
  const { files: many = 0, digests = [] } = filesOf(data)
  const lost = digests.find((sha256) => !erased.has(sha256) && !there.some((f) => f.sha256 === sha256))
  if (lost) return { seq, wrong: 'file-row', detail: lost.slice(0, 12) }
  if (there.length < many && !digests.some((d) => erased.has(d)))
    return { seq, wrong: 'file-row', detail: `${there.length} < ${many}` }
  return undefined
}

/** The case's own row and its receipt, against the log. */
function faultOfRow({ row, receipt, events }: Kept, last: Buffer): Fault | undefined {
  const seq = events.length
  if (!row) return { seq, wrong: 'no-case', detail: receipt?.number ?? '' }
  if (row.version !== seq) return { seq, wrong: 'version', detail: String(row.version) }
  if (!row.head.equals(last)) return { seq, wrong: 'head', detail: '' }
  const told = standingOf(events)
  for (const [wrong, is, logged] of [
    ['state', row.state, told.state],
    ['level', row.level, told.level ?? row.level],
    ['holder', row.holderOrgId, told.holder],
    ['due', row.dueAt, told.due === undefined ? row.dueAt : told.due],
    ['number', row.number, told.number ?? row.number],
  ] as const)
    if (is !== logged) return { seq, wrong, detail: `${is ?? '–'} ≠ ${logged ?? '–'}` }
  if (receipt === undefined) return { seq, wrong: 'no-receipt', detail: '' }
  if (receipt.number !== row.number) return { seq, wrong: 'number', detail: `${row.number} ≠ ${receipt.number}` }
  if (!receipt.eventHash?.equals(events[0]?.hash as Buffer)) return { seq: 1, wrong: 'receipt', detail: '' }
  return undefined
}

/** Where the log says the case stands. What the first event does not say (level, first deadline) stays undefined. */
function standingOf(events: readonly LoggedEvent[]) {
  const first = events[0]?.data as { village?: string; number?: string } | undefined
  const told: { state: string; level?: string; holder: string | null; due?: string | null; number?: string } = {
    state: 'registered',
    holder: first?.village ?? null,
    ...(first?.number !== undefined && { number: first.number }),
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
  let noted = 0
  for (const { data } of events)
    for (const value of Object.values(data as Record<string, Json>))
      if (value !== null && typeof value === 'object' && 'sha256' in value) noted++
  // every text kept has its event: faultOf has seen to that
  return noted - texts.length
}

/** Walks every case of a jurisdiction, then its public log, and stops at the first thing wrong. Reads only, in one snapshot, piece by piece. */
import { sql } from 'kysely'
import type { House } from '../access/command.ts'
import type { Tx } from '../kernel/scope.ts'
import { type Stream, streamOf } from '../kernel/stream.ts'
import { firstWithWordsLeft } from './search/left.ts'
import {
  type CaseHead,
  type Fault,
  faultOf,
  type Kept,
  type KeptFile,
  type KeptText,
  type LoggedEvent,
  wordsGone,
} from './verify-case.ts'
import { erasedFiles, faultOfStored } from './verify-files.ts'
import { type LogFault, walkLog } from './verify-log.ts'

export type Counts = {
  readonly cases: number
  readonly events: number
  readonly texts: number
  readonly files: number
  /** Words the log knows of that were removed on purpose. */
  readonly gone: number
  /** Events not yet in the public log. */
  readonly waiting: number
  readonly leaves: number
  readonly heads: number
}
export const nothing: Counts = { cases: 0, events: 0, texts: 0, files: 0, gone: 0, waiting: 0, leaves: 0, heads: 0 }

export type Verified = Counts & {
  readonly fault?: Fault & { readonly caseId: string; readonly number: string }
  readonly logFault?: LogFault
}

/** Verifies one jurisdiction, its cases in the order they were registered. `tell` hears the counts now and then. */
export function verifyLog(
  house: House,
  jurisdictionId: number,
  options: { files?: boolean; tell?: (sum: Counts) => void } = {},
): Promise<Verified> {
  return house.db.transaction({ jurisdictionId, job: 'verify' }, async (tx) => {
    // one snapshot: a step taken meanwhile shows in all of its rows, its leaf and its head, or in none
    await sql`set transaction isolation level repeatable read, read only`.execute(tx)
    const sum = await walkCases(house, tx, jurisdictionId, options)
    if (sum.fault) return sum
    const left = await firstWithWordsLeft(tx)
    if (left)
      return { ...sum, fault: { seq: left.version, wrong: 'found', detail: '', caseId: left.id, number: left.number } }
    const { fault, ...counts } = await walkLog(tx)
    return { ...sum, ...counts, ...(fault && { logFault: fault }) }
  })
}

async function walkCases(
  house: House,
  tx: Tx,
  jurisdictionId: number,
  { files: readFiles = true, tell = () => {} }: { files?: boolean; tell?: (sum: Counts) => void },
): Promise<Verified> {
  const sum = { ...nothing }
  const erased = await erasedFiles(tx)
  for await (const kept of keptCases(tx, jurisdictionId)) {
    const fault =
      faultOf(kept, erased) ??
      (readFiles && kept.files.length ? await faultOfStored(house.blobs, kept.files, erased) : undefined)
    if (fault)
      return {
        ...sum,
        fault: { ...fault, caseId: kept.caseId, number: kept.row?.number ?? kept.receipt?.number ?? kept.caseId },
      }
    sum.cases++
    sum.events += kept.events.length
    sum.texts += kept.texts.length
    sum.files += kept.files.length
    sum.gone += wordsGone(kept)
    sum.waiting += kept.waiting.length
    if (sum.cases % 10_000 === 0) tell(sum)
  }
  return sum
}

type OfCase<Row> = Row & { case_id: string }

/** Every case anything is known of, by id: from its row, receipt, events, words, leaves or files, so that none can be taken away unseen. */
async function* keptCases(tx: Tx, jurisdictionId: number): AsyncGenerator<Kept> {
  const open = <Row>(name: string, statement: string) => streamOf<OfCase<Row>>(tx, name, statement)
  const rows = await open<CaseHead>(
    'c',
    `select id as case_id, number, version, head, state, level, holder_org_id as "holderOrgId",
      to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt" from cases order by id`,
  )
  const receipts = await open<{ number: string; eventHash: Buffer | null }>(
    'r',
    'select case_id, number, event_hash as "eventHash" from case_receipts order by case_id',
  )
  // microseconds as a number: cheaper to read than a timestamp, and an instant finer than we write shows
  const events = await open<LoggedEvent>(
    'e',
    `select case_id, seq, type, audience, (extract(epoch from at) * 1000000)::bigint as us, actor_kind as "actorKind",
        member_id as "memberId", org_id as "orgId", data, prev, hash
      from case_events order by case_id, seq`,
  )
  const texts = await open<KeptText>(
    't',
    'select case_id, seq, field, body, salt from case_texts order by case_id, seq, field',
  )
  const leaves = await open<{ seq: number; leaf: Buffer }>(
    'l',
    'select case_id, seq, leaf from log_leaves order by case_id, seq',
  )
  const waiting = await open<{ seq: number; hash: Buffer }>(
    'w',
    'select case_id, seq, hash from log_pending order by case_id, seq',
  )
  const files = await open<KeptFile>(
    'f',
    `select case_id, id, seq, sha256, public_sha256 as "publicSha256", thumb_sha256 as "thumbSha256"
      from files where case_id is not null order by case_id, seq, id`,
  )
  const all: Stream<OfCase<object>>[] = [rows, receipts, events, texts, leaves, waiting, files]
  for (;;) {
    let caseId: string | undefined
    for (const stream of all) {
      if (stream.dry()) await stream.fill()
      const next = stream.next()?.case_id
      if (next !== undefined && (caseId === undefined || next < caseId)) caseId = next
    }
    if (caseId === undefined) return
    const ofCase = (row: { case_id: string }) => row.case_id === caseId
    yield {
      jurisdictionId,
      caseId,
      row: (await rows.takeWhile(ofCase))[0],
      receipt: (await receipts.takeWhile(ofCase))[0],
      events: await events.takeWhile(ofCase),
      texts: await texts.takeWhile(ofCase),
      leaves: await leaves.takeWhile(ofCase),
      waiting: await waiting.takeWhile(ofCase),
      files: await files.takeWhile(ofCase),
    }
  }
}

/** SQL of records. What hangs on a record is read and written once it is opened. */
import type { Selectable } from 'kysely'
import type { Records } from '../kernel/db-types.ts'
import { Refusal } from '../kernel/errors.ts'
import { alsoOpen, type Tx } from '../kernel/scope.ts'
import type { Credit } from './credits.ts'

export const recordColumns = [
  'id',
  'kind',
  'programme',
  'programme_version',
  'on_day',
  'until_day',
  'org_id',
  'author_id',
  'household_id',
  'place_id',
  'title',
  'data',
  'step',
  'version',
  'form_version',
  'seen_by',
  'board_from',
  'board_until',
  'made_at',
  'changed_at',
  'withdrawn_at',
  'withdrawn_by',
  'withdrawn_why',
] as const
export type RecordRow = Pick<Selectable<Records>, (typeof recordColumns)[number]>

/** The record, opened for the rest of the transaction. Out of scope it is not there: `not-found`. */
export async function openRecord(tx: Tx, id: string, lock = false): Promise<RecordRow> {
  const row = await tx
    .selectFrom('records')
    .select(recordColumns)
    .where('id', '=', id)
    .$if(lock, (q) => q.forUpdate())
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found')
  await alsoOpen(tx, { records: [row.id] })
  return row
}

/** The record as it is to be changed: locked, drawn from its present version, not taken back. Refused with `not-found`, `record.changed`, `record.withdrawn`. */
export async function lockRecord(tx: Tx, id: string, version: number): Promise<RecordRow> {
  const row = await openRecord(tx, id, true)
  if (row.withdrawn_at) throw new Refusal('record.withdrawn')
  if (row.version !== version) throw new Refusal('record.changed')
  return row
}

export async function writeCredits(tx: Tx, jurisdictionId: number, recordId: string, credits: readonly Credit[]) {
  await tx
    .insertInto('record_credits')
    .values(
      credits.map((c) => ({
        jurisdiction_id: jurisdictionId,
        subject_id: c.subjectId,
        kind: c.kind,
        on_day: c.onDay,
        record_id: recordId,
        until_day: c.untilDay,
        household_id: c.householdId,
        place_id: c.placeId,
        met: [...c.met],
        counted: JSON.stringify(c.counted),
      })),
    )
    .execute()
}

/** Takes all credits of a record away, and gives back what they were. */
export async function removeCredits(tx: Tx, recordId: string): Promise<Credit[]> {
  const rows = await tx
    .deleteFrom('record_credits')
    .where('record_id', '=', recordId)
    .returning(['subject_id', 'kind', 'on_day', 'until_day', 'household_id', 'place_id', 'met', 'counted'])
    .execute()
  return rows.map((r) => ({
    subjectId: r.subject_id,
    kind: r.kind,
    onDay: r.on_day,
    untilDay: r.until_day,
    householdId: r.household_id,
    placeId: r.place_id,
    met: r.met,
    counted: r.counted as Credit['counted'],
  }))
}

export async function writeWords(
  tx: Tx,
  at: { jurisdictionId: number; recordId: string; version: number; stepNo: number },
  words: Readonly<Record<string, string>>,
) {
  const rows = Object.entries(words).map(([field, said]) => ({
    jurisdiction_id: at.jurisdictionId,
    record_id: at.recordId,
    version: at.version,
    step_no: at.stepNo,
    field,
    words: said,
  }))
  if (rows.length) await tx.insertInto('record_texts').values(rows).execute()
}

/** Hangs uploads on a record. Refused with `file.not-found` when one is not the caller's own, or is used already; one that hangs there stays. */
export async function hangFiles(tx: Tx, recordId: string, ids: readonly string[]) {
  for (const id of ids) {
    const done = await tx
      .updateTable('files')
      .set({ record_id: recordId, draft_id: null })
      .where('id', '=', id)
      .where('case_id', 'is', null)
      .where((w) => w.or([w('record_id', 'is', null), w('record_id', '=', recordId)]))
      .executeTakeFirst()
    if (done.numUpdatedRows !== 1n) throw new Refusal('file.not-found')
  }
}

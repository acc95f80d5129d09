/** What was promised while a record was written: done by a day, or made a case. */
import { sql } from 'kysely'
import { z } from 'zod'
import { type MemberActor, selves } from '../access/caller.ts'
import { command, type Doing, query } from '../access/command.ts'
import { Register } from '../cases/model.ts'
import { registerHeard } from '../cases/service.ts'
import { asDay, dayOf, startOfDay } from '../kernel/calendar/day.ts'
import { cursorOf, readCursor } from '../kernel/cursor.ts'
import { Refusal } from '../kernel/errors.ts'
import { AddFollowUp, FinishFollowUp, Id, type Promised } from './model.ts'
import { openRecord, type RecordRow } from './store.ts'

const meOf = (d: Doing) => d.caller.actor as MemberActor

/** Writes promises of this record down as the caller's own. */
export async function addPromises(
  d: Doing,
  record: Pick<RecordRow, 'id' | 'seen_by'>,
  promises: readonly z.output<typeof Promised>[],
): Promise<string[]> {
  const rows = promises.map(({ what, dueOn }) => ({
    jurisdiction_id: d.caller.jurisdictionId,
    id: d.newId(),
    record_id: record.id,
    owner_id: meOf(d).memberId,
    what,
    due_on: dueOn,
    made_at: d.at,
    seen_by: [...new Set([meOf(d).memberId, ...record.seen_by])],
  }))
  if (rows.length) await d.tx.insertInto('follow_ups').values(rows).execute()
  return rows.map((r) => r.id)
}

/** One more thing promised. Refused with `not-found`, `record.withdrawn`, `input.invalid`. */
export const addFollowUp = command(AddFollowUp, async (d, input) => {
  const record = await openRecord(d.tx, input.recordId)
  if (record.withdrawn_at) throw new Refusal('record.withdrawn')
  if (input.dueOn < dayOf(d.at))
    throw new Refusal('input.invalid', {}, [{ path: 'dueOn', message: 'record-promise-past' }])
  const [id = ''] = await addPromises(d, record, [input])
  return { id }
})

/** The caller's own, or of somebody they stand in for. Refused with `not-found`, `follow-up.not-yours`. */
async function mine(d: Doing, id: string) {
  const row = await d.tx.selectFrom('follow_ups').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Refusal('not-found')
  if (!selves(meOf(d)).includes(row.owner_id)) throw new Refusal('follow-up.not-yours')
  return row
}

/** Done, with a word on it where there is one to say. */
export const finishFollowUp = command(FinishFollowUp, async (d, input) => {
  const row = await mine(d, input.followUpId)
  if (row.done_at) throw new Refusal('follow-up.done')
  await d.tx
    .updateTable('follow_ups')
    .set({ done_at: d.at, done_words: input.words || null })
    .where('id', '=', row.id)
    .execute()
  return { id: row.id }
})

export const RecordToCase = z.object({
  recordId: Id,
  followUpId: Id.optional().describe('The promise this case keeps: it is done with'),
  ...Register.shape,
})
/**
 * A request heard while the work was done is registered as any other is, and the record points to it. One about an official is not pointed to:
 * whoever reads the record could be the one it is about. Refused as registering a case is, and with `not-found`, `follow-up.not-yours`, `follow-up.done`.
 */
export const recordToCase = command(RecordToCase, async (d, { recordId, followUpId, ...request }) => {
  const record = await openRecord(d.tx, recordId)
  if (record.withdrawn_at) throw new Refusal('record.withdrawn')
  const promise = followUpId ? await mine(d, followUpId) : undefined
  if (promise && promise.record_id !== record.id) throw new Refusal('not-found')
  const { id, ...receipt } = await registerHeard(d.house, d.caller, request, d.tx)
  // sent again over a bad line it is the same case, and the promise is kept already
  if (promise?.done_at && !receipt.again) throw new Refusal('follow-up.done')
  const shown = !request.about && receipt.caseId !== null
  if (shown)
    await d.tx
      .insertInto('record_cases')
      .values({ jurisdiction_id: d.caller.jurisdictionId, record_id: record.id, case_id: id, at: d.at })
      .onConflict((c) => c.doNothing())
      .execute()
  if (promise && !promise.done_at)
    await d.tx
      .updateTable('follow_ups')
      .set({ done_at: d.at, ...(shown && { case_id: id }) })
      .where('id', '=', promise.id)
      .execute()
  return receipt
})

export const FollowUpPage = z.object({
  whose: z.enum(['mine', 'all']).default('mine'),
  state: z.enum(['open', 'done']).default('open'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** Promises, those due first on top; of what is done the newest. `all`: everyone's within one's scope. */
export const listFollowUps = query(FollowUpPage, async (d, f) => {
  const after = readCursor(f.cursor)
  const open = f.state === 'open'
  const before = sql<boolean>`(follow_ups.due_on, follow_ups.id) ${sql.raw(open ? '>' : '<')} (${after ? dayOf(after.at) : ''}::date, ${after?.id}::uuid)`
  const rows = await d.tx
    .selectFrom('follow_ups')
    .innerJoin('members', (j) =>
      j
        .onRef('members.jurisdiction_id', '=', 'follow_ups.jurisdiction_id')
        .onRef('members.id', '=', 'follow_ups.owner_id'),
    )
    .select([
      'follow_ups.id',
      'record_id',
      'owner_id',
      'members.name',
      'what',
      'due_on',
      'made_at',
      'done_at',
      'done_words',
    ])
    .where('done_at', open ? 'is' : 'is not', null)
    .$if(f.whose === 'mine', (q) => q.where('owner_id', 'in', selves(meOf(d))))
    .$if(after !== undefined, (q) => q.where(before))
    .orderBy('due_on', open ? 'asc' : 'desc')
    .orderBy('follow_ups.id', open ? 'asc' : 'desc')
    .limit(f.limit + 1)
    .execute()
  const shown = rows.slice(0, f.limit)
  const last = shown.at(-1)
  const today = dayOf(d.at)
  return {
    items: shown.map((r) => ({
      id: r.id,
      recordId: r.record_id,
      owner: { id: r.owner_id, name: r.name },
      what: r.what,
      dueOn: r.due_on,
      late: r.done_at === null && r.due_on < today,
      doneAt: r.done_at?.toISOString() ?? null,
      doneWords: r.done_words,
      may: r.done_at === null && selves(meOf(d)).includes(r.owner_id),
    })),
    next: rows.length > f.limit && last ? cursorOf(startOfDay(asDay(last.due_on)), last.id) : null,
  }
})

/** The copy of a request and its answer that everybody may read: redacted, confirmed by a person who did not write the answer. */
import { sql } from 'kysely'
import type { MemberActor } from '../../access/caller.ts'
import type { Doing } from '../../access/command.ts'
import { Refusal } from '../../kernel/errors.ts'
import type { Tx } from '../../kernel/scope.ts'
import type { NeedInput } from '../model.ts'
import type { CaseRow } from '../store.ts'
import { answering } from '../vocabulary.ts'
import { checkPublic } from './public.ts'

/** Puts the copy on the village's page. Refused as `checkPublic`, and with `publication.photo-unchecked`, `file.not-found`. */
export async function publishCopy(d: Doing, row: CaseRow, input: NeedInput<'Publish'>) {
  const { question, answer, photos } = input
  checkPublic(
    d.caller.language,
    { question, answer },
    input.namesConfirmed,
    await staffNamedIn(d.tx, question + answer),
  )
  await photosFor(d.tx, row.id, photos)
  const answered = await d.tx
    .selectFrom('case_events')
    .select('org_id')
    .where('case_id', '=', row.id)
    .where('type', 'in', [...answering])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  await d.tx
    .insertInto('publications')
    .values({
      jurisdiction_id: row.jurisdiction_id,
      id: d.newId(),
      case_id: row.id,
      village_id: row.village_id,
      category: row.category,
      org_id: answered?.org_id ?? null,
      question,
      answer,
      file_ids: photos.map((p) => p.id),
      confirmed_by: (d.caller.actor as MemberActor).memberId,
      at: d.at,
    })
    .execute()
}

/** Of the staff, those whose names stand in this text: the office answers, not the person. */
async function staffNamedIn(tx: Tx, text: string): Promise<string[]> {
  const rows = await tx.selectFrom('members').select('name').where(sql<boolean>`strpos(${text}, name) > 0`).execute()
  return rows.map((r) => r.name)
}

/** Photos of this case, each blacked out or looked at and found clean. A voice tells whose it is: recordings are not published. */
async function photosFor(tx: Tx, caseId: string, photos: NeedInput<'Publish'>['photos']) {
  if (!photos.length) return
  const files = await tx
    .selectFrom('files')
    .select(['id', 'role', 'kind'])
    .where('case_id', '=', caseId)
    .where('id', 'in', [...new Set(photos.map((p) => p.id))])
    .execute()
  for (const photo of photos) {
    const file = files.find((f) => f.id === photo.id)
    if (file?.kind !== 'photo') throw new Refusal('file.not-found')
    if (file.role !== 'redacted' && !photo.clean) throw new Refusal('publication.photo-unchecked')
  }
}

/** Takes it off again; what it said is gone from the page's table. That it was there stays. */
export const withdrawCopies = (tx: Tx, caseIds: readonly string[], at: Date) =>
  tx
    .updateTable('publications')
    .set({ withdrawn_at: at, question: null, answer: null, file_ids: [] })
    .where('case_id', 'in', [...caseIds])
    .where('withdrawn_at', 'is', null)
    .execute()

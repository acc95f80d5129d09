/** Erasing what is personal of requests: contact, words, files. The requests, their log and every count stay, and `verify` still passes. */
import { asSystem, type Doing, type House } from '../../access/command.ts'
import { alsoOpen, onPurpose, type Tx } from '../../kernel/scope.ts'
import { type Erased, eraseResident } from '../../registry/erase.ts'
import { renewWords } from '../search/rows.ts'
import { listTexts } from '../store.ts'
import { removeDoomed } from './doomed.ts'
import { withdrawCopies } from './publish.ts'
import { forgetDigest, removeTexts } from './redact-words.ts'
import { placeOf } from './shown.ts'

export type Why = 'request' | 'retention'
type Erasing = Pick<Doing, 'tx' | 'at' | 'newId'> & { readonly jurisdictionId: number; readonly why: Why }

/** Which words of a step are the resident's own, or were written down from them. The answers of staff are not among them. */
const residents: Readonly<Record<string, readonly string[]>> = {
  register: ['words', 'place'],
  addWords: ['words'],
  addHeard: ['words'],
  split: ['words', 'keeps'],
  accept: ['title'],
  sort: ['title'],
  appeal: ['reason'],
  confirm: ['why'],
  dispute: ['why'],
  confirmByCall: ['why'],
  disputeByCall: ['why'],
  explainVerdict: ['why'],
  stillSettled: ['why'],
  notSettled: ['why'],
  reply: ['words'],
  replyHeard: ['words'],
  noteCall: ['words'],
  withdraw: ['note'],
  publish: ['question'],
}

const note = (e: Erasing, caseId: string | null, what: 'contact' | 'words' | 'files', n: number) =>
  n > 0 &&
  e.tx
    .insertInto('erasures')
    .values({ jurisdiction_id: e.jurisdictionId, id: e.newId(), at: e.at, case_id: caseId, what, why: e.why, n })
    .execute()

/**
 * Removes words of these cases, which must be open to the transaction: the resident's, or all when the file has been kept long enough.
 * A step keeps that there were words; lists show that they are gone. Gives how many.
 */
export async function eraseWords(e: Erasing, caseIds: readonly string[], whose: 'resident' | 'all'): Promise<number> {
  let removed = 0
  for (const caseId of caseIds) {
    const types = new Map(
      (await e.tx.selectFrom('case_events').select(['seq', 'type']).where('case_id', '=', caseId).execute()).map(
        (r) => [r.seq, r.type],
      ),
    )
    const goes = (text: { seq: number; field: string }) => {
      // a redacted text is as much theirs as the original was
      const { seq, field } = placeOf(text)
      return whose === 'all' || residents[types.get(seq) ?? '']?.includes(field)
    }
    const gone = (await listTexts(e.tx, caseId)).filter(goes)
    await removeTexts(e.tx, caseId, gone)
    await note(e, caseId, 'words', gone.length)
    removed += gone.length
  }
  await e.tx
    .updateTable('cases')
    .set({ opening: '', title: null, place: null, words_erased_at: e.at, published: false, publish_allowed: false })
    .where('id', 'in', [...caseIds])
    .execute()
  await renewWords(e.tx, caseIds)
  await forgetDigest(e.tx, caseIds)
  await withdrawCopies(e.tx, caseIds, e.at)
  await e.tx
    .updateTable('village_results')
    .set({ note: null })
    .where('case_id', 'in', [...caseIds])
    .execute()
  return removed
}

/** Removes the files residents sent with these cases, and blacked-out copies of them. The bytes follow after commit (`removeDoomed`). */
export async function eraseFiles(e: Erasing, caseIds: readonly string[]): Promise<number> {
  let removed = 0
  for (const caseId of caseIds) {
    const files = await e.tx
      .selectFrom('files')
      .select(['id', 'role', 'redacted_from'])
      .where('case_id', '=', caseId)
      .execute()
    const theirs = new Set(files.filter((f) => f.role === 'request').map((f) => f.id))
    // a copy of a copy is theirs too
    for (const f of files) if (f.redacted_from && theirs.has(f.redacted_from)) theirs.add(f.id)
    await removeFiles(e, [...theirs])
    await note(e, caseId, 'files', theirs.size)
    removed += theirs.size
    const shown = await e.tx
      .selectFrom('publications')
      .select(['id', 'file_ids'])
      .where('case_id', '=', caseId)
      .where('withdrawn_at', 'is', null)
      .execute()
    for (const { id, file_ids } of shown)
      await e.tx
        .updateTable('publications')
        .set({ file_ids: file_ids.filter((f) => !theirs.has(f)) })
        .where('id', '=', id)
        .execute()
  }
  await e.tx
    .updateTable('cases')
    .set({ files_erased_at: e.at })
    .where('id', 'in', [...caseIds])
    .execute()
  return removed
}

async function removeFiles(e: Erasing, ids: readonly string[]) {
  if (!ids.length) return
  const gone = await e.tx
    .deleteFrom('files')
    .where('id', 'in', [...ids])
    .returning(['sha256', 'public_sha256', 'thumb_sha256'])
    .execute()
  await doom(e.tx, e.jurisdictionId, e.at, gone)
}

/** Notes bytes whose row is gone, in the same transaction: should we be killed before they are removed, the night does it. */
export async function doom(
  tx: Tx,
  jurisdictionId: number,
  at: Date,
  files: readonly { sha256: string; public_sha256: string; thumb_sha256: string | null }[],
) {
  const names = new Set(files.flatMap((f) => [f.sha256, f.public_sha256, f.thumb_sha256 ?? f.sha256]))
  if (!names.size) return
  await tx
    .insertInto('doomed_blobs')
    .values([...names].map((sha256) => ({ jurisdiction_id: jurisdictionId, sha256, at })))
    .onConflict((c) => c.columns(['jurisdiction_id', 'sha256']).doNothing())
    .execute()
}

export type ErasedPerson = Erased & { readonly words: number; readonly files: number }

/**
 * Erases one resident in the transaction given: the key and contact at once; words and files of what has ended, when they asked for it.
 * What is still open keeps its words until it ends, or it could not be handled: the night takes them then. Refused with `not-found`.
 */
export async function erasePerson(e: Erasing, residentId: string): Promise<ErasedPerson> {
  await onPurpose(e.tx, 'erase')
  await alsoOpen(e.tx, { people: [residentId] })
  const cases = await e.tx
    .selectFrom('cases')
    .select(['id', 'ended_at', 'contact_erased_at', 'words_erased_at'])
    .where('resident_id', '=', residentId)
    .execute()
  await alsoOpen(e.tx, { cases: cases.map((c) => c.id) })
  const erased = await eraseResident(e, residentId)
  const fresh = cases.filter((c) => !c.contact_erased_at).map((c) => c.id)
  if (fresh.length) await e.tx.updateTable('cases').set({ contact_erased_at: e.at }).where('id', 'in', fresh).execute()
  for (const id of fresh) await note(e, id, 'contact', 1)
  if (!cases.length && !erased.already) await note(e, null, 'contact', 1)
  const ended = cases.filter((c) => c.ended_at && !c.words_erased_at).map((c) => c.id)
  if (e.why !== 'request') return { ...erased, words: 0, files: 0 }
  const work = await eraseWork(e, residentId)
  if (!ended.length) return { ...erased, ...work }
  return {
    ...erased,
    words: work.words + (await eraseWords(e, ended, 'resident')),
    files: work.files + (await eraseFiles(e, ended)),
  }
}

/**
 * What was written down about their household (visits, promises, photos) goes with the last of it. That there was a visit stays, and counts:
 * the day, the unit and who came are no words of theirs.
 */
async function eraseWork(e: Erasing, residentId: string): Promise<{ words: number; files: number }> {
  const { household_id } = await e.tx
    .selectFrom('residents')
    .select('household_id')
    .where('id', '=', residentId)
    .executeTakeFirstOrThrow()
  if (!household_id) return { words: 0, files: 0 }
  const left = await e.tx
    .selectFrom('residents')
    .select('id')
    .where('household_id', '=', household_id)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  if (left) return { words: 0, files: 0 }
  const rows = await e.tx.selectFrom('records').select('id').where('household_id', '=', household_id).execute()
  const ids = rows.map((r) => r.id)
  if (!ids.length) return { words: 0, files: 0 }
  await alsoOpen(e.tx, { records: ids })
  const texts = await e.tx.deleteFrom('record_texts').where('record_id', 'in', ids).executeTakeFirst()
  await e.tx.updateTable('records').set({ title: '' }).where('id', 'in', ids).execute()
  await e.tx.updateTable('follow_ups').set({ what: '', done_words: null }).where('record_id', 'in', ids).execute()
  const files = await e.tx.selectFrom('files').select('id').where('record_id', 'in', ids).execute()
  await removeFiles(
    e,
    files.map((f) => f.id),
  )
  const words = Number(texts.numDeletedRows)
  await note(e, null, 'words', words)
  await note(e, null, 'files', files.length)
  return { words, files: files.length }
}

/** A resident asks for it with their request open before them: all that is theirs, or of an anonymous one this request's words. */
export async function eraseOwn(d: Doing, row: { id: string; jurisdiction_id: number; resident_id: string | null }) {
  const e: Erasing = { ...d, jurisdictionId: row.jurisdiction_id, why: 'request' }
  if (row.resident_id) return void (await erasePerson(e, row.resident_id))
  await onPurpose(d.tx, 'erase')
  await eraseWords(e, [row.id], 'resident')
  await eraseFiles(e, [row.id])
}

/** Erases these residents together, or none of them; then removes the bytes nobody names any more. */
export async function erasePeople(house: House, jurisdictionId: number, ids: readonly string[], why: Why = 'request') {
  const done = await asSystem(house, { jurisdictionId, people: ids, job: 'erase' }, async (d) => {
    const erased: ErasedPerson[] = []
    for (const id of ids) erased.push(await erasePerson({ ...d, jurisdictionId, why }, id))
    return erased
  })
  await removeDoomed(house, jurisdictionId)
  return done
}

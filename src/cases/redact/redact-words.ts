/** Hiding words in a case's history: the originals go, what is shown instead is kept, and the log's digests stay as they were. */
import { sql } from 'kysely'
import type { Doing } from '../../access/command.ts'
import { Refusal } from '../../kernel/errors.ts'
import { onPurpose, type Tx } from '../../kernel/scope.ts'
import { openingOf } from '../intake.ts'
import type { NeedInput } from '../model.ts'
import { forgetWords } from '../search/rows.ts'
import { type CaseRow, listTexts } from '../store.ts'
import { replaceSpans } from './mask.ts'
import { checkPublic } from './public.ts'
import { redactedField, type Shown, shownTexts } from './shown.ts'

/** Always three: how long it was would tell something too. */
const hidden = '■■■'

type Piece = { from: number; to: number }

/**
 * Hides pieces of one text, and the same words wherever else they stand in this case: in other steps, in title, place and opening, in
 * what was published, in names of files. Words can only be covered, never reworded. Refused with `redaction.nothing` where there is no
 * such piece, `publication.personal-data` when the reason repeats what is to be hidden.
 */
export async function hideWords(d: Doing, row: CaseRow, input: NeedInput<'Redact'>) {
  const { tx } = d
  const shown = shownTexts(await listTexts(tx, row.id))
  const target = shown.find((t) => t.seq === input.seq && t.field === input.field)
  const chars = [...(target?.body ?? '')]
  if (!target || input.hide.some(({ from, to }) => from >= to || to > chars.length))
    throw new Refusal('redaction.nothing')
  const secrets = input.hide
    .map(({ from, to }) => chars.slice(from, to).join('').trim())
    .filter((s) => [...s].length > 1)
  checkPublic(d.caller.language, { reason: input.reason }, true)
  if (secrets.some((s) => input.reason.includes(s)))
    throw new Refusal('input.invalid', {}, [{ path: 'reason', message: 'repeats' }])

  const cover = (text: string, also: readonly Piece[] = []) =>
    replaceSpans(text, apart([...also, ...places(text, secrets)]), () => hidden)
  const changed = new Map<Shown, string>()
  for (const text of shown) {
    const body = cover(text.body, text === target ? input.hide : [])
    if (body !== text.body) changed.set(text, body)
  }
  await onPurpose(tx, 'redact')
  const gone = [...changed.keys()].map((t) => t.kept)
  await removeTexts(tx, row.id, gone)
  await forgetWords(tx, [row.id])
  const now = (is: (t: Shown) => boolean) => [...changed].find(([t]) => is(t))?.[1]
  const publicNote = now((t) => t.field === 'publicNote')
  await coverCopies(tx, row, cover, publicNote)
  const words = now((t) => t.seq === 1 && t.field === 'words')
  const place = now((t) => t.seq === 1 && t.field === 'place')
  if (words !== undefined || place !== undefined) await forgetDigest(tx, [row.id])
  const title = now((t) => t.field === 'title' && t.body === row.title)
  return {
    words: Object.fromEntries([...changed].map(([t, body]) => [redactedField(t.seq, t.field), body])),
    row: {
      opening: words !== undefined ? openingOf(words) : cover(row.opening),
      place: place ?? (row.place && cover(row.place)),
      title: title ?? (row.title && cover(row.title)),
    },
  }
}

/** The copies beside the log that hold words: what was published, the village's line, names of files. */
async function coverCopies(tx: Tx, row: CaseRow, cover: (text: string) => string, publicNote: string | undefined) {
  const published = await tx
    .selectFrom('publications')
    .select(['id', 'question', 'answer'])
    .where('case_id', '=', row.id)
    .where('withdrawn_at', 'is', null)
    .execute()
  for (const { id, question, answer } of published)
    await tx
      .updateTable('publications')
      .set({ question: cover(question ?? ''), answer: cover(answer ?? '') })
      .where('id', '=', id)
      .execute()
  const result = await tx.selectFrom('village_results').select('note').where('case_id', '=', row.id).executeTakeFirst()
  if (result?.note)
    await tx
      .updateTable('village_results')
      .set({ note: publicNote ?? cover(result.note) })
      .where('case_id', '=', row.id)
      .execute()
  for (const { id, name } of await tx
    .selectFrom('files')
    .select(['id', 'name'])
    .where('case_id', '=', row.id)
    .execute())
    if (cover(name) !== name)
      await tx
        .updateTable('files')
        .set({ name: cover(name) })
        .where('id', '=', id)
        .execute()
}

/** Removes these texts of a case, on purpose. */
export const removeTexts = (tx: Tx, caseId: string, texts: readonly { seq: number; field: string }[]) =>
  sql`delete from case_texts where case_id = ${caseId} and (seq, field) in (
    select * from unnest(${texts.map((t) => t.seq)}::int[], ${texts.map((t) => t.field)}::text[]))`.execute(tx)

/** The digest of a hand-in tells two hand-ins apart. It is not salted: without its words it would let them be guessed. */
export const forgetDigest = (tx: Tx, caseIds: readonly string[]) =>
  tx
    .updateTable('case_receipts')
    .set({ request_digest: Buffer.alloc(0) })
    .where('case_id', 'in', [...caseIds])
    .execute()

/** Where these words stand, in code points. */
function places(text: string, secrets: readonly string[]): Piece[] {
  const found: Piece[] = []
  for (const secret of secrets)
    for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length)) {
      const from = [...text.slice(0, at)].length
      found.push({ from, to: from + [...secret].length })
    }
  return found
}

/** Overlapping pieces as one. */
function apart(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = []
  for (const piece of [...pieces].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && piece.from <= last.to) last.to = Math.max(last.to, piece.to)
    else joined.push({ ...piece })
  }
  return joined
}

/** A file as the desk gets it: a look at the whole of one is traced, and a photo carries the reader's mark. */
import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { type Caller, lookerOf } from '../../access/caller.ts'
import { type Doing, doing, type House } from '../../access/command.ts'
import { watermarked } from '../../kernel/blobs/watermark.ts'
import { Refusal } from '../../kernel/errors.ts'
import { partOf } from '../../kernel/http/range.ts'
import { fileResponse } from '../files.ts'
import { openCase } from '../store.ts'
import { markOf } from './mark.ts'
import { traceReads } from './trace.ts'

export const WhichFile = z.object({
  fileId: z.uuid(),
  caseId: z.uuid().optional(),
  size: z.enum(['thumb']).optional(),
})
type Which = z.output<typeof WhichFile>

const columns = ['id', 'kind', 'case_id', 'mime', 'name', 'public_sha256', 'thumb_sha256'] as const

/**
 * The file, or a part of it. A small picture is part of the page it stands on and is neither traced nor marked; nor is one's own
 * upload before it hangs on a case. Refused with `not-found` when the reader may not open its case.
 */
export async function deskFile(house: House, caller: Caller, which: Which, range: string | undefined) {
  const { file, mark } = await doing(house, caller, (d) => find(d, which, range))
  if (!file) throw new Refusal('not-found')
  if (!mark || which.size === 'thumb' || file.kind !== 'photo') return fileResponse(house, file, which.size, range)
  return marked(house, file, mark, range)
}

async function find(d: Doing, which: Which, range: string | undefined) {
  const byId = d.tx.selectFrom('files').select(columns).where('id', '=', which.fileId)
  const own = await byId.executeTakeFirst()
  // a file hangs on a case: which one, the caller must be able to open
  if (own || !which.caseId) return { file: own }
  const row = await openCase(d.tx, which.caseId)
  const file = await byId.executeTakeFirst()
  if (!file || which.size === 'thumb') return { file, mark: '' }
  if (!playsOn(d, file.id, range)) await traceReads(d, [row], { kind: 'file', fields: ['files'], fileId: file.id })
  return { file, mark: await markOf(d, row.number) }
}

const playing = new WeakMap<House['db'], Map<string, number>>()
const oneHearing = 10 * 60_000
/** Players fetch a recording in dozens of parts: those of one member within ten minutes are one look. A photo is whole or nothing. */
function playsOn(d: Doing, fileId: string, range: string | undefined): boolean {
  const known = playing.get(d.house.db) ?? new Map<string, number>()
  playing.set(d.house.db, known)
  if (known.size > 5000) known.clear()
  const key = `${lookerOf(d.caller)}/${fileId}`
  const now = d.at.getTime()
  const goesOn = range !== undefined && (known.get(key) ?? 0) > now
  if (!goesOn) known.set(key, now + oneHearing)
  return goesOn
}

type Photo = { name: string; public_sha256: string }

/** The photo with its mark, drawn for this look; a range is one of the bytes drawn. */
async function marked(house: House, file: Photo, mark: string, range: string | undefined) {
  if (!(await house.blobs.has(file.public_sha256))) throw new Refusal('not-found')
  const jpeg = await watermarked(await buffer(await house.blobs.get(file.public_sha256)), mark)
  const part = partOf(range, jpeg.length)
  const shown = part ? jpeg.subarray(part.start, part.end + 1) : jpeg
  const name = `${file.name.replace(/\.[^.]*$/, '')}.jpg`
  return new Response(new Uint8Array(shown), {
    status: part ? 206 : 200,
    headers: {
      'content-type': 'image/jpeg',
      'content-length': String(shown.length),
      'accept-ranges': 'bytes',
      ...(part && { 'content-range': `bytes ${part.start}-${part.end}/${jpeg.length}` }),
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(name)}`,
      // the mark names one reader and one minute: another's browser session, and a later look, get their own
      'cache-control': 'private, max-age=60',
      vary: 'cookie',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  })
}

/** Blacking out part of a photo makes a new file; the original stays as it was, as evidence, and nobody publishes it. */
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import type { Caller } from '../../access/caller.ts'
import { doing, type House } from '../../access/command.ts'
import { blackOutPhoto } from '../../kernel/blobs/black-out.ts'
import { maxFileBytes } from '../../kernel/blobs/kinds.ts'
import { Refusal } from '../../kernel/errors.ts'
import { Id, needs } from '../model.ts'
import { step } from '../service.ts'
import { lockCase, openCase } from '../store.ts'
import { viewCase } from '../view.ts'

export const BlackOutInput = needs.BlackOut.extend({
  caseId: Id,
  version: z.number().int().optional().describe('The version your form was drawn from; a stale one is refused'),
})

/** Draws outside the transaction, then writes row and event in one. Refused with `file.not-found` unless it is a photo of this case. */
export async function blackOut(house: House, caller: Caller, input: z.output<typeof BlackOutInput>) {
  const { caseId, fileId, rects } = input
  const read = () =>
    doing(house, caller, async (d) => {
      await openCase(d.tx, caseId)
      const file = await d.tx
        .selectFrom('files')
        .select(['name', 'mime', 'kind', 'public_sha256'])
        .where('id', '=', fileId)
        .where('case_id', '=', caseId)
        .executeTakeFirst()
      if (file?.kind !== 'photo') throw new Refusal('file.not-found')
      return file
    })
  const file = await read()
  // the copy without place and device: it stands upright as it was shown when the rectangles were drawn
  const drawn = await blackOutPhoto(await buffer(await house.blobs.get(file.public_sha256)), rects)
  const photo = await house.blobs.put(Readable.from([drawn.photo]), maxFileBytes)
  const thumb = await house.blobs.put(Readable.from([drawn.thumb]), maxFileBytes)
  return doing(house, caller, async (d) => {
    const row = await lockCase(d.tx, caseId)
    if (input.version !== undefined && input.version !== row.version) throw new Refusal('case.changed')
    const id = d.newId()
    // shares are fractions, which the log does not hold: it holds how many
    const next = await step(d, row, 'blackOut', { fileId }, { newFile: id, rects: rects.length })
    await d.tx
      .insertInto('files')
      .values({
        jurisdiction_id: row.jurisdiction_id,
        id,
        case_id: caseId,
        seq: next.version,
        role: 'redacted',
        redacted_from: fileId,
        kind: 'photo',
        mime: file.mime,
        name: file.name,
        size: photo.size,
        sha256: photo.sha256,
        public_sha256: photo.sha256,
        thumb_sha256: thumb.sha256,
        created_at: d.at,
      })
      .execute()
    return viewCase(d, caseId)
  })
}

/** A photo of a record, for whoever may read the record. */
import { z } from 'zod'
import type { Caller } from '../access/caller.ts'
import { doing, type House } from '../access/command.ts'
import { fileResponse } from '../cases/files.ts'
import { Refusal } from '../kernel/errors.ts'
import type { Tx } from '../kernel/scope.ts'
import { Id } from './model.ts'
import { openRecord } from './store.ts'

export const WhichRecordFile = z.object({ recordId: Id, fileId: Id, size: z.enum(['thumb']).optional() })

/** Refused with `not-found` where the record is out of scope, or the file is none of its own. */
export async function recordFile(
  house: House,
  caller: Caller,
  which: z.output<typeof WhichRecordFile>,
  range: string | undefined,
): Promise<Response> {
  const file = await doing(house, caller, async (d) => {
    await openRecord(d.tx, which.recordId)
    return fileOf(d.tx, which.recordId, which.fileId)
  })
  if (!file) throw new Refusal('not-found')
  return fileResponse(house, file, which.size, range)
}

export const fileOf = (tx: Tx, recordId: string, fileId: string) =>
  tx
    .selectFrom('files')
    .select(['mime', 'name', 'public_sha256', 'thumb_sha256'])
    .where('id', '=', fileId)
    .where('record_id', '=', recordId)
    .executeTakeFirst()

/** Photos, voice notes and short videos of a form: each kept as it arrives, so that one bad file loses no other. */
import { z } from 'zod'
import { listDraftFiles, removeDraftFile } from '../../src/cases/draft.ts'
import { uploadRow } from '../../src/cases/files.ts'
import { fileKinds } from '../../src/kernel/blobs/kinds.ts'
import { receiveForm, storeUpload, UploadRefused } from '../../src/kernel/blobs/upload.ts'
import { newId } from '../../src/kernel/ids.ts'
import { t } from '../../src/kernel/texts.ts'
import type { Received } from './engine.tsx'
import { valuesOf } from './form.ts'
import type { Visit } from './visit.ts'

export const mostFiles = 9
/** The file inputs of a form, by what they ask for. */
export const fileInputs = [
  { name: 'photos', kind: 'photo', several: true },
  { name: 'voice', kind: 'audio', several: false },
  { name: 'video', kind: 'video', several: false },
] as const
export const acceptOf = (kind: (typeof fileInputs)[number]['kind']) => fileKinds[kind].accept

/** Reads the form; files become the draft's, other fields come back as typed, refusals as errors of their input. */
export async function receiveFiles(v: Visit, draftId: string): Promise<Received> {
  const { house, jurisdiction } = v
  const kept = await listDraftFiles(house, jurisdiction.id, draftId)
  const plain = (fields: ReadonlyMap<string, string[]>) =>
    valuesOf([...fields].flatMap(([name, values]) => values.map((value) => [name, value] as [string, string])))
  try {
    const { fields } = await receiveForm(v.ctx.req.raw, {
      maxFiles: mostFiles - kept.length,
      onFile: async ({ stream, filename }) => {
        const stored = await storeUpload(house.blobs, stream, filename)
        const at = house.now()
        await house.db.transaction({ jurisdictionId: jurisdiction.id, draft: draftId }, (tx) =>
          tx
            .insertInto('files')
            .values(uploadRow(jurisdiction.id, newId(at), at, stored, { draftId }))
            .execute(),
        )
      },
    })
    const values = plain(fields)
    const remove = fields.get('remove')?.[0]
    if (remove && z.uuid().safeParse(remove).success) await removeDraftFile(house, jurisdiction.id, draftId, remove)
    return { values, errors: [], again: remove !== undefined }
  } catch (error) {
    if (!(error instanceof UploadRefused)) throw error
    const message = t(v.language, `refusals.${error.code}`, { ...error.params, max: error.params.max || mostFiles })
    const name = error.params.name
    return {
      values: plain(error.typed),
      errors: [{ path: error.input ?? 'photos', message: name ? `${name}：${message}` : message }],
    }
  }
}

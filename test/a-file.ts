/** Files of a case, for tests that are not about uploading: hung on it as if they had come with the request. */
import type { House } from '../src/access/command.ts'
import { type Stored, uploadRow } from '../src/cases/files.ts'
import { newId } from '../src/kernel/ids.ts'

/** A photo by its row alone: none of its bytes is stored. */
export const bytelessPhoto: Stored = {
  kind: 'photo',
  mime: 'image/jpeg',
  name: 'a.jpg',
  size: 1,
  sha256: 'a',
  publicSha256: 'b',
  publicSize: 1,
  thumbSha256: null,
}

/** Hangs a stored file on the case; its id comes back. */
export async function hangOn(house: House, caseId: string, stored: Stored, jurisdictionId = 1): Promise<string> {
  const id = newId(house.now())
  await house.db.transaction({ jurisdictionId, cases: [caseId] }, (tx) =>
    tx
      .insertInto('files')
      .values({ ...uploadRow(jurisdictionId, id, house.now(), stored, {}), case_id: caseId, seq: 1, role: 'request' })
      .execute(),
  )
  return id
}

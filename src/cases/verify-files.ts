/** Whether the files of a case lie in the store as they were put there: each is named by the hash of what it holds. */
import { createHash } from 'node:crypto'
import { BlobMissing, type Blobs } from '../kernel/blobs/blobs.ts'
import type { Tx } from '../kernel/scope.ts'
import type { Fault, KeptFile } from './verify-case.ts'

/**
 * Hashes of files destroyed on purpose: their absence is no fault. Nothing destroys a file yet; what does so records it, and is read here.
 */
export const erasedFiles = async (_tx: Tx): Promise<ReadonlySet<string>> => new Set()

/** The first file that is not there, or holds something else. Reads every byte: original, shown copy and thumbnail. */
export async function faultOfStored(
  blobs: Blobs,
  files: readonly KeptFile[],
  erased: ReadonlySet<string>,
): Promise<Fault | undefined> {
  for (const file of files) {
    if (erased.has(file.sha256)) continue
    const at = { seq: file.seq ?? 0, detail: file.id }
    for (const sha256 of new Set([file.sha256, file.publicSha256, file.thumbSha256])) {
      if (sha256 === null || erased.has(sha256)) continue
      const found = await hashStored(blobs, sha256)
      if (found === undefined) return { ...at, wrong: 'file-missing' }
      if (found !== sha256) return { ...at, wrong: 'file-changed' }
    }
  }
  return undefined
}

async function hashStored(blobs: Blobs, sha256: string): Promise<string | undefined> {
  try {
    const hash = createHash('sha256')
    for await (const part of await blobs.get(sha256)) hash.update(part as Buffer)
    return hash.digest('hex')
  } catch (error) {
    if (error instanceof BlobMissing) return undefined
    throw error
  }
}

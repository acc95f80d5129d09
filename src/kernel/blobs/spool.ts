/** A stream into a temporary file, counted and hashed on the way: memory holds a chunk, never a video. */
import { createHash } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { newBytes } from '../ids.ts'
import { BlobTooLarge } from './contract.ts'

export type Spooled = { readonly path: string; readonly sha256: string; readonly size: number }

/** A free path in `folder`, which is made when missing. */
export async function scratchPath(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return join(folder, newBytes(12).toString('hex'))
}

/** Writes the stream to disk, synced. When it breaks off or grows beyond `limit` (`BlobTooLarge`) the file is gone. */
export async function spool(folder: string, stream: AsyncIterable<Uint8Array>, limit: number): Promise<Spooled> {
  const path = await scratchPath(folder)
  const file = await open(path, 'wx', 0o600)
  try {
    const hash = createHash('sha256')
    let size = 0
    for await (const chunk of stream) {
      size += chunk.byteLength
      if (size > limit) throw new BlobTooLarge(limit)
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    await file.sync()
    await file.close()
    return { path, sha256: hash.digest('hex'), size }
  } catch (error) {
    await file.close()
    await rm(path, { force: true })
    throw error
  }
}

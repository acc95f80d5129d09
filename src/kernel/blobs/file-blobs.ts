/** Files in a folder: a temporary file, synced, then renamed to its hash. A reader sees it whole or not at all. */
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { BlobMissing, type Blobs, placeOf } from './contract.ts'
import { spool } from './spool.ts'

/** A store below `folder`; `folder/tmp` holds what is half made. */
export function fileBlobs(folder: string): Blobs {
  const scratch = join(folder, 'tmp')
  const pathOf = (sha256: string) => join(folder, placeOf(sha256))
  const size = async (sha256: string) => {
    const path = pathOf(sha256)
    return (await stat(path).catch(missing))?.size
  }
  return {
    scratch,
    size,
    has: async (sha256) => (await size(sha256)) !== undefined,
    async put(stream, limit) {
      const { path, sha256, size } = await spool(scratch, stream, limit)
      try {
        const target = pathOf(sha256)
        // there already: a rename onto a file that someone reads fails on Windows
        if (await stat(target).catch(missing)) {
          await rm(path)
          return { sha256, size }
        }
        await mkdir(dirname(target), { recursive: true, mode: 0o700 })
        await rename(path, target)
        await syncFolder(dirname(target))
      } catch (error) {
        await rm(path, { force: true })
        throw error
      }
      return { sha256, size }
    },
    async get(sha256, part) {
      const path = pathOf(sha256)
      const file = await open(path, 'r').catch(missing)
      if (!file) throw new BlobMissing(sha256)
      return createReadStream(path, { fd: file, ...part })
    },
    async remove(sha256) {
      await rm(pathOf(sha256), { force: true })
    },
  }
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined
  throw error
}

/** A rename survives a power cut only once its folder is written. Windows cannot sync a folder, and need not. */
async function syncFolder(folder: string) {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

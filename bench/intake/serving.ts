/** Starts the system under test and forgets it afterwards: its data lie in a folder of their own, on disk, fsync on. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { newFolder, settingsOf } from '../house.ts'
import type { Place } from './seed.ts'

export type Serving = Place & { url: string; ownerUrl: string }

/** Runs `work` against a fresh server that holds this many cases. */
export async function withServer<T>(cases: number, work: (serving: Serving) => Promise<T>): Promise<T> {
  const data = newFolder('bench')
  const env = {
    ...settingsOf(data),
    BENCH_CASES: String(cases),
    LIANXIN_INTAKE_PER_MINUTE: '1000000000',
  }
  const child = fork(join(import.meta.dirname, 'server.ts'), { env })
  const ended = once(child, 'exit')
  try {
    const first = await Promise.race([once(child, 'message'), ended.then(() => undefined)])
    if (!first) throw new Error('The server did not start, see above.')
    return await work(first[0] as Serving)
  } finally {
    if (child.connected) child.disconnect()
    await ended
    rmSync(data, { recursive: true, force: true })
  }
}

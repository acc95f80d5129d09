/** Starts the system under test and forgets it afterwards: its data lie in a folder of their own, on disk, fsync on. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Place } from './seed.ts'

export type Serving = Place & { url: string; ownerUrl: string }

/** Runs `work` against a fresh server that holds this many cases. LIANXIN_DATA chooses another disk for it than that of the temporary folder. */
export async function withServer<T>(cases: number, work: (serving: Serving) => Promise<T>): Promise<T> {
  const data = mkdtempSync(join(process.env.LIANXIN_DATA ?? tmpdir(), 'lianxin-bench-'))
  const env = {
    ...process.env,
    LIANXIN_DATA: data,
    LIANXIN_DEMO: '0',
    LIANXIN_LOG: 'error',
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

/** Drives the HTTP door from another process: wrk, or the small generator beside this file where wrk is not to be had. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Load } from './pgbench.ts'
import type { Serving } from './serving.ts'

/** Times in microseconds; `numbers` are those of the receipts that came back. */
export type Driven = { microseconds: number; p50: number; p95: number; p99: number; errors: number; numbers: string[] }

export async function drive(
  generator: 'wrk' | 'node',
  { url, villageId }: Serving,
  { connections, seconds, round }: Load,
): Promise<Driven> {
  const run = `bench-${round}`
  const target = `${url}/api/v1/requests`
  const [program, args] =
    generator === 'wrk'
      ? [
          'wrk',
          [
            '-t1',
            `-c${connections}`,
            `-d${seconds}s`,
            '--latency',
            '-s',
            join(import.meta.dirname, 'requests.lua'),
            target,
            '--',
            run,
            villageId,
          ],
        ]
      : [
          process.execPath,
          [join(import.meta.dirname, 'generator.ts'), target, run, villageId, String(connections), String(seconds)],
        ]
  const { stdout } = await promisify(execFile)(program as string, args as string[], { maxBuffer: 1 << 28 })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Driven
}

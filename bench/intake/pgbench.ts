/** pgbench on the server under test, as the application's role: what the database does alone with the same rows. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Serving } from './serving.ts'

export type Load = { connections: number; seconds: number; round: number }

/** Transactions a second of one of the scripts beside this file. A failed transaction ends the benchmark. */
export async function pgbench(
  script: string,
  { ownerUrl, ...place }: Serving,
  { connections, seconds, round }: Load,
): Promise<number> {
  const variables = {
    j: place.jurisdictionId,
    village: place.villageId,
    chain: `{${place.chain.join(',')}}`,
    secretary: place.secretaryId,
    round,
    k: 0,
  }
  const args = [
    '--no-vacuum',
    `--client=${connections}`,
    '--jobs=2',
    `--time=${seconds}`,
    `--file=${join(import.meta.dirname, script)}`,
  ]
  for (const [name, value] of Object.entries(variables)) args.push(`--define=${name}=${value}`)
  const env = { ...process.env, PGOPTIONS: '-c role=lianxin_app' }
  const { stdout, stderr } = await promisify(execFile)('pgbench', [...args, ownerUrl], { env })
  const rate = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1])
  if (!(rate > 0) || /aborted/.test(stderr)) throw new Error(`pgbench, ${script}:\n${stderr}`)
  return rate
}

/** The demo jurisdiction loaded once for all journeys; each begins with a copy of it. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Where the loaded folder lies, for the processes of the tests. */
export const variable = 'LIANXIN_JOURNEY_DEMO'

/** As `cp -a`: the database's own files belong to the user it runs as. */
export const copyFolder = (from: string, to: string) => promisify(execFile)('cp', ['-a', `${from}/.`, to])

/** Loads it by starting and stopping the application. Gives what removes it. */
export async function makeDemo(start: (settings: Record<string, string>) => Promise<{ stop(): Promise<void> }>) {
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-demo-'))
  const server = await start({ LIANXIN_DATA: folder })
  await server.stop()
  process.env[variable] = folder
  return () => rmSync(folder, { recursive: true, force: true })
}

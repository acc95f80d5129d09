/** A filled county with fifty accounts, and the whole application over it as `npm start` runs it, jobs and all, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildConsole } from '../../src/kernel/console-build.ts'
import { freePort } from '../../src/kernel/embedded-postgres.ts'
import type { Place } from '../county/place.ts'
import { fillHouse, newFolder, openFolder, settingsOf } from '../house.ts'
import { type Desk, makeAccounts } from './accounts.ts'

const root = join(import.meta.dirname, '../..')
export type Filled = { folder: string; place: Place; desks: Desk[]; words: boolean }
export type Running = { url: string; megabytes: () => number; stop: () => Promise<void> }

/** Makes the county in a folder of its own; `forget` removes it. */
export async function fillFolder(cases: number): Promise<Filled & { forget: () => void }> {
  const folder = newFolder('desk')
  const open = await openFolder(folder)
  // over ten years the index of words alone would take longer to make than all else
  const words = cases <= 200_000
  try {
    const place = await fillHouse(open, { cases, words })
    const desks = await makeAccounts(open, place)
    return { folder, place, desks, words, forget: () => rmSync(folder, { recursive: true, force: true }) }
  } finally {
    await open.close()
  }
}

/** Starts the application on the folder and waits until it answers. */
export async function run(folder: string): Promise<Running> {
  await buildConsole()
  const port = await freePort()
  const env = {
    ...settingsOf(folder),
    LIANXIN_INTAKE_PER_MINUTE: '1000000000',
    PORT: String(port),
    HOST: '127.0.0.1',
  }
  // with the flags scripts/run.mjs gave us
  const child = spawn(process.execPath, [...process.execArgv, join(root, 'src/main.ts')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  for (let n = 0; n < 600; n++) {
    if (child.exitCode !== null) throw new Error('the application did not start, see above')
    if (
      await fetch(`${url}/readyz`).then(
        (r) => r.ok,
        () => false,
      )
    )
      break
    await new Promise((next) => setTimeout(next, 100))
  }
  return { url, megabytes: () => residentMegabytes(child), stop: () => ended(child) }
}

/** Resident memory of the application itself, without PostgreSQL, whose shared pages are counted in each of its processes. */
const residentMegabytes = ({ pid }: ChildProcess) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })

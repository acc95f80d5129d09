/** The real application as a child process that comes back whenever it ends, as under any service manager. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')
/** Should this process be killed itself, the application is not left behind (Linux). */
const withUs =
  spawnSync('setpriv', ['--pdeathsig=KILL', '--', 'true']).status === 0 ? ['setpriv', '--pdeathsig=KILL', '--'] : []

export type App = ReturnType<typeof keepRunning>

/** Starts it and starts it again; `ends` counts how often it ended. What it says of errors is kept, the last lines of it. */
export function keepRunning(data: string, settings: Record<string, string>) {
  let child: ChildProcess
  let stopping = false
  let ends = 0
  let early = 0
  const said: string[] = []

  const start = () => {
    const flags = ['--disable-warning=ExperimentalWarning', '--import', join(root, 'scripts', 'tsx-hook.mjs')]
    const [command = '', ...args] = [...withUs, process.execPath, ...flags, join(root, 'src', 'main.ts')]
    const began = Date.now()
    child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, DATABASE_URL: '', ...settings, LIANXIN_DATA: data },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said.push(text)
      if (said.length > 50) said.shift()
    })
    child.once('exit', (code) => {
      if (stopping) return
      ends++
      // killed while it starts is what happens here; to give up by itself again and again is a fault
      early = code !== null && Date.now() - began < 3000 ? early + 1 : 0
      if (early < 10) start()
    })
  }
  start()
  const clean = () => void child.kill('SIGKILL')
  process.once('exit', clean)

  return {
    said,
    get ends() {
      return ends
    },
    /** Whether it is given up: it ended ten times in a row as soon as it was started. */
    get gone() {
      return early >= 10
    },
    killApp: () => child.kill('SIGKILL'),
    /** The postmaster, or one of the processes that serve a connection. False when there is none just now. */
    killDatabase(what: 'postmaster' | 'backend', pick: (n: number) => number): boolean {
      const postmaster = postmasterOf(data)
      if (!postmaster) return false
      const pids = what === 'postmaster' ? [postmaster] : backendsOf(postmaster)
      const pid = pids[pick(pids.length)]
      try {
        return pid !== undefined && process.kill(pid, 'SIGKILL')
      } catch {
        return false
      }
    },
    /** Ends it in order. */
    async stop() {
      stopping = true
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        const patience = setTimeout(() => child.kill('SIGKILL'), 30_000)
        await once(child, 'exit')
        clearTimeout(patience)
      }
      process.off('exit', clean)
    },
  }
}

function postmasterOf(data: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8'), 10) || undefined
  } catch {
    return undefined
  }
}

/** Processes of this postmaster that serve the application. */
function backendsOf(postmaster: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const parent = Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1])
        return parent === postmaster && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(' 127.0.0.1(')
      } catch {
        return false
      }
    })
}

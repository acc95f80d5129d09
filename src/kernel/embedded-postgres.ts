// Runs the real PostgreSQL binaries as a child of this process, so that starting from nothing needs no database server.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { createServer } from 'node:net'
import { constants, tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { as, chooseRunner, movedAway, program, type Runner } from './embedded-postgres-binaries.ts'

export interface EmbeddedOptions {
  /** The cluster's own folder. Beside it lie `<dataDir>.password` and `<dataDir>.pid`. */
  dataDir: string
  /** Without it, or with 0, a free port is chosen at each start. A taken one is refused in words. */
  port?: number | undefined
  /** Receives every line PostgreSQL writes. */
  log: (line: string) => void
  /** `false` only for tests: a power cut would lose data. */
  fsync?: boolean
  /** `false` behaves as on a machine without user namespaces (matters to root only). */
  userNamespaces?: boolean
  /** Where root keeps what the user nobody must read, when user namespaces are off. */
  sharedHome?: string
}

export interface EmbeddedPostgres {
  /** Connects as the owner and superuser. Carries the password: never log it. */
  url: string
  port: number
  /** Fast shutdown: open transactions are rolled back, everything is on disk when it resolves. */
  stop(): Promise<void>
  /** The exit code of the server, whenever and however it ends. */
  exited: Promise<number>
}

export const owner = 'lianxin_owner'
export const database = 'lianxin'
const linux = process.platform === 'linux'
const windows = process.platform === 'win32'

/** For a small server that shares its machine with the application. */
const settings = {
  listen_addresses: '127.0.0.1', // the bundled OpenSSL and ICU are old: never beyond this machine
  unix_socket_directories: '', // no faster, and a path has 107 bytes at most
  shared_buffers: '256MB',
  max_connections: '100',
  max_wal_size: '2GB',
  jit: 'off',
}

/** Starts the cluster in `dataDir`, creating it the first time. Ends with this process, even when that is killed outright. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir)
  fs.mkdirSync(dirname(dataDir), { recursive: true })
  await leaveNoOrphan(dataDir)
  const runner = chooseRunner(dataDir, options)
  const password = readPassword(dataDir)
  if (!fs.existsSync(join(dataDir, 'PG_VERSION'))) createCluster(runner, dataDir, password)

  for (let attempt = 1; ; attempt++) {
    const port = options.port || (await freePort())
    try {
      return await startServer(runner, { ...options, dataDir, port }, password)
    } catch (error) {
      // Someone may take the free port between our choosing and our binding it.
      const taken = error instanceof Error && error.message.includes('could not bind')
      if (options.port || !taken || attempt === 3) throw error
    }
  }
}

function readPassword(dataDir: string): string {
  const file = `${dataDir}.password`
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return fs.readFileSync(file, 'utf8').trim()
}

/** Built beside its place and renamed, so a kill half-way leaves nothing that looks finished. */
function createCluster(runner: Runner, dataDir: string, password: string) {
  const place = movedAway(dataDir) ? fs.readlinkSync(dataDir) : dataDir
  const half = `${place}.new`
  fs.rmSync(half, { recursive: true, force: true })
  fs.mkdirSync(half, { mode: 0o700 })
  const secret = join(tmpdir(), `lianxin-${randomBytes(8).toString('hex')}`)
  fs.writeFileSync(secret, password, { mode: 0o600 })
  if (runner.uid !== undefined) for (const path of [half, secret]) fs.chownSync(path, runner.uid, runner.gid!)
  // With LC_CTYPE "C" pg_trgm finds no trigrams in Chinese, and says nothing: builtin C.UTF-8 is the same everywhere.
  const locale = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8']
  const access = ['-U', owner, '-A', 'scram-sha-256', `--pwfile=${secret}`]
  try {
    const command = [...runner.prefix, program(runner, 'initdb'), '-D', half, ...locale, ...access, '--no-sync']
    const result = spawnSync(command[0]!, command.slice(1), { ...as(runner), encoding: 'utf8' })
    if (result.status !== 0)
      throw new Error(`The database could not be created:\n${result.error?.message ?? result.stderr.trim()}`)
  } finally {
    fs.rmSync(secret, { force: true })
  }
  // An empty folder in the way (a fresh volume) gives way; anything else stops here.
  if (fs.existsSync(place)) fs.rmdirSync(place)
  fs.renameSync(half, place)
}

/** Waits for what a killed predecessor left behind, and refuses to disturb one that lives. */
async function leaveNoOrphan(dataDir: string) {
  const appFile = `${dataDir}.pid`
  const lockFile = join(dataDir, 'postmaster.pid')
  const app = readPid(appFile)
  for (let waited = 0; serverProcesses(dataDir).length > 0; waited += 50) {
    // A killed application may need a moment to be gone, and its server to follow.
    if (waited >= 1000 && app !== undefined && isAlive(app))
      throw new Error(`The database in ${dataDir} is in use by process ${app}. Stop it first.`)
    if (waited >= 20_000) throw new Error(`An earlier PostgreSQL in ${dataDir} does not end. Stop it first.`)
    const postmaster = readPid(lockFile)
    if (waited === 1000 && postmaster !== undefined) trySignal(postmaster, 'SIGINT')
    // told to stop while it recovers from a crash, PostgreSQL 18 waits for ever; an immediate stop loses nothing committed
    if (waited === 6000 && postmaster !== undefined) trySignal(postmaster, 'SIGQUIT')
    await sleep(50)
  }
  // No process works there any more, so a lock file names a zombie, or a number someone else has been given since.
  if (linux) fs.rmSync(lockFile, { force: true })
  fs.writeFileSync(appFile, `${process.pid}\n`)
}

/** Every PostgreSQL process has the data folder as its working folder; elsewhere only the lock file can tell. */
function serverProcesses(dataDir: string): number[] {
  if (!fs.existsSync(dataDir)) return []
  if (!linux) {
    const pid = readPid(join(dataDir, 'postmaster.pid'))
    return pid !== undefined && isAlive(pid) ? [pid] : []
  }
  const folder = fs.realpathSync(dataDir)
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return (
          fs.readlinkSync(`/proc/${pid}/cwd`) === folder && basename(fs.readlinkSync(`/proc/${pid}/exe`)) === 'postgres'
        )
      } catch {
        return false // gone, a zombie, or another user's
      }
    })
}

function readPid(file: string): number | undefined {
  if (!fs.existsSync(file)) return undefined
  const pid = Number.parseInt(fs.readFileSync(file, 'utf8'), 10)
  return pid > 0 ? pid : undefined
}

function isAlive(pid: number): boolean {
  if (!linux) return trySignal(pid, 0)
  const file = `/proc/${pid}/stat`
  if (!fs.existsSync(file)) return false
  const state = fs.readFileSync(file, 'utf8').split(') ').pop()
  return !state?.startsWith('Z') // killed, and only waiting to be fetched by a parent that never does
}

function trySignal(pid: number, signal: 'SIGINT' | 'SIGQUIT' | 0): boolean {
  try {
    return process.kill(pid, signal)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A port of this machine nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (typeof address !== 'object' || !address) throw new Error('No free port was found.')
  return address.port
}

async function startServer(
  runner: Runner,
  options: EmbeddedOptions & { port: number },
  password: string,
): Promise<EmbeddedPostgres> {
  const { dataDir, port, log } = options
  const flags = Object.entries({ ...settings, port: String(port), ...(options.fsync === false ? careless : {}) })
  const command = [...runner.prefix, program(runner, 'postgres'), '-D', fs.realpathSync(dataDir)]
  for (const [name, value] of flags) command.push('-c', `${name}=${value}`)
  // Detached: Ctrl-C in the terminal reaches the application alone, which then stops the database last.
  const child = spawn(command[0]!, command.slice(1), {
    ...as(runner),
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exited = new Promise<number>((done) => {
    child.once('error', () => done(127))
    child.once('exit', (code, signal) => done(code ?? 128 + constants.signals[signal!]))
  })
  const end = () => child.kill('SIGINT')
  process.once('exit', end)
  exited.then(() => process.off('exit', end))

  const state = { recovering: false }
  const heard = (line: string) => {
    if (line.includes('all server processes terminated; reinitializing')) state.recovering = true
    if (line.includes(takesConnections)) state.recovering = false
    log(line)
  }
  await ready(child, exited, heard, dataDir, port)
  const server = { port, exited, stop: () => stopServer(runner, child, exited, dataDir, state) }
  try {
    const admin = `postgres://${owner}:${password}@127.0.0.1:${port}`
    await createDatabase(`${admin}/postgres`)
    return { ...server, url: `${admin}/${database}` }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** Tests forget their data anyway. */
const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB' }

const takesConnections = 'database system is ready to accept connections'

/** Resolves when the server takes connections; a server that ends instead is refused with its own words. */
async function ready(
  child: ChildProcess,
  exited: Promise<number>,
  log: (line: string) => void,
  dataDir: string,
  port: number,
) {
  const said: string[] = []
  let rest = ''
  const listening = new Promise<'ready'>((done) => {
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split(/\r?\n/)
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (said.length < 50) said.push(line)
        log(line)
        if (line.includes(takesConnections)) done('ready')
      }
    })
  })
  const failed = new Promise<Error>((done) => child.once('error', done))
  const outcome = await Promise.race([listening, failed, exited.then(() => sleep(20, 'ended' as const))])
  if (outcome === 'ready') return
  const reason = outcome === 'ended' ? [...said, rest].join('\n').trim() : outcome.message
  const hint = reason.includes('could not bind') ? `Port ${port} is taken. ` : ''
  throw new Error(`${hint}PostgreSQL did not start in ${dataDir}:\n${reason}`)
}

async function createDatabase(adminUrl: string) {
  const client = new pg.Client(adminUrl)
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database])
    if (!rowCount) await client.query(`create database ${database}`)
  } finally {
    await client.end()
  }
}

/** A fast stop; an immediate one where a fast one would never end: while PostgreSQL recovers from a crash of its own. */
async function stopServer(
  runner: Runner,
  child: ChildProcess,
  exited: Promise<number>,
  dataDir: string,
  state: { readonly recovering: boolean },
) {
  // Windows knows no signals: there pg_ctl asks through a named pipe.
  if (windows) spawnSync(program(runner, 'pg_ctl'), ['stop', '-D', dataDir, '-m', 'fast'], { stdio: 'ignore' })
  else child.kill(state.recovering ? 'SIGQUIT' : 'SIGINT')
  const last = setTimeout(() => child.kill('SIGQUIT'), 30_000)
  await exited
  clearTimeout(last)
  fs.rmSync(`${dataDir}.pid`, { force: true })
}

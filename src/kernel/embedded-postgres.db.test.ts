// The embedded server survives what happens to servers: kills, closed folders, taken ports.
import { spawn } from 'node:child_process'
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { type EmbeddedOptions, startEmbedded } from './embedded-postgres.ts'

const folder = mkdtempSync(join(tmpdir(), 'lianxin-embedded-'))
const dataDir = join(folder, 'postgres')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const start = (more: Partial<EmbeddedOptions> = {}) => startEmbedded({ dataDir, fsync: false, log: () => {}, ...more })

test('creates the cluster, serves with a password, and stops', async () => {
  const server = await start()
  expect(await ask(server.url, 'select current_user || current_database() as answer')).toBe('lianxin_ownerlianxin')
  expect(await ask(server.url, `show listen_addresses`)).toBe('127.0.0.1')
  expect(await ask(server.url, `select datctype as answer from pg_database where datname = 'lianxin'`)).toBe('C.UTF-8')
  await expect(ask(withoutPassword(server.url), 'select 1')).rejects.toThrow(/password/)
  expect(statSync(`${dataDir}.password`).mode & 0o777).toBe(0o600)
  await ask(server.url, 'create table kept as select 42 as answer')
  await server.stop()
  expect(await server.exited).toBe(0)
})

test('starts again after the postmaster was killed outright, and says that it ended', async () => {
  const server = await start()
  process.kill(postmaster(dataDir), 'SIGKILL')
  expect(await server.exited).toBe(137)
  const again = await start()
  expect(await ask(again.url, 'select answer from kept')).toBe(42)
  await again.stop()
})

test('starts again after the application that had started it was killed outright', async () => {
  const app = spawn(process.execPath, ['--input-type=module', '-e', appThatWaits(dataDir)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((done) => app.stdout.once('data', done))
  await expect(start()).rejects.toThrow(`in use by process ${app.pid}`)
  app.kill('SIGKILL')
  const server = await start()
  expect(await ask(server.url, 'select answer from kept')).toBe(42)
  await server.stop()
})

test('stops also while it recovers from the crash of one connection', async () => {
  let recovering = () => {}
  const recovers = new Promise<void>((done) => {
    recovering = done
  })
  const server = await start({ log: (line) => line.includes('reinitializing') && recovering() })
  const client = new pg.Client(server.url)
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query('select pg_backend_pid() as pid')
  process.kill(rows[0].pid, 'SIGKILL')
  await recovers
  await server.stop()
  const again = await start()
  expect(await ask(again.url, 'select answer from kept')).toBe(42)
  await again.stop()
})

test('starts again when the lock file names a process that is another by now', async () => {
  writeFileSync(join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n0\n5432\n\n127.0.0.1\n`, { mode: 0o600 })
  await (await start()).stop()
})

test('a taken port is refused in words', async () => {
  const other = createServer()
  const port = await listen(other)
  await expect(start({ port })).rejects.toThrow(new RegExp(`Port ${port} is taken[^]*could not bind`))
  other.close()
})

test('works below a folder closed to others', async () => {
  const closed = join(folder, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  await (await start({ dataDir: join(closed, 'postgres') })).stop()
})

test.runIf(process.getuid?.() === 0)(
  'as root without user namespaces, closed data move once and are found again',
  async () => {
    const closed = join(folder, 'closed')
    const place = join(closed, 'postgres')
    chmodSync(folder, 0o755)
    const sharedHome = join(folder, 'shared')
    const server = await start({ dataDir: place, userNamespaces: false, sharedHome })
    await ask(server.url, 'create table moved as select 7 as answer')
    await server.stop()
    expect(lstatSync(place).isSymbolicLink()).toBe(true)
    const again = await start({ dataDir: place, sharedHome })
    expect(await ask(again.url, 'select answer from moved')).toBe(7)
    await again.stop()
  },
)

/** The first value of the first row. */
async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query(sql)
    return Object.values(rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

const postmaster = (dir: string) => Number.parseInt(readFileSync(join(dir, 'postmaster.pid'), 'utf8'), 10)

function withoutPassword(url: string) {
  const changed = new URL(url)
  changed.password = 'wrong'
  return changed.href
}

const appThatWaits = (dir: string) => `
  const { startEmbedded } = await import(${JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url).href)})
  await startEmbedded({ dataDir: ${JSON.stringify(dir)}, fsync: false, log() {} })
  console.log('started')
  setInterval(() => {}, 1000)`

const listen = (server: Server) =>
  new Promise<number>((done) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done(typeof address === 'object' && address ? address.port : 0)
    }),
  )

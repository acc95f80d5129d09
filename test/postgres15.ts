// The database tests once more on PostgreSQL 15, the oldest server promised: `npm run test:pg15 [-- vitest arguments]`.
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../src/kernel/embedded-postgres.ts'

const bin = process.env.POSTGRES15_BIN ?? '/usr/lib/postgresql/15/bin'
if (!existsSync(join(bin, 'initdb'))) {
  console.error(
    `No PostgreSQL 15 in ${bin}. On Debian 12: apt-get install postgresql-15. Elsewhere name it in POSTGRES15_BIN.`,
  )
  process.exit(1)
}

/** PostgreSQL refuses root: there the user nobody runs it. */
const as = process.getuid?.() === 0 ? { uid: 65534, gid: 65534, cwd: '/' } : { cwd: '/' }
const folder = mkdtempSync(join(tmpdir(), 'lianxin-postgres15-'))
const data = join(folder, 'data')
const secret = join(folder, 'password')
const password = randomBytes(18).toString('base64url')
mkdirSync(data, { mode: 0o700 })
writeFileSync(secret, password, { mode: 0o600 })
if (as.uid) for (const path of [folder, data, secret]) chownSync(path, as.uid, as.gid!)

let code = 1
try {
  // LC_CTYPE must not be "C": pg_trgm would find no trigrams in Chinese.
  const init = ['-D', data, '-E', 'UTF8', '--locale=C.UTF-8', '-U', 'lianxin_owner', '-A', 'scram-sha-256']
  const made = spawnSync(join(bin, 'initdb'), [...init, `--pwfile=${secret}`, '--no-sync'], { ...as, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`)
  const port = await freePort()
  const options = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'jit=off']
  const server = spawn(
    'setpriv',
    ['--pdeathsig=INT', '--', join(bin, 'postgres'), '-D', data, ...options.flatMap((option) => ['-c', option])],
    { ...as, detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const ended = new Promise((done) => server.once('exit', done))
  await new Promise<void>((done, failed) => {
    let said = ''
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (said.includes('ready to accept connections')) done()
    })
    server.once('error', failed)
    ended.then(() => failed(new Error(said)))
  })

  const vitest = join(import.meta.dirname, '..', 'node_modules', 'vitest', 'vitest.mjs')
  const url = `postgres://lianxin_owner:${password}@127.0.0.1:${port}/postgres`
  const tests = spawn(process.execPath, [vitest, 'run', '--project', 'db', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, TEST_DATABASE_URL: url },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => tests.kill(signal))
  code = await new Promise<number>((done) => tests.once('exit', (status) => done(status ?? 1)))
  server.kill('SIGINT')
  await ended
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit(code)

/** The whole application as `npm start` brings it up, on a free port with a data folder of its own. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyFolder, variable } from './demo-data.ts'

export type Server = { url: string; stop(): Promise<void> }

const root = join(import.meta.dirname, '../..')

const freePort = () =>
  new Promise<number>((done, fail) => {
    const probe = createServer()
    probe.on('error', fail)
    probe.listen(0, () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** Starts it with the demo jurisdiction and waits until it is ready: three minutes or so at most. What it printed is told when it does not come up. */
export async function startServer(settings: Record<string, string> = {}): Promise<Server> {
  const port = await freePort()
  const data = mkdtempSync(join(tmpdir(), 'lianxin-journey-'))
  const demo = process.env[variable]
  // what the caller has filled, or another database, is left as it is
  const folder = settings['LIANXIN_DATA'] ?? data
  if (demo && !settings['DATABASE_URL'] && readdirSync(folder).length === 0) await copyFolder(demo, folder)
  const child = spawn(process.execPath, [join(root, 'scripts/run.mjs'), join(root, 'src/main.ts')], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      LIANXIN_DATA: data,
      LIANXIN_LOG: 'error',
      DATABASE_URL: '',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += text))
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const stop = async () => {
    child.kill('SIGTERM')
    const killer = setTimeout(() => child.kill('SIGKILL'), 20_000)
    await ended
    clearTimeout(killer)
    rmSync(data, { recursive: true, force: true })
  }
  const url = `http://localhost:${port}`
  for (let waited = 0; waited < 800 && child.exitCode === null; waited++) {
    const ready = await fetch(`${url}/readyz`).then(
      (r) => r.ok,
      () => false,
    )
    if (ready) return { url, stop }
    await new Promise((done) => setTimeout(done, 250))
  }
  await stop()
  throw new Error(`The server did not come up:\n${printed}`)
}

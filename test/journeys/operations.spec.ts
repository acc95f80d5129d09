// What an operator relies on: it comes up empty, says how it is, drains on SIGTERM, and comes back after kill -9 with everything it acknowledged.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const data = mkdtempSync(join(tmpdir(), 'lianxin-operations-'))
const running = new Set<ChildProcess>()
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
})

const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer().listen(0, () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })

async function start(settings: Record<string, string> = {}) {
  const port = await freePort()
  const env = {
    ...process.env,
    PORT: String(port),
    LIANXIN_DATA: data,
    LIANXIN_LOG: 'error',
    DATABASE_URL: '',
    LIANXIN_DEMO: '0',
    ...settings,
  }
  const child = spawn(process.execPath, ['--import', './scripts/tsx-hook.mjs', 'src/main.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += text))
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  void ended.then(() => running.delete(child))
  return { url: `http://127.0.0.1:${port}`, child, ended, printed: () => printed }
}
type Started = Awaited<ReturnType<typeof start>>

async function ready(server: Started) {
  for (let n = 0; n < 240 && server.child.exitCode === null; n++) {
    if (
      await fetch(`${server.url}/readyz`).then(
        (r) => r.ok,
        () => false,
      )
    )
      return
    await new Promise((done) => setTimeout(done, 250))
  }
  throw new Error(`did not come up:\n${server.printed()}`)
}

test('it starts empty, answers for its health, and drains on SIGTERM', async () => {
  const server = await start()
  await ready(server)
  expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'ok' })
  expect(await (await fetch(`${server.url}/metrics`)).text()).toContain('lianxin_http_request_seconds_count')
  expect((await fetch(`${server.url}/api/openapi.json`)).status).toBe(200)
  // nothing to serve yet: said in words, not as a crash
  expect((await fetch(`${server.url}/api/v1/session/options`)).status).toBe(503)
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
})

test('a second start after kill -9 finds what was acknowledged', async () => {
  const first = await start({ LIANXIN_DEMO: '1' })
  await ready(first)
  const village = /href="\/v\/([a-z0-9-]+)"/.exec(await (await fetch(first.url)).text())?.[1]
  expect(village).toBeTruthy()
  const villageId = await idOf(first.url)
  const body = JSON.stringify({ clientKey: 'operations-0001', villageId, words: '村口的路灯不亮，晚上看不见。' })
  const send = (url: string) =>
    fetch(`${url}/api/v1/requests`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  const receipt = (await (await send(first.url)).json()) as { number: string; code: string }
  expect(receipt.number).toMatch(/^LX-/)
  first.child.kill('SIGKILL')
  await first.ended
  const second = await start({ LIANXIN_DEMO: '1' })
  await ready(second)
  expect(await (await send(second.url)).json()).toMatchObject({
    number: receipt.number,
    code: receipt.code,
    again: true,
  })
  second.child.kill('SIGTERM')
  expect(await second.ended).toBe(0)
})

test('a taken port is told in words', async () => {
  const holder = createServer().listen(0, '0.0.0.0')
  await new Promise((done) => holder.once('listening', done))
  const { port } = holder.address() as { port: number }
  const server = await start({ PORT: String(port) })
  expect(await server.ended).toBe(1)
  expect(server.printed()).toContain(`port ${port}`)
  holder.close()
})

/** Any village's id: the desk's API gives it to whoever is signed in. */
async function idOf(url: string): Promise<string> {
  const options = (await (await fetch(`${url}/api/v1/session/options`)).json()) as {
    demo: { username: string; password: string }[]
  }
  const { username, password } = options.demo[0] ?? { username: '', password: '' }
  const signedIn = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    body: JSON.stringify({ username, password }),
    headers: { 'content-type': 'application/json' },
  })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ')
  const orgs = (await (await fetch(`${url}/api/v1/orgs`, { headers: { cookie } })).json()) as {
    items: { id: string; kind: string }[]
  }
  return orgs.items.find((o) => o.kind === 'village-branch')?.id ?? ''
}

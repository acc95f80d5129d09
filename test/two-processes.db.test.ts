/** Two processes, one database: sessions, live updates and jobs are the house's, not the process's. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openGateway } from '../bench/crash/gateway.ts'
import { aCounty, type County } from './builders.ts'
import { testDatabase } from './database.ts'
import { type Server, startServer } from './journeys/server.ts'
import { type Listener, listenTo } from './listen.ts'
import { aServer, password, withAccounts } from './server.ts'

const db = testDatabase()
const here = aServer(db)
let home: County
let owner: pg.Client
let gateway: Awaited<ReturnType<typeof openGateway>>
let one: Server
let two: Server
let cookie: string
let listener: Listener
const data = mkdtempSync(join(tmpdir(), 'lianxin-two-'))

beforeAll(async () => {
  home = await aCounty(here.house, 1)
  await withAccounts(here, home, ['a1-secretary'])
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
  gateway = await openGateway()
  const settings = {
    DATABASE_URL: db.ownerUrl,
    LIANXIN_DATA: data,
    LIANXIN_KEY: Buffer.alloc(32, 7).toString('base64'),
    LIANXIN_DEMO: '0',
    LIANXIN_INTAKE_PER_MINUTE: '1000',
    LIANXIN_SMS_ENDPOINT: gateway.endpoint,
    LIANXIN_SMS_KEY_ID: 'two',
    LIANXIN_SMS_KEY_SECRET: 'two',
  }
  // one after the other: the first may have the desk to build
  one = await startServer(settings)
  two = await startServer(settings)
}, 240_000)
afterAll(async () => {
  await Promise.all([one?.stop(), two?.stop()])
  await gateway?.close()
  await owner?.end()
  rmSync(data, { recursive: true, force: true })
}, 60_000)

const at = (server: Server, path: string, body?: object) =>
  fetch(`${server.url}/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { ...(cookie && { cookie }), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
let n = 0
const handIn = async (server: Server) => {
  const reply = await at(server, '/requests', {
    clientKey: `two-processes-${++n}`,
    villageId: home.org('a1'),
    words: '水渠塌了',
    contact: { phone: '13812345678' },
  })
  expect(reply.status).toBe(201)
  return ((await reply.json()) as { number: string }).number
}
const idOf = async (number: string) =>
  (await owner.query<{ id: string }>('select id from cases where number = $1', [number])).rows[0]?.id ?? ''
const hears = (id: string, version: number) =>
  listener.until(
    (h) =>
      h.event === 'cases' &&
      (h.data['cases'] as { id: string; version: number }[]).some((c) => c.id === id && c.version === version),
  )

test('who signs in at one is known at the other', async () => {
  const reply = await at(one, '/session', { username: 'a1-secretary', password })
  expect(reply.status).toBe(200)
  cookie = reply.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ')
  expect((await at(two, '/me')).status).toBe(200)
})

test('a stream at one hears within a second what is done at the other', async () => {
  listener = listenTo(await at(one, '/live'))
  await listener.until((h) => h.event === 'hello')
  const id = await idOf(await handIn(two))
  await hears(id, 1)
  const sorted = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' }
  const before = performance.now()
  expect((await at(two, `/cases/${id}/accept`, sorted)).status).toBe(200)
  await hears(id, 2)
  expect(performance.now() - before).toBeLessThan(2_000)
})

test('a browser that goes away leaves no stream behind', async () => {
  for (let i = 0; i < 12; i++) {
    const going = new AbortController()
    const reply = await fetch(`${two.url}/api/v1/live`, { headers: { cookie }, signal: going.signal })
    expect(reply.status).toBe(200)
    await reply.body?.getReader().read()
    going.abort()
    await new Promise((done) => setTimeout(done, 100))
  }
})

test('when the line between them is cut, it comes back by itself, and the stream is told to ask anew', async () => {
  const { rowCount } = await owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'lianxin-live'`,
  )
  expect(rowCount).toBe(2)
  await listener.until((h) => h.event === 'again', 20_000)
  const id = await idOf(await handIn(one))
  await hears(id, 1)
})

test('every message is sent once, though both run the jobs', async () => {
  for (let i = 0; i < 6; i++) await Promise.all([handIn(one), handIn(two)])
  const waiting = async () => (await owner.query('select 1 from outbox where sent_at is null')).rowCount
  for (let tries = 0; (await waiting()) && tries < 100; tries++) await new Promise((done) => setTimeout(done, 200))
  expect(await waiting()).toBe(0)
  expect(gateway.sentTwice()).toBe(0)
}, 60_000)

test('a process that stops ends its streams at once; the session goes on at the other', async () => {
  const before = performance.now()
  await Promise.all([one.stop(), listener.over()])
  expect(performance.now() - before).toBeLessThan(9_000)
  const again = listenTo(await at(two, '/live'))
  await again.until((h) => h.event === 'hello')
  await again.leave()
}, 30_000)

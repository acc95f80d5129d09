/** Every path of the residents' pages and the desk's files with odd input: no 500, nothing foreign, and what went wrong told in the reader's language. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginDraft, keepDraft } from '../src/cases/draft.ts'
import { testDatabase } from './database.ts'
import type { Asked } from './fuzz/asked.ts'
import { hiddenFrom } from './fuzz/callers.ts'
import { samples, seedOf } from './fuzz/draw.ts'
import { inside, leaks } from './fuzz/judge.ts'
import { type Ledger, openLedger } from './fuzz/ledger.ts'
import { visit } from './fuzz/page-request.ts'
import { aPhoto, openWorld, type World } from './fuzz/places.ts'
import { openTally } from './fuzz/tally.ts'
import { usePhoto } from './fuzz/upload.ts'
import { waypoints } from './fuzz/waypoints.ts'
import { aServer } from './server.ts'

const seed = Number(process.env['LIANXIN_FUZZ_SEED'] ?? 20261123)
const times = Number(process.env['LIANXIN_FUZZ_TIMES'] ?? 1)
const callsPerPath = 20

const db = testDatabase()
const server = aServer(db, { LIANXIN_INTAKE_PER_MINUTE: '1000000', LIANXIN_PROXIES: '1' })
const tally = openTally()
let world: World
let ledger: Ledger
let stock: ReturnType<typeof waypoints>
let hidden: ReturnType<typeof hiddenFrom>

beforeAll(async () => {
  const owner = new pg.Client(db.ownerUrl)
  await owner.connect()
  world = await openWorld(server, owner)
  hidden = hiddenFrom(world, 'home', undefined)
  stock = waypoints(server, world.counties.home, world.places.home.a1.number)
  usePhoto(await aPhoto())
  ledger = await openLedger(owner)
  await stock.restock()
}, 60_000)
afterAll(async () => {
  console.log(`fuzz of pages ${JSON.stringify({ seed, ...tally.figures() })}`)
  await world?.owner.end()
})

/** Every path somebody without a session may visit, as mounted. */
const paths = () =>
  server.app.routes.filter(
    (r) => ['GET', 'POST'].includes(r.method) && !/^\/(api|metrics|healthz|readyz)/.test(r.path) && r.path !== '*',
  )

/** What visitors have in hand, as cookies: nothing, a village, a draft begun or ready, a request of each kind, or something made up. */
async function hands(): Promise<Record<string, string>[]> {
  const { house } = server
  await stock.restock()
  const sign = (cookie: string, value: string) => encodeURIComponent(house.keys.sign(cookie, value))
  const following = (caseId: string) => ({
    village: 'a1',
    track: sign('track', `${caseId}.${house.now().getTime() + 3_600_000}`),
  })
  const draft = async (more: object) => {
    const { id, draft } = beginDraft(house, '路灯坏了一个月')
    await keepDraft(house, 1, { id, draft: { ...draft, ...more } })
    return { draft: sign('draft', id) }
  }
  return [
    {},
    { village: 'a1' },
    await draft({}),
    await draft({ villageId: world.counties.home.org('a1'), contact: { phone: '13812345678' } }),
    ...stock.all().map((r) => following(r.caseId)),
    // the one with a photo
    following(world.places.home.a1.caseId),
    // signed, and of another county: only a key kept by two houses could make it
    following(world.places.abroad.a1.caseId),
    // each signed for the other
    {
      track: sign('draft', 'x.99999999999999'),
      draft: sign('track', `${world.places.home.a1.caseId}.99`),
      village: '%',
      text: '%',
      lang: 'xx',
    },
  ]
}

/** The sign-in library's door and the desk's files are for programs; the rest is read by people. */
const isPage = (path: string) => !/^\/(auth|desk)\b/.test(path)

let address = 0
async function ask(asked: Pick<Asked, 'method' | 'path' | 'headers' | 'body'>, cookies: Record<string, string>) {
  address++
  const response = await server.app.request(`http://localhost${asked.path}`, {
    method: asked.method,
    headers: {
      host: 'localhost',
      cookie: Object.entries(cookies)
        .map((pair) => pair.join('='))
        .join('; '),
      'x-forwarded-for': `10.1.${address >> 8}.${address & 255}`,
      ...asked.headers,
    },
    ...(asked.body !== undefined && { body: asked.body }),
  })
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    headers,
    text: await response.text(),
  }
}

test('a form of another site is refused with a page', async () => {
  const headers = { 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' }
  const asked = { method: 'POST', path: '/report/what-happened', headers, body: 'words=水渠塌了' }
  const reply = await ask(asked, { lang: 'en' })
  expect([reply.status, reply.type.split(';')[0]]).toEqual([403, 'text/html'])
  expect(reply.text).toContain('<html lang="en"')
})

test('a path of the desk that is wrongly written is no error of ours', async () => {
  const [wrong, plain] = [
    await ask({ method: 'GET', path: '/desk/%ED%A0%80', headers: {} }, {}),
    await ask({ method: 'GET', path: '/desk/cases', headers: {} }, {}),
  ]
  expect(wrong.status).toBe(plain.status)
})

test(
  'whatever is sent to a page: no 500, nothing foreign, and an error is a page in the reader’s language',
  async () => {
    // the desk of a house without a built console says that it is not there
    const absent = (reply: { status: number; text: string }) =>
      reply.status === 503 && reply.text.includes('unavailable')
    const { a1, b1 } = world.places.home
    const followed = stock.all()[0]
    const known = {
      slug: ['a1', 'b2'],
      id: [a1.fileId, b1.fileId],
      number: [followed?.number ?? '', a1.number],
      code: [followed?.code ?? '', '000000'],
    }
    for (const route of paths()) {
      const name = `${route.method} ${route.path}`
      const visitors: { cookies: Record<string, string>; html: string }[] = []
      // the form as this visitor is shown it says what may be sent
      const form = async (cookies: Record<string, string>) =>
        route.method === 'POST' ? (await ask({ method: 'GET', path: route.path, headers: {} }, cookies)).text : ''
      for (const cookies of await hands()) visitors.push({ cookies, html: await form(cookies) })
      const visits = samples(seedOf(seed, name), callsPerPath * times, (draw) => {
        const { cookies, html } = draw.of(visitors)
        return { cookies, asked: visit(draw, route, html, known), language: draw.of(['zh-CN', 'en'] as const) }
      })
      for (const { cookies, asked, language } of visits) {
        await ledger.changed()
        const reply = await ask(asked, { ...cookies, lang: language })
        const changed = await ledger.changed()
        tally.call(name, reply.status, absent(reply) ? 'unavailable' : undefined)
        const where = `${name}, ${asked.what} → ${reply.status}`
        if (reply.status >= 500 && !absent(reply)) tally.fault('error', `${where}: ${world.overheard()}`)
        for (const text of leaks(reply, { hidden }, asked.path)) tally.fault('leak', `${where}: ${text}`)
        if (asked.method === 'GET' && changed.length) tally.fault('change', `${where}: ${changed}`)
        if (reply.status < 400) continue
        const said = reply.text.replace(/<style>.*?<\/style>/s, '').match(inside)?.[0]
        if (said) tally.fault('reply', `${where}: of the inside: ${said}`)
        const page = reply.type.startsWith('text/html') && reply.text.includes(`<html lang="${language}"`)
        if (!page && !asked.headers['cookie'] && isPage(route.path))
          tally.fault('reply', `${where}: ${reply.type} is no page in ${language}`)
      }
    }
    expect(
      tally.faults.map((f) => `${f.kind}: ${f.line}`),
      `seed ${seed}`,
    ).toEqual([])
  },
  60_000 * times,
)

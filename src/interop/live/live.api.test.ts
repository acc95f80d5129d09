/** Who hears of what: the same as who sees it, and nobody else, not even that something is there. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCounty, type County, minute } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Listener, listenTo } from '../../../test/listen.ts'
import { aServer, call, oneClock, signIn, withAccounts } from '../../../test/server.ts'
import { scopeOf } from '../../access/caller.ts'
import { takeIn, takeMark, takeStep } from '../../cases/service.ts'
import { openStreams } from './streams.ts'

const db = testDatabase()
const server = aServer(db)
const time = oneClock(server)
let home: County
let abroad: County
let owner: pg.Client
const cookies = new Map<string, string>()
const people = ['a1-secretary', 'a1-liaison', 'a2-secretary', 'a-clerk', 'a-water-officer', 'county-officer'] as const
const open: Listener[] = []

beforeAll(async () => {
  home = await aCounty(server.house, 1)
  abroad = await aCounty(server.house, 2)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
  await withAccounts(server, home, people)
  await withAccounts(server, abroad, ['county-officer'])
  for (const slug of people) cookies.set(slug, await signIn(server, slug))
  cookies.set('abroad', await signIn(server, 'county-officer-2'))
})
afterAll(async () => {
  for (const l of open) await l.leave()
  await owner?.end()
})

const stream = async (who: string) =>
  server.app.request('http://localhost/api/v1/live', { headers: { host: 'localhost', cookie: cookies.get(who) ?? '' } })
async function listen(who: string): Promise<Listener> {
  const listener = listenTo(await stream(who))
  open.push(listener)
  await listener.until((h) => h.event === 'hello')
  return listener
}
let n = 0
const ask = (county: County, about?: { orgs: string[]; members: string[] }) =>
  takeIn(server.house, county.resident(), {
    clientKey: `live-${++n}`,
    villageId: county.org('a1'),
    words: '水渠塌了',
    language: 'zh-CN',
    files: [],
    ...(about && { about }),
  })
const sort = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' } as const
const cases = (l: Listener) =>
  l.heard.flatMap((h) =>
    h.event === 'cases' ? (h.data['cases'] as { id: string; version: number; mine: boolean }[]) : [],
  )
const hears = (l: Listener, id: string, version = 1) =>
  l.until(() => cases(l).some((c) => c.id === id && c.version >= version))
/** Long enough for whatever was to be heard. */
const aWhile = () => new Promise((done) => setTimeout(done, 700))

describe('a change', () => {
  test('reaches the village and all above it, no other village, no other county; who took the step knows it as theirs', async () => {
    const [secretary, other, clerk, county, foreign] = await Promise.all(
      ['a1-secretary', 'a2-secretary', 'a-clerk', 'county-officer', 'abroad'].map(listen),
    )
    const { id } = await ask(home)
    for (const l of [secretary, clerk, county]) await hears(l as Listener, id)
    await takeStep('accept')(server.house, home.as('a1-secretary'), { caseId: id, ...sort })
    for (const l of [secretary, clerk, county]) await hears(l as Listener, id, 2)
    await aWhile()
    expect(cases(secretary as Listener).filter((c) => c.version === 2)).toEqual([{ id, version: 2, mine: true }])
    expect(cases(clerk as Listener).filter((c) => c.version === 2)).toEqual([{ id, version: 2, mine: false }])
    for (const l of [other, foreign]) expect((l as Listener).heard.map((h) => h.event)).toEqual(['hello'])
  })

  test('of a request about the village reaches nobody there, from its first moment and after', async () => {
    const [secretary, liaison, clerk] = await Promise.all(['a1-secretary', 'a1-liaison', 'a-clerk'].map(listen))
    const about = { orgs: [home.org('a1')], members: [] }
    const { id } = await ask(home, about)
    await hears(clerk as Listener, id)
    const later = (await ask(home)).id
    await takeMark('markAbout')(server.house, home.as('a-clerk'), { caseId: later, ...about, reason: '反映书记' })
    await hears(clerk as Listener, later, 2)
    await takeStep('comment')(server.house, home.as('a-clerk'), { caseId: later, words: '看一下' })
    await hears(clerk as Listener, later, 3)
    await aWhile()
    for (const l of [secretary, liaison]) {
      expect(cases(l as Listener).filter((c) => c.id === id)).toEqual([])
      expect(cases(l as Listener).filter((c) => c.id === later && c.version > 1)).toEqual([])
    }
  })

  test('rolled back is told to nobody', async () => {
    const clerk = await listen('a-clerk')
    const { id } = await ask(home)
    await hears(clerk, id)
    const undone = server.house.db.transaction(scopeOf(home.as('a1-secretary')), async (tx) => {
      await takeStep('accept')(server.house, home.as('a1-secretary'), { caseId: id, ...sort }, tx)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    await aWhile()
    expect(cases(clerk).filter((c) => c.id === id && c.version > 1)).toEqual([])
  })

  test('reaches exactly those whom row-level security shows the row, whoever they are', async () => {
    await takeStep('accept')(server.house, home.as('a1-secretary'), { caseId: (await ask(home)).id, ...sort })
    await ask(home, { orgs: [], members: [home.member('a1-secretary')] })
    await ask(home, { orgs: [home.org('a-water')], members: [] })
    const { rows } = await owner.query('select id, seen_by, hidden_from from cases where jurisdiction_id = 1')
    expect(rows.length).toBeGreaterThan(5)
    for (const { slug } of home.members) {
      const streams = openStreams({ each: 1, all: 1 })
      streams.open(home.as(slug))
      const seen = await server.house.db.transaction(scopeOf(home.as(slug)), (tx) =>
        tx.selectFrom('cases').select('id').execute(),
      )
      const heard = rows.filter(
        (r) => streams.concerned({ jurisdictionId: 1, seenBy: r.seen_by, hiddenFrom: r.hidden_from }).length,
      )
      expect(heard.map((r) => r.id).sort(), slug).toEqual(seen.map((r) => r.id).sort())
    }
  })
})

describe('presence', () => {
  const look = (who: string, caseId: string, doing = 'reading') =>
    call(server, `/cases/${caseId}/here`, { cookies: cookies.get(who), body: { doing } })

  test('two at one case see each other, and what the other does; it ends by leaving and by itself', async () => {
    const { id } = await ask(home)
    const clerk = await listen('a-clerk')
    expect((await look('a-clerk', id)).body).toEqual({ people: [] })
    await aWhile()
    const secretary = { id: home.member('a1-secretary'), name: '王a1-secretary' }
    const told = (doing: string) =>
      clerk.until(
        (h) => h.event === 'here' && JSON.stringify(h.data['people']) === JSON.stringify([{ ...secretary, doing }]),
      )
    expect((await look('a1-secretary', id)).body['people']).toMatchObject([{ name: '王a-clerk', doing: 'reading' }])
    await told('reading')
    await look('a1-secretary', id, 'writing')
    await told('writing')
    await look('a1-secretary', id, 'left')
    await clerk.until((h) => h.event === 'here' && (h.data['people'] as unknown[]).length === 0)
    await look('a1-secretary', id)
    await aWhile()
    time.later(minute)
    cookies.set('a-clerk', await signIn(server, 'a-clerk'))
    expect((await look('a-clerk', id)).body).toEqual({ people: [] })
  })

  test('at a case one does not see, nobody can be; and who does not see it hears of nobody there', async () => {
    const { id } = await ask(home, { orgs: [home.org('a1')], members: [] })
    const secretary = await listen('a1-secretary')
    expect((await look('a1-secretary', id)).status).toBe(404)
    expect((await look('abroad', id)).status).toBe(404)
    await look('a-clerk', id)
    await look('county-officer', id)
    await aWhile()
    expect(secretary.heard.map((h) => h.event)).toEqual(['hello'])
  })
})

describe('a stream', () => {
  test('needs a session and the right to read cases', async () => {
    expect((await stream('nobody')).status).toBe(401)
  })
  test('each person has so many and no more; one that was left makes room', async () => {
    for (const l of open.splice(0)) await l.leave()
    await aWhile()
    for (let i = 0; i < 8; i++) await listen('a-water-officer')
    expect((await stream('a-water-officer')).status).toBe(503)
    await open.pop()?.leave()
    await aWhile()
    expect((await stream('a-water-officer')).status).toBe(200)
  })
  test('is for whom the reader is now: posts that changed change what is heard', async () => {
    const streams = openStreams({ each: 1, all: 1 })
    const s = streams.open(home.as('a1-secretary'))
    const row = { jurisdictionId: 1, seenBy: home.chain('a1'), hiddenFrom: [] }
    expect(streams.concerned(row)).toHaveLength(1)
    s?.reads(home.as('b1-secretary'))
    expect(streams.concerned(row)).toHaveLength(0)
    s?.end()
    expect(streams.size()).toBe(0)
  })
  test('that cannot keep up is told once that it missed something', async () => {
    const streams = openStreams({ each: 1, all: 1 })
    const s = streams.open(home.as('a-clerk'))
    for (let i = 0; i < 200; i++)
      streams.tellCase({
        jurisdictionId: 1,
        caseId: `case ${i}`,
        version: 1,
        seenBy: [home.org('a')],
        hiddenFrom: [],
        by: null,
      })
    expect(await s?.next()).toEqual({ event: 'again', data: {} })
    s?.end()
    expect(await s?.next()).toBeUndefined()
  })
})

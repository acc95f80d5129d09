/** The rules of one's own account: the first password, its age and its past, how many sessions, the second factor a post asks for. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aCounty, type County, day, hour, minute } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { aServer, call, oneClock, password, signIn, withAccounts } from '../../test/server.ts'
import { codeFor } from '../../test/totp.ts'
import { createApp } from '../server.ts'
import { openAuth } from './auth.ts'

const db = testDatabase()
const server = aServer(db)
let county: County
const second = 1000
const start = new Date('2026-11-23T09:00:00+08:00')
const { to, later } = oneClock(server)

beforeAll(async () => {
  county = await aCounty(server.house)
  to(start)
  await withAccounts(server, county, ['a1-secretary', 'a1-liaison', 'b1-liaison'], 'first')
  await withAccounts(
    server,
    county,
    ['a-clerk', 'a-leader', 'b-clerk', 'b-leader', 'county-officer', 'security-admin'],
    'own',
  )
  await withAccounts(server, county, ['county-admin', 'audit-admin'], 'demo')
})
beforeEach(() => to(start))

const me = (cookies: string) => call(server, '/me', { cookies })
const mine = async (cookies: string) => (await call(server, '/me/security', { cookies })).body
const change = (cookies: string, next: string, current = password) =>
  call(server, '/session/password', { cookies, body: { current, next } })
const tooFaulty = (message: RegExp) => ({
  status: 422,
  body: { code: 'input.invalid', errors: [{ path: 'next', message: expect.stringMatching(message) }] },
})

describe('a first password', () => {
  test('opens nothing but the way to one’s own', async () => {
    const cookies = await signIn(server, 'a1-secretary')
    expect(await me(cookies)).toMatchObject({ status: 200, body: { due: 'first-password', may: [] } })
    for (const path of ['/cases', '/inbox', '/members', '/notices'])
      expect(await call(server, path, { cookies }), path).toMatchObject({
        status: 403,
        body: { code: 'session.first-password', title: expect.stringContaining('初始密码') },
      })
    expect((await call(server, '/cases', { cookies, headers: { 'accept-language': 'en' } })).body['title']).toMatch(
      /change the password/,
    )
    const changed = await change(cookies, 'Reed-Heron-73')
    expect(changed.status).toBe(200)
    expect((await me(changed.cookies)).body).toMatchObject({ due: null, may: expect.arrayContaining(['case.read']) })
    expect((await call(server, '/cases', { cookies: changed.cookies })).status).toBe(200)
  })

  test('is not one’s own by being typed again', async () => {
    const cookies = await signIn(server, 'a1-liaison')
    expect(await change(cookies, password)).toMatchObject(tooFaulty(/最近用过/))
    expect((await me(cookies)).body['due']).toBe('first-password')
  })
})

describe('a password’s age', () => {
  test('is told seven days ahead, and on its last day only a new one can be made', async () => {
    to(new Date('2027-02-13T09:00:00+08:00'))
    expect((await me(await signIn(server, 'a-clerk'))).body['passwordDaysLeft']).toBeNull()
    to(new Date('2027-02-14T09:00:00+08:00'))
    const warned = await signIn(server, 'a-clerk')
    expect((await me(warned)).body).toMatchObject({ passwordDaysLeft: 7, due: null })
    expect(await mine(warned)).toMatchObject({ passwordExpiresOn: '2027-02-21' })

    to(new Date('2027-02-20T23:50:00+08:00'))
    const cookies = await signIn(server, 'a-clerk')
    expect((await call(server, '/cases', { cookies })).status).toBe(200)
    later(11 * minute)
    expect(await call(server, '/cases', { cookies }), 'also in the middle of a session').toMatchObject({
      status: 403,
      body: { code: 'session.password-expired' },
    })
    const changed = await change(await signIn(server, 'a-clerk'), 'Reed-Heron-73')
    expect((await call(server, '/cases', { cookies: changed.cookies })).status).toBe(200)
    expect(await mine(changed.cookies)).toMatchObject({ passwordExpiresOn: '2027-05-22' })
  })

  test('the demo’s printed passwords never run out', async () => {
    to(new Date('2036-01-01T09:00:00+08:00'))
    const cookies = await signIn(server, 'county-admin')
    expect((await me(cookies)).body).toMatchObject({ due: null, passwordDaysLeft: null })
    expect((await call(server, '/outbox', { cookies })).status).toBe(200)
  })
})

describe('a new password', () => {
  test.each([
    ['short', 'Aa1!', /至少 8 位/],
    ['of two kinds', 'abcdefgh1', /至少 8 位/],
    ['one’s user name', 'xx-A-Leader-9', /用户名或姓名/],
    ['what everybody tries', 'P@ssw0rd1', /太常见/],
  ])('%s is refused, and it is said why', async (_, next, why) => {
    expect(await change(await signIn(server, 'a-leader'), next)).toMatchObject(tooFaulty(why))
  })

  test('none of the last five, then the oldest is free again', async () => {
    let current = password
    for (const next of ['Reed-Heron-71', 'Reed-Heron-72', 'Reed-Heron-73', 'Reed-Heron-74']) {
      later(hour)
      expect((await change(await signIn(server, 'b-clerk', current), next, current)).status).toBe(200)
      current = next
    }
    later(hour)
    const cookies = await signIn(server, 'b-clerk', current)
    for (const used of [password, 'Reed-Heron-71', 'Reed-Heron-74'])
      expect(await change(cookies, used, current), used).toMatchObject(tooFaulty(/最近用过/))
    const fifth = await change(cookies, 'Reed-Heron-75', current)
    expect(fifth.status).toBe(200)
    later(hour)
    expect((await change(await signIn(server, 'b-clerk', 'Reed-Heron-75'), password, 'Reed-Heron-75')).status).toBe(200)
  }, 90_000)

  test('who does not know the present one learns nothing of the old ones', async () => {
    expect(await change(await signIn(server, 'a-leader'), password, 'not it')).toMatchObject({
      status: 401,
      body: { code: 'session.wrong' },
    })
  })
})

describe('sessions', () => {
  const ids = async (cookies: string) =>
    ((await mine(cookies))['sessions'] as { id: string; current: boolean }[]).map((s) => s.id)

  test('three at a time: the fourth ends the oldest', async () => {
    const all: string[] = []
    for (let n = 0; n < 4; n++) {
      later(minute)
      all.push(await signIn(server, 'county-officer'))
    }
    const [first = '', ...rest] = all
    expect(await me(first)).toMatchObject({ status: 401, body: { code: 'session.required' } })
    for (const cookies of rest) expect((await me(cookies)).status).toBe(200)
    expect(await ids(rest[2] ?? '')).toHaveLength(3)
  })

  test('many at once are no more than three either', async () => {
    later(hour)
    const all = await Promise.all(Array.from({ length: 4 }, () => signIn(server, 'county-officer')))
    later(6 * second)
    const open = await Promise.all(all.map(async (cookies) => (await me(cookies)).status === 200))
    expect(open.filter(Boolean).length).toBeLessThanOrEqual(3)
    expect(open.filter(Boolean).length).toBeGreaterThan(0)
  })

  test('are listed with where and when, never with what opens them; one is ended, or all others', async () => {
    later(2 * hour)
    const agent = { 'user-agent': 'Firefox on the office machine', 'x-lianxin-address': '1.2.3.4' }
    const [here, there, third] = [
      await signIn(server, 'b-leader'),
      (await call(server, '/session', { body: { username: 'b-leader', password }, headers: agent })).cookies,
      await signIn(server, 'b-leader'),
    ]
    const listed = await mine(here)
    expect(listed['sessions']).toHaveLength(3)
    expect(listed['sessions'].filter((s: { current: boolean }) => s.current)).toHaveLength(1)
    expect(JSON.stringify(listed)).not.toMatch(/token/)
    for (const cookies of [here, there, third])
      expect(JSON.stringify(listed)).not.toContain(decodeURIComponent(cookies.split('=')[1] ?? '?').split('.')[0])
    const foreign = listed['sessions'].find((s: { agent: string }) => s.agent === agent['user-agent'])
    expect(foreign.address, 'a header of the caller’s is not believed').not.toBe('1.2.3.4')

    expect((await call(server, `/me/sessions/${foreign.id}/end`, { cookies: here, body: {} })).status).toBe(200)
    expect((await me(there)).status).toBe(401)
    expect((await me(third)).status).toBe(200)
    expect((await call(server, '/me/sessions/end-others', { cookies: here, body: {} })).body).toEqual({ ended: 1 })
    expect((await me(third)).status).toBe(401)
    expect((await me(here)).status).toBe(200)
  })

  test('another’s session cannot be ended by its id', async () => {
    later(3 * hour)
    const [leader, clerk] = [await signIn(server, 'b-leader'), await signIn(server, 'a-leader')]
    const [id] = await ids(leader)
    expect((await call(server, `/me/sessions/${id}/end`, { cookies: clerk, body: {} })).status).toBe(200)
    later(6 * second)
    expect((await me(leader)).status).toBe(200)
  })
})

describe('a second factor', () => {
  test('is required of an administrator before anything else, and then asked for at every sign-in', async () => {
    const cookies = await signIn(server, 'security-admin')
    expect((await me(cookies)).body).toMatchObject({ due: 'second-factor-missing', may: [] })
    expect(await call(server, '/accounts', { cookies })).toMatchObject({
      status: 403,
      body: { code: 'session.second-factor-missing' },
    })
    expect((await mine(cookies))['secondFactor']).toEqual({ on: false, required: true, suggested: false })
    const { body } = await call(server, '/session/second-factor', { cookies, body: { password } })
    const confirmed = await call(server, '/session/second-factor/confirm', {
      cookies,
      body: { code: codeFor(body['secret'], server.clock.now()) },
    })
    expect((await me(confirmed.cookies)).body['due']).toBeNull()
    expect((await call(server, '/accounts', { cookies: confirmed.cookies })).status).toBe(200)
    later(hour)
    expect((await call(server, '/session', { body: { username: 'security-admin', password } })).body).toEqual({
      status: 'second-step',
    })
  })

  test('is only suggested in the demo', async () => {
    const cookies = await signIn(server, 'audit-admin')
    expect((await me(cookies)).body['due']).toBeNull()
    expect((await mine(cookies))['secondFactor']).toEqual({ on: false, required: false, suggested: true })
  })

  test('a wrong second step ends nobody’s sessions, whoever knows the password', async () => {
    later(day)
    const half = await call(server, '/session', { body: { username: 'security-admin', password } })
    expect(half.body).toEqual({ status: 'second-step' })
    expect((await me(half.cookies)).status).toBe(401)
  })
})

test.each([
  ['https://desk.example.invalid', /^__Secure-lianxin\.session_token=.*; Secure/],
  ['http://localhost', /^lianxin\.session_token=(?!.*Secure)/],
])(
  'at %s the session’s cookie is out of reach of scripts, of other sites, and of plain text where there is none',
  async (url, shape) => {
    const config = { ...server.house.config, LIANXIN_URL: url }
    const auth = openAuth(config, server.house.keys, db.ownerUrl, server.house.now)
    const { app } = createApp({ ...server.house, config }, auth, { demo: null, ready: async () => true })
    const reply = await call({ app }, '/session', { body: { username: 'a-leader', password } })
    const cookie = reply.headers.getSetCookie().find((c) => c.includes('session_token'))
    expect(cookie).toMatch(shape)
    expect(cookie).toMatch(/; HttpOnly/)
    expect(cookie).toMatch(/; SameSite=Lax/i)
    expect(cookie).toMatch(/; Path=\//)
    expect(cookie).not.toMatch(/; Domain=/i)
    expect(reply.headers.has('strict-transport-security')).toBe(url.startsWith('https'))
    expect((await call({ app }, '/me', { cookies: reply.cookies })).status).toBe(200)
    await auth.close()
  },
)

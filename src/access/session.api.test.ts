/** Signing in and staying signed in: what opens the door, what shuts it, and how each refusal reads. */
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { aCounty, type County, day, hour, minute } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { aServer, call, oneClock, password, signIn, withAccounts } from '../../test/server.ts'
import { codeFor as totp } from '../../test/totp.ts'

const db = testDatabase()
const server = aServer(db)
let county: County
let owner: pg.Client
const second = 1000
const start = new Date('2026-11-23T09:00:00+08:00')
const { to, later } = oneClock(server)

beforeAll(async () => {
  county = await aCounty(server.house)
  await withAccounts(server, county, [
    'a1-secretary',
    'a1-liaison',
    'a-clerk',
    'a-leader',
    'a2-secretary',
    'b-clerk',
    'b1-secretary',
    'b2-secretary',
    'county-admin',
  ])
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
beforeEach(() => to(start))
afterAll(() => owner?.end())

const me = (cookies?: string) => call(server, '/me', { cookies })
const attempt = (username: string, secret: string, headers = {}) =>
  call(server, '/session', { body: { username, password: secret }, headers })

describe('signing in', () => {
  test('the right password opens, and says who one is and what one may', async () => {
    const cookies = await signIn(server, 'a1-secretary')
    expect(await me(cookies)).toMatchObject({
      status: 200,
      body: {
        member: { id: county.member('a1-secretary') },
        posts: [{ role: 'branch-secretary', org: { id: county.org('a1') }, scope: 'subtree' }],
        secondFactor: false,
        unread: 0,
      },
    })
    expect((await me(cookies)).body['may']).not.toContain('case.dispatch')
  })

  test('the cookie is for this site alone and out of reach of scripts', async () => {
    const cookie = (await attempt('a1-secretary', password)).headers
      .getSetCookie()
      .find((c) => c.includes('session_token'))
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
  })

  test('the name may be written in capitals, the password may not', async () => {
    expect((await attempt('A1-Secretary', password)).status).toBe(200)
    expect((await attempt('a1-secretary', password.toUpperCase())).status).toBe(401)
  })

  test('a wrong password and an unknown name are answered alike', async () => {
    const [wrong, unknown] = [await attempt('a-leader', 'wrong'), await attempt('nobody-here', 'wrong')]
    expect([wrong.status, wrong.body]).toEqual([401, unknown.body])
    expect(wrong.body['code']).toBe('session.wrong')
    expect(wrong.cookies).toBe('')
  })

  test('without a session, with a made-up one and with another’s signature the door stays shut', async () => {
    const cookies = await signIn(server, 'a1-secretary')
    const [name, value = ''] = cookies.split('=') as [string, string]
    for (const forged of [undefined, `${name}=made-up`, `${name}=${value.slice(0, -6)}AAAAAA`])
      expect(await me(forged)).toMatchObject({ status: 401, body: { code: 'session.required' } })
  })

  test('nobody can make an account for oneself, nor use the library’s own routes', async () => {
    for (const path of [
      '/auth/sign-up/email',
      '/auth/sign-in/username',
      '/auth/update-user',
      '/api/v1/auth/sign-up/email',
    ]) {
      const response = await server.app.request(`http://localhost${path}`, {
        method: 'POST',
        headers: { host: 'localhost', 'content-type': 'application/json' },
        body: '{}',
      })
      expect(response.status, path).toBe(404)
    }
  })

  test('who holds no post any more is let in nowhere, though the password is right', async () => {
    await owner.query('update members set active = false where id = $1', [county.member('b1-secretary')])
    expect(await me(await signIn(server, 'b1-secretary'))).toMatchObject({ status: 401 })
    await owner.query('update members set active = true where id = $1', [county.member('b1-secretary')])
    await owner.query(`update appointments set ends_on = '2026-11-22' where member_id = $1`, [
      county.member('b1-secretary'),
    ])
    const cookies = await signIn(server, 'b1-secretary')
    expect((await call(server, '/cases', { cookies })).status).toBe(403)
  })
})

describe('five wrong passwords', () => {
  test.each(['a2-secretary', 'a-name-nobody-has'])(
    'lock the name %s for a quarter of an hour, whoever asks',
    async (name) => {
      for (let n = 1; n <= 4; n++)
        expect(await attempt(name, `wrong ${n}`), `try ${n}`).toMatchObject({
          status: 401,
          body: { code: 'session.wrong' },
        })
      expect(await attempt(name, 'wrong 5')).toMatchObject({
        status: 423,
        body: { code: 'session.locked', title: expect.stringContaining('15') },
      })
      expect(await attempt(name, password), 'even the right one').toMatchObject({ status: 423 })
      later(15 * minute - second)
      expect((await attempt(name, password)).status).toBe(423)
      later(second)
      expect((await attempt(name, password)).status).toBe(name === 'a2-secretary' ? 200 : 401)
    },
  )

  test('a right one in between begins the count anew', async () => {
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 4; n++) expect((await attempt('b-clerk', 'wrong')).status).toBe(401)
      expect((await attempt('b-clerk', password)).status).toBe(200)
    }
  })

  test('after the lock five more are counted from one', async () => {
    for (let n = 0; n < 5; n++) await attempt('locked-twice', 'wrong')
    later(16 * minute)
    for (let n = 0; n < 4; n++) expect((await attempt('locked-twice', 'wrong')).status).toBe(401)
    expect((await attempt('locked-twice', 'wrong')).status).toBe(423)
  })

  test('many at once are no more than five: the right one among the rest opens nothing', async () => {
    const guesses = [...Array.from({ length: 20 }, (_, n) => `guess ${n}`), password]
    const replies = await Promise.all(guesses.map((guess) => attempt('b2-secretary', guess)))
    expect(replies.map((r) => r.status)).not.toContain(200)
    expect((await attempt('b2-secretary', password)).status).toBe(423)
  })
})

describe('a session ends', () => {
  test('half an hour after it was last used', async () => {
    const cookies = await signIn(server, 'a-clerk')
    later(29 * minute)
    expect((await me(cookies)).status).toBe(200)
    later(29 * minute)
    expect((await me(cookies)).status).toBe(200)
    later(30 * minute + second)
    expect(await me(cookies)).toMatchObject({ status: 401, body: { code: 'session.required' } })
  })

  test('twelve hours after it began, however busy', async () => {
    const cookies = await signIn(server, 'a-clerk')
    for (let used = 20 * minute; used < 12 * hour; used += 20 * minute) {
      later(20 * minute)
      expect((await me(cookies)).status, `after ${used / minute} minutes`).toBe(200)
    }
    later(20 * minute)
    expect((await me(cookies)).status).toBe(401)
  })

  test('by signing out, for the old cookie as well', async () => {
    const cookies = await signIn(server, 'a-clerk')
    const out = await call(server, '/session/end', { cookies, body: {} })
    expect(out.status).toBe(200)
    expect(out.cookies).not.toContain('session_token')
    expect((await me(cookies)).status).toBe(401)
  })

  test('when the post ends, with the day', async () => {
    await owner.query(`update appointments set ends_on = '2026-11-23' where member_id = $1`, [
      county.member('a-leader'),
    ])
    to(new Date('2026-11-23T23:50:00+08:00'))
    const cookies = await signIn(server, 'a-leader')
    expect((await call(server, '/cases', { cookies })).status).toBe(200)
    later(11 * minute)
    expect((await call(server, '/cases', { cookies })).status).toBe(403)
  })
})

describe('a password', () => {
  const change = (cookies: string, next: string, current = password) =>
    call(server, '/session/password', { cookies, body: { current, next } })

  test.each(['Aa1!', 'abcdefgh', 'abcdefg1', 'ABCDEFG1', '12345678!'])(
    '%s is too weak, and it is said why',
    async (weak) => {
      const cookies = await signIn(server, 'a1-liaison')
      const { status, body } = await change(cookies, weak)
      expect([status, body['code']]).toEqual([422, 'input.invalid'])
      expect(body['errors'][0]).toEqual({ path: 'next', message: expect.stringContaining('至少 8 位') })
    },
  )

  test('is changed only by who knows it, and other sessions end with it', async () => {
    // newer than the sessions the tests before began at the same instant
    later(minute)
    const [here, elsewhere] = [await signIn(server, 'a1-liaison'), await signIn(server, 'a1-liaison')]
    expect(await change(here, 'Another-2026', 'not it')).toMatchObject({ status: 401, body: { code: 'session.wrong' } })
    const changed = await change(here, 'Another-2026')
    expect(changed.status).toBe(200)
    expect((await me(changed.cookies)).status).toBe(200)
    later(6 * second)
    expect((await me(elsewhere)).status).toBe(401)
    expect((await attempt('a1-liaison', password)).status).toBe(401)
    expect((await attempt('a1-liaison', 'Another-2026')).status).toBe(200)
  })
})

describe('a second factor', () => {
  const codeFor = (secret: string, at = server.clock.now()) => totp(secret, at)
  let secret = ''
  let backupCodes: string[] = []
  const enrol = (cookies: string, body = { password }) => call(server, '/session/second-factor', { cookies, body })
  const step = (cookies: string, code: string) => call(server, '/session/second-step', { cookies, body: { code } })

  test('is begun with the password, and counts only once a first code was right', async () => {
    const cookies = await signIn(server, 'county-admin')
    expect(await enrol(cookies, { password: 'wrong' })).toMatchObject({ status: 401, body: { code: 'session.wrong' } })
    const begun = await enrol(cookies)
    ;({ secret, backupCodes } = begun.body as { secret: string; backupCodes: string[] })
    expect(begun.body).toMatchObject({
      uri: expect.stringContaining(`secret=${secret}`),
      qrSvg: expect.stringContaining('<svg'),
    })
    expect((await me(cookies)).body['secondFactor']).toBe(false)
    const wrong = await call(server, '/session/second-factor/confirm', { cookies, body: { code: '000000' } })
    expect(wrong).toMatchObject({ status: 401, body: { code: 'session.code-wrong' } })
    const confirmed = await call(server, '/session/second-factor/confirm', { cookies, body: { code: codeFor(secret) } })
    expect(confirmed.status).toBe(200)
    expect((await me(confirmed.cookies)).body['secondFactor']).toBe(true)
  })

  test('is then asked for: the password alone opens nothing', async () => {
    later(day)
    const half = await attempt('county-admin', password)
    expect(half.body).toEqual({ status: 'second-step' })
    expect((await me(half.cookies)).status).toBe(401)
    expect(await step(half.cookies, '000000')).toMatchObject({ status: 401, body: { code: 'session.code-wrong' } })
    const whole = await step(half.cookies, codeFor(secret))
    expect(whole.body).toEqual({ status: 'signed-in' })
    expect((await me(whole.cookies)).status).toBe(200)
  })

  test('an old code, and one without the first step, open nothing', async () => {
    later(2 * day)
    const half = await attempt('county-admin', password)
    expect(
      (await step(half.cookies, codeFor(secret, new Date(server.clock.now().getTime() - 5 * minute)))).status,
    ).toBe(401)
    expect((await step('', codeFor(secret))).status).toBe(401)
  })

  test('a backup code opens once', async () => {
    later(3 * day)
    const [code = ''] = backupCodes
    expect((await step((await attempt('county-admin', password)).cookies, code)).body).toEqual({ status: 'signed-in' })
    expect((await step((await attempt('county-admin', password)).cookies, code)).status).toBe(401)
  })

  test('codes cannot be tried without end', async () => {
    later(4 * day)
    const { cookies } = await attempt('county-admin', password)
    for (let n = 0; n < 12; n++) await step(cookies, '000000')
    expect((await step(cookies, codeFor(secret))).status).toBe(401)
  })

  test('is turned off with the password only', async () => {
    later(5 * day)
    const { cookies } = await step((await attempt('county-admin', password)).cookies, codeFor(secret))
    expect((await call(server, '/session/second-factor/off', { cookies, body: { password: 'wrong' } })).status).toBe(
      401,
    )
    const off = await call(server, '/session/second-factor/off', { cookies, body: { password } })
    expect(off.status).toBe(200)
    expect((await attempt('county-admin', password)).body).toEqual({ status: 'signed-in' })
  })
})

describe('how it answers', () => {
  test('a POST from another site is refused, whatever cookie it carries', async () => {
    const cookies = await signIn(server, 'a-clerk')
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.invalid' },
      { origin: 'http://localhost.evil.invalid' },
      { origin: 'no origin at all' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site', origin: 'http://localhost' },
    ]
    for (const headers of foreign)
      expect(
        await call(server, '/notices/read', { cookies, headers, body: { all: true } }),
        JSON.stringify(headers),
      ).toMatchObject({ status: 403, body: { code: 'csrf.origin' } })
    const own: Record<string, string>[] = [{ origin: 'http://localhost' }, { 'sec-fetch-site': 'same-origin' }, {}]
    for (const headers of own)
      expect((await call(server, '/notices/read', { cookies, headers, body: { all: true } })).status).toBe(200)
  })

  test.each([
    [{}, /请先登录/],
    [{ 'accept-language': 'en-GB,en;q=0.9,zh;q=0.8' }, /sign in/],
    [{ 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' }, /请先登录/],
    [{ 'accept-language': 'de' }, /请先登录/],
    [{ 'accept-language': 'zh-CN', cookie: 'lang=en' }, /sign in/],
    [{ 'accept-language': 'en', cookie: 'lang=zh-CN' }, /请先登录/],
  ] as [Record<string, string>, RegExp][])('to %o as problem details in that language', async (headers, words) => {
    const { status, body, headers: got } = await call(server, '/me', { headers })
    expect(got.get('content-type')).toBe('application/problem+json')
    expect(body).toEqual({
      type: expect.stringContaining('session.required'),
      code: 'session.required',
      status,
      title: expect.stringMatching(words),
    })
  })

  test('an address there is not: a problem too; the unexpected says a reference number and nothing else', async () => {
    expect(await call(server, '/nowhere')).toMatchObject({ status: 404, body: { code: 'no-such-page' } })
    const cookies = await signIn(server, 'a-clerk')
    const transaction = vi
      .spyOn(server.house.db, 'transaction')
      .mockRejectedValue(new Error('connection to 10.0.0.7 lost, password hunter2'))
    const { status, body } = await call(server, '/cases', { cookies })
    transaction.mockRestore()
    expect([status, body['code']]).toEqual([500, 'unexpected'])
    expect(body['title']).toContain(body['reference'])
    expect(JSON.stringify(body)).not.toMatch(/hunter2|10\.0\.0\.7/)
  })
})

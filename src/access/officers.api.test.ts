/** The security administrator handles accounts, the audit administrator reads what was done: nothing of either without a row in the trail. */
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aCounty, type County, hour } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { aServer, call as callNow, oneClock, password, signIn as signInNow, withAccounts } from '../../test/server.ts'
import { codeFor } from '../../test/totp.ts'
import { audit } from './audit.ts'
import { recoverAccount } from './recover.ts'

const db = testDatabase()
const server = aServer(db, { LIANXIN_PROXIES: '1' })
let county: County
let abroad: County
let owner: pg.Client
const second = 1000
const start = new Date('2026-11-23T09:00:00+08:00')
const { to, later } = oneClock(server)
const from = { 'x-forwarded-for': '203.0.113.7' }

beforeAll(async () => {
  to(start)
  county = await aCounty(server.house, 1)
  abroad = await aCounty(server.house, 2)
  const slugs = [
    'security-admin',
    'audit-admin',
    'county-admin',
    'a-clerk',
    'a-leader',
    'b-clerk',
    'b-leader',
    'a1-secretary',
  ]
  await withAccounts(server, county, slugs)
  await withAccounts(server, abroad, ['a-clerk', 'audit-admin'])
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
let clock = start.getTime()
beforeEach(() => {
  clock += 6 * hour
  to(new Date(clock))
})
afterAll(() => owner?.end())

/** A second passes before each call: what is written down then has an order. */
const call: typeof callNow = (...asked) => {
  later(second)
  return callNow(...asked)
}
const signIn: typeof signInNow = (...who) => {
  later(second)
  return signInNow(...who)
}

const attempt = (username: string, secret = password) =>
  call(server, '/session', { body: { username, password: secret }, headers: from })
const me = (cookies: string) => call(server, '/me', { cookies })
const measure = (cookies: string, slug: string, what: string, reason = '本人来电说明') =>
  call(server, `/accounts/${county.member(slug)}/${what}`, { cookies, body: { reason }, headers: from })
const account = async (cookies: string, q: string) =>
  (await call(server, `/accounts?q=${encodeURIComponent(q)}`, { cookies })).body['items'][0]

type Row = {
  kind: string
  ok: boolean
  who: { id: string; name: string } | null
  target: { id: string } | null
  subject: string | null
  note: string | null
  address: string | null
  requestId: string | null
}
/** What the auditor reads of the last moments, oldest first. */
async function trail(since: Date, query = ''): Promise<Row[]> {
  const cookies = await signIn(server, 'audit-admin')
  const { body } = await call(server, `/audit?from=${since.toISOString()}${query}&limit=200`, { cookies })
  return (body['items'] as Row[]).filter((r) => r.who?.id !== county.member('audit-admin')).reverse()
}
const now = () => server.clock.now()

describe('what is written down', () => {
  test('signing in and out, wrong tries and the lock they lead to: who, from where, in which request', async () => {
    const since = now()
    const reply = await attempt('a-clerk')
    await call(server, '/session/end', { cookies: reply.cookies, body: {}, headers: from })
    for (let n = 0; n < 5; n++) await attempt('a-clerk', `wrong ${n}`)
    await attempt('a-clerk')
    const rows = await trail(since)
    const who = { id: county.member('a-clerk'), name: '王a-clerk' }
    // the fifth wrong one and the lock are of one instant: in either order
    expect(rows.map((r) => [r.kind, r.ok, r.subject]).sort()).toEqual(
      [
        ['sign-in', true, 'password'],
        ['sign-out', true, null],
        ...Array.from({ length: 5 }, () => ['sign-in', false, 'wrong']),
        ['lockout', false, null],
        ['sign-in', false, 'locked'],
      ].sort(),
    )
    for (const row of rows) expect(row).toMatchObject({ who, address: '203.0.113.7', requestId: expect.any(String) })
    expect(rows.some((r) => r.requestId === reply.headers.get('x-request-id'))).toBe(true)
  })

  test('a name nobody has is not kept: it may be a password in the wrong field', async () => {
    const since = now()
    await attempt('my-secret-2026', 'x')
    const rows = await trail(since)
    expect(rows).toMatchObject([{ kind: 'sign-in', ok: false, who: null, subject: 'wrong' }])
    expect(JSON.stringify((await owner.query('select * from audit')).rows)).not.toContain('my-secret-2026')
  })

  test('the second factor and the password: begun, missed, changed, turned off', async () => {
    const since = now()
    const cookies = await signIn(server, 'b-leader')
    const post = (path: string, body: object, as = cookies) => call(server, path, { cookies: as, body, headers: from })
    await post('/session/second-factor', { password: 'wrong' })
    const { secret } = (await post('/session/second-factor', { password })).body as { secret: string }
    const on = await post('/session/second-factor/confirm', { code: codeFor(secret, now()) })
    later(hour)
    const half = await attempt('b-leader')
    await post('/session/second-step', { code: '000000' }, half.cookies)
    const whole = await post('/session/second-step', { code: codeFor(secret, now()) }, half.cookies)
    expect(whole.body).toEqual({ status: 'signed-in' })
    await post('/session/password', { current: password, next: 'P@ssw0rd1' }, whole.cookies)
    const changed = await post('/session/password', { current: password, next: 'Reed-Heron-73' }, whole.cookies)
    await post('/session/second-factor/off', { password: 'Reed-Heron-73' }, changed.cookies)
    expect(on.status).toBe(200)
    expect((await trail(since)).map((r) => [r.kind, r.ok, r.subject])).toEqual([
      ['sign-in', true, 'password'],
      ['second-factor-on', false, null],
      ['second-factor-on', true, null],
      ['second-step', false, 'totp'],
      ['sign-in', true, 'totp'],
      ['password-changed', false, 'password-known'],
      ['password-changed', true, null],
      ['second-factor-off', true, null],
    ])
    expect(JSON.stringify((await owner.query('select * from audit')).rows)).not.toMatch(/Reed-Heron|P@ssw0rd|000000/)
  })

  test('a refused call: which route, and no id of what was asked for', async () => {
    const since = now()
    const cookies = await signIn(server, 'a1-secretary')
    expect((await call(server, '/outbox', { cookies })).status).toBe(403)
    const wanted = county.member('a-clerk')
    expect((await call(server, `/accounts/${wanted}/lock`, { cookies, body: { reason: '试试' } })).status).toBe(403)
    const refused = (await trail(since)).filter((r) => r.kind === 'refused')
    expect(refused.map((r) => [r.ok, r.subject])).toEqual([
      [false, 'GET /api/v1/outbox forbidden'],
      [false, 'POST /api/v1/accounts/:memberId/lock forbidden'],
    ])
    expect(JSON.stringify(refused)).not.toContain(wanted)
  })

  test('a call without a session leaves nothing: there is nobody to write it against', async () => {
    const since = now()
    await call(server, '/audit')
    await call(server, '/me', { cookies: 'lianxin.session_token=made-up' })
    expect(await trail(since)).toEqual([])
  })
})

describe('the security administrator', () => {
  test('sees every account with its state, in pages, and narrows the list', async () => {
    const cookies = await signIn(server, 'security-admin')
    const { body } = await call(server, '/accounts', { cookies })
    const names = (body['items'] as { username: string }[]).map((a) => a.username)
    expect(names).toEqual([...names].sort())
    expect(names).not.toContain('a-clerk-2')
    const first = await call(server, '/accounts?limit=3', { cookies })
    const rest = await call(server, `/accounts?limit=200&cursor=${first.body['next']}`, { cookies })
    expect([...first.body['items'], ...rest.body['items']].map((a) => a.username)).toEqual(names)
    expect(await account(cookies, 'a1-SECRET')).toMatchObject({
      username: 'a1-secretary',
      posts: [{ role: 'branch-secretary', org: 'a1村党支部' }],
      lock: null,
      secondFactor: false,
    })
    expect((await call(server, '/accounts?q=%25', { cookies })).body['items']).toEqual([])
    expect(JSON.stringify(body)).not.toMatch(/hash|token|scrypt/i)
  })

  test('locks an account: its sessions end at once and the right password opens nothing, until it is unlocked', async () => {
    const since = now()
    const theirs = await signIn(server, 'a-leader')
    const cookies = await signIn(server, 'security-admin')
    expect((await me(theirs)).status).toBe(200)
    expect((await measure(cookies, 'a-leader', 'lock', '借调离岗')).status).toBe(200)
    expect((await me(theirs)).status).toBe(401)
    expect(await attempt('a-leader')).toMatchObject({ status: 423, body: { code: 'account.locked' }, cookies: '' })
    expect(await attempt('a-leader', 'wrong'), 'who does not know it is told nothing').toMatchObject({
      status: 401,
      body: { code: 'session.wrong' },
    })
    expect(await account(cookies, 'a-leader')).toMatchObject({ lock: 'by-officer', sessions: 0 })
    expect(
      (await call(server, '/accounts?only=locked', { cookies })).body['items'].map(
        (a: { username: string }) => a.username,
      ),
    ).toContain('a-leader')
    await measure(cookies, 'a-leader', 'unlock', '已返岗')
    expect((await attempt('a-leader')).status).toBe(200)
    const rows = (await trail(since)).filter((r) => r.target)
    expect(rows).toMatchObject([
      {
        kind: 'account-locked',
        who: { id: county.member('security-admin') },
        target: { id: county.member('a-leader') },
        note: '借调离岗',
      },
      { kind: 'account-unlocked', note: '已返岗' },
    ])
  })

  test('unlocks a name shut by wrong passwords', async () => {
    for (let n = 0; n < 5; n++) await attempt('b-clerk', 'wrong')
    expect((await attempt('b-clerk')).status).toBe(423)
    const cookies = await signIn(server, 'security-admin')
    expect(await account(cookies, 'b-clerk')).toMatchObject({
      lock: 'wrong-passwords',
      lockedUntil: expect.any(String),
    })
    await measure(cookies, 'b-clerk', 'unlock')
    expect((await attempt('b-clerk')).status).toBe(200)
  })

  test('ends sessions, and takes off a second factor that was lost', async () => {
    const theirs = await signIn(server, 'b-clerk')
    const cookies = await signIn(server, 'security-admin')
    const { secret } = (await call(server, '/session/second-factor', { cookies: theirs, body: { password } })).body as {
      secret: string
    }
    await call(server, '/session/second-factor/confirm', { cookies: theirs, body: { code: codeFor(secret, now()) } })
    expect(await account(cookies, 'b-clerk')).toMatchObject({ secondFactor: true, sessions: 1 })
    later(hour)
    const again = await signIn(server, 'security-admin')
    await measure(again, 'b-clerk', 'end-sessions')
    expect((await attempt('b-clerk')).body).toEqual({ status: 'second-step' })
    await measure(again, 'b-clerk', 'reset-second-factor', '手机丢了，已当面核实')
    expect((await attempt('b-clerk')).body).toEqual({ status: 'signed-in' })
  })

  test('handles neither their own account nor one of another county, and never without a reason', async () => {
    const cookies = await signIn(server, 'security-admin')
    expect(await measure(cookies, 'security-admin', 'unlock')).toMatchObject({
      status: 409,
      body: { code: 'account.own' },
    })
    const foreign = `/accounts/${abroad.member('a-clerk')}/lock`
    expect(await call(server, foreign, { cookies, body: { reason: '试一试' } })).toMatchObject({
      status: 404,
      body: { code: 'account.unknown' },
    })
    expect((await attempt('a-clerk-2')).status).toBe(200)
    for (const reason of ['', ' ', '无'])
      expect((await measure(cookies, 'a-clerk', 'lock', reason)).status, `“${reason}”`).toBe(422)
    expect((await me(await signIn(server, 'a-clerk'))).status).toBe(200)
  })

  test('what cannot be written down is not done', async () => {
    const cookies = await signIn(server, 'security-admin')
    await owner.query(`alter table audit add constraint full_up check (kind <> 'account-locked') not valid`)
    try {
      expect((await measure(cookies, 'a-clerk', 'lock')).status).toBe(500)
      expect((await attempt('a-clerk')).status).toBe(200)
    } finally {
      await owner.query('alter table audit drop constraint full_up')
    }
  })
})

describe('the audit administrator', () => {
  test('narrows by kind, person, result and time, and turns pages without losing or doubling a row', async () => {
    const since = now()
    for (let n = 0; n < 25; n++) {
      later(n % 5 === 0 ? second : 0)
      await audit(
        server.house,
        1,
        {},
        { kind: 'sign-out', ok: n % 2 === 0, memberId: county.member(n % 3 ? 'a-clerk' : 'b-clerk') },
      )
    }
    const cookies = await signIn(server, 'audit-admin')
    const read = async (query: string) =>
      (await call(server, `/audit?from=${since.toISOString()}&${query}`, { cookies })).body as {
        items: (Row & { id: string })[]
        next: string | null
      }
    const whole = (await read('limit=200')).items
    const paged: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof read>> = await read(`limit=7${cursor && `&cursor=${cursor}`}`)
      paged.push(...page.items.map((r) => r.id))
      cursor = page.next
    }
    expect(paged).toEqual(whole.map((r) => r.id))
    expect((await read('kind=sign-out&limit=200')).items).toHaveLength(25)
    expect((await read('kind=sign-out&ok=false&limit=200')).items).toHaveLength(12)
    expect((await read(`kind=sign-out&person=${county.member('b-clerk')}&limit=200`)).items).toHaveLength(9)
    expect((await read(`kind=sign-out&to=${since.toISOString()}&limit=200`)).items).toEqual([])
    expect((await call(server, '/audit?cursor=nonsense', { cookies })).status).toBe(422)
    expect((await call(server, '/audit?kind=everything', { cookies })).status).toBe(422)
  })

  test('exports what is filtered, whole, with its count; the export is a row itself', async () => {
    const since = now()
    for (let n = 0; n < 1234; n++) await audit(server.house, 1, {}, { kind: 'sign-out', note: n ? undefined : '=1+1' })
    later(second)
    const cookies = await signIn(server, 'audit-admin')
    const { body, headers } = await call(server, `/audit/export?from=${since.toISOString()}&kind=sign-out`, {
      cookies,
      headers: from,
    })
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toMatch(/attachment; filename="audit-2026-.*\.csv"/)
    expect(headers.get('x-total-count')).toBe('1234')
    const lines = (body['text'] as string).trimEnd().split('\r\n')
    expect(lines).toHaveLength(1234 + 2)
    expect(lines.at(-1)).toContain('1234')
    expect(lines.filter((l) => l.includes("'=1+1"))).toHaveLength(1)
    const rows = await call(server, `/audit?kind=audit-exported&from=${since.toISOString()}`, { cookies })
    expect(rows.body['items']).toMatchObject([
      { subject: '1234', ok: true, who: { id: county.member('audit-admin') }, address: '203.0.113.7' },
    ])
  })

  test('of another county reads nothing of this one', async () => {
    const cookies = await signIn(server, 'audit-admin-2')
    const { body } = await call(server, '/audit?limit=200', { cookies })
    const people = new Set((body['items'] as Row[]).flatMap((r) => [r.who?.id, r.target?.id]).filter(Boolean))
    for (const slug of ['a-clerk', 'b-clerk', 'security-admin', 'audit-admin'])
      expect(people).not.toContain(county.member(slug))
  })
})

test('the operator gives a first password anew: lock, second factor and sessions go, and it must be changed', async () => {
  const since = now()
  const cookies = await signIn(server, 'security-admin')
  await measure(cookies, 'a1-secretary', 'lock')
  await withAccounts(server, county, ['a2-secretary'], 'own')
  const first = await recoverAccount(server.house, server.auth, 'A2-Secretary')
  expect((await attempt('a2-secretary')).status).toBe(401)
  const reply = await attempt('a2-secretary', first)
  expect((await me(reply.cookies)).body['due']).toBe('first-password')
  await expect(recoverAccount(server.house, server.auth, 'nobody')).rejects.toMatchObject({ code: 'account.unknown' })
  // an account of the demo too: its new password is nobody else's
  const other = await recoverAccount(server.house, server.auth, 'a1-secretary')
  expect((await me((await attempt('a1-secretary', other)).cookies)).body['due']).toBe('first-password')
  expect((await account(cookies, 'a1-secretary')).lock).toBeNull()
  expect(
    (await trail(since)).filter((r) => r.kind === 'account-recovered').map(({ who, target }) => ({ who, target })),
  ).toMatchObject([
    { who: null, target: { id: county.member('a2-secretary') } },
    { who: null, target: { id: county.member('a1-secretary') } },
  ])
})

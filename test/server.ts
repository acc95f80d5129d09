/** The whole application in process, with sign-ins for every member of the test county. Requests go through `app.request`. */
import { afterAll, afterEach, beforeAll, vi } from 'vitest'
import { type Auth, createAccount, hashPassword, openAuth } from '../src/access/auth.ts'
import type { House } from '../src/access/command.ts'
import { createApp } from '../src/server.ts'
import { aHouse, type County, type TestHouse } from './builders.ts'
import type { TestDatabase } from './database.ts'
import { beginningOf, goesOn } from './listen.ts'

export const password = 'Qinghe-2026'
export type TestServer = TestHouse & {
  readonly app: ReturnType<typeof createApp>['app']
  readonly declared: ReturnType<typeof createApp>['declared']
  readonly auth: Auth
  readonly live: ReturnType<typeof createApp>['live']
}

/** At the top of a test file, after `testDatabase()`: filled before the first test. */
export function aServer(db: TestDatabase, settings: Record<string, string> = {}): TestServer {
  const server = aHouse(db, settings) as TestServer
  beforeAll(() => {
    const auth = openAuth(server.house.config, server.house.keys, db.ownerUrl, server.house.now)
    Object.assign(server, { auth, ...createApp(server.house, auth, { demo: null, ready: async () => true }) })
  })
  afterAll(async () => {
    await server.live?.close()
    await server.auth?.close()
  })
  return server
}

/** The library reads the wall clock and the house its own: set here they are one. The wall's goes on after each test. */
export function oneClock(server: TestServer) {
  const to = (at: Date) => {
    if (!vi.isFakeTimers()) vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(at)
    server.clock.set(at)
  }
  afterEach(() => void vi.useRealTimers())
  return { to, later: (ms: number) => to(new Date(server.clock.now().getTime() + ms)) }
}

/**
 * Accounts for these members: one hash for all, as hashing is slow on purpose. In the second county names end in its number.
 * As in the demo no rule of age holds their passwords, unless a test is about just that.
 */
export async function withAccounts(
  { house, auth }: { house: House; auth: Auth },
  county: County,
  slugs: readonly string[],
  kind: 'first' | 'own' | 'demo' = 'demo',
) {
  const { jurisdictionId } = county
  const passwordHash = await hashPassword(auth, password)
  for (const slug of slugs) {
    const memberId = county.member(slug)
    const id = await createAccount(auth, {
      username: userNameOf(county, slug),
      name: slug,
      passwordHash,
      jurisdictionId,
      memberId,
      password: kind,
    })
    await house.db.transaction({ jurisdictionId }, (tx) =>
      tx.updateTable('members').set({ account_id: id }).where('id', '=', memberId).execute(),
    )
  }
}
export const userNameOf = (county: County, slug: string) =>
  county.jurisdictionId === 1 ? slug : `${slug}-${county.jurisdictionId}`

/** Whatever came back; a test reads the part it is about. */
// biome-ignore lint/suspicious/noExplicitAny: the shape is what the tests are there to find out
export type Body = Record<string, any>
export type Reply = { status: number; body: Body; headers: Headers; cookies: string }
type Asked = { method?: string; cookies?: string | undefined; headers?: Record<string, string>; body?: unknown }

/** One call of the API: JSON in, JSON out. */
export async function call(
  server: Pick<TestServer, 'app'>,
  path: string,
  { method, cookies, headers, body }: Asked = {},
): Promise<Reply> {
  const raw = typeof body === 'string' || body instanceof FormData || body instanceof ReadableStream
  const response = await server.app.request(`http://localhost/api/v1${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      host: 'localhost',
      ...(cookies && { cookie: cookies }),
      ...(!raw && body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: raw ? (body as string) : JSON.stringify(body) }),
    ...(body instanceof ReadableStream && { duplex: 'half' }),
  } as RequestInit)
  const text = goesOn(response) ? await beginningOf(response) : await response.text()
  const json = response.headers.get('content-type')?.includes('json')
  return {
    status: response.status,
    body: json ? JSON.parse(text) : { text },
    headers: response.headers,
    cookies: merged(cookies, response.headers),
  }
}

/** The cookies a browser would hold after this reply. */
function merged(before: string | undefined, headers: Headers): string {
  const jar = new Map(
    (before ?? '')
      .split('; ')
      .filter(Boolean)
      .map((c) => [c.slice(0, c.indexOf('=')), c.slice(c.indexOf('=') + 1)] as const),
  )
  for (const set of headers.getSetCookie()) {
    const [pair = '', ...rest] = set.split('; ')
    const name = pair.slice(0, pair.indexOf('='))
    if (rest.some((r) => /^max-age=0$/i.test(r))) jar.delete(name)
    else jar.set(name, pair.slice(pair.indexOf('=') + 1))
  }
  return [...jar].map(([k, v]) => `${k}=${v}`).join('; ')
}

/** Signs in by the front door; the cookies come back. */
export async function signIn(server: Pick<TestServer, 'app'>, username: string, secret = password): Promise<string> {
  const { status, cookies } = await call(server, '/session', { body: { username, password: secret } })
  if (status !== 200) throw new Error(`sign-in of ${username}: ${status}`)
  return cookies
}

// Single sign-on by configuration: the provider's user name finds the account an appointment made, and makes none.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { type OidcSandbox, startOidc } from '../../test/sandbox/oidc.ts'
import { loadDemo } from '../demo/load.ts'
import { openHouse } from '../house.ts'
import { readConfig } from '../kernel/config.ts'
import { createApp } from '../server.ts'

const db = testDatabase()
let provider: OidcSandbox
let open: Awaited<ReturnType<typeof openHouse>>
let app: ReturnType<typeof createApp>['app']

beforeAll(async () => {
  provider = await startOidc()
  open = await openHouse(
    readConfig({
      DATABASE_URL: db.ownerUrl,
      LIANXIN_DATA: mkdtempSync(join(tmpdir(), 'lianxin-oidc-')),
      LIANXIN_LOG: 'silent',
      LIANXIN_URL: 'http://desk.test',
      LIANXIN_OIDC_ISSUER: provider.issuer,
      LIANXIN_OIDC_CLIENT_ID: provider.clientId,
      LIANXIN_OIDC_CLIENT_SECRET: provider.clientSecret,
    }),
  )
  await loadDemo(open.house, open.auth, { stories: false })
  app = createApp(open.house, open.auth, { demo: null, ready: async () => true }).app
})
afterAll(async () => {
  await open?.close()
  await provider?.stop()
})

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ')

/** Goes through the provider as a browser does, and ends with the cookies that came of it. */
async function throughProvider() {
  const begun = await app.request('http://desk.test/api/v1/session/oidc', {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  })
  const { url } = (await begun.json()) as { url: string }
  const authorised = await fetch(url, { redirect: 'manual' })
  return app.request(authorised.headers.get('location') ?? '', { headers: { cookie: cookiesOf(begun) } })
}

test('a member known to the provider by user name is signed in', async () => {
  provider.signInAs('liutang-clerk')
  const back = await throughProvider()
  expect(back.status).toBe(302)
  const me = await app.request('http://desk.test/api/v1/me', { headers: { cookie: cookiesOf(back) } })
  expect(await me.json()).toMatchObject({ posts: [{ role: 'town-clerk' }] })
})

test('a stranger at the provider gets no account here', async () => {
  provider.signInAs('somebody-else')
  const back = await throughProvider()
  const me = await app.request('http://desk.test/api/v1/me', { headers: { cookie: cookiesOf(back) } })
  expect(me.status).toBe(401)
})

test('a sign-in through the provider is written down as one', async () => {
  provider.signInAs('liutang-clerk')
  await throughProvider()
  const rows = await open.house.db.transaction({ jurisdictionId: 1, job: 'audit' }, (tx) =>
    tx
      .selectFrom('audit')
      .innerJoin('members', (j) =>
        j.onRef('members.jurisdiction_id', '=', 'audit.jurisdiction_id').onRef('members.id', '=', 'audit.member_id'),
      )
      .select(['kind', 'ok', 'subject', 'slug'])
      .where('kind', '=', 'sign-in')
      .execute(),
  )
  expect(rows.at(-1)).toEqual({ kind: 'sign-in', ok: true, subject: 'oidc', slug: 'liutang-clerk' })
})

test('an account locked here is not opened by the provider either', async () => {
  await open.auth.pool.query(
    `update standing set locked_at = now() where user_id = (select id from "user" where username = 'liutang-sec')`,
  )
  provider.signInAs('liutang-sec')
  const back = await throughProvider()
  expect(back.headers.get('location')).toMatch(/^http:\/\/desk\.test\/desk\/sign-in\?/)
  const me = await app.request('http://desk.test/api/v1/me', { headers: { cookie: cookiesOf(back) } })
  expect(me.status).toBe(401)
})

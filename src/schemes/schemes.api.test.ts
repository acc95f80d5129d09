/** Schemes through the API: everybody reads, whoever keeps them changes, and what is refused says how to put it right in the reader's language. */
import { beforeAll, expect, test } from 'vitest'
import { aScheme, visits } from '../../test/a-scheme.ts'
import { aCounty } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { aServer, call, signIn, withAccounts } from '../../test/server.ts'

const server = aServer(testDatabase())
let director: string
let liaison: string
beforeAll(async () => {
  const county = await aCounty(server.house)
  await withAccounts(server, county, ['county-director', 'a1-liaison'])
  director = await signIn(server, 'county-director')
  liaison = await signIn(server, 'a1-liaison')
})
const as = (cookies: string, language = 'zh-CN') => ({ cookies: `${cookies}; lang=${language}` })
const source = aScheme({ duties: { visits: visits(null) } })

test('planned and applied by whoever keeps the schemes, read by everybody in their own language', async () => {
  const planned = await call(server, '/schemes/plan', { ...as(director), body: { source } })
  expect(planned).toMatchObject({
    status: 200,
    body: { faults: [], plan: { code: 'trial', version: 1, problems: [] } },
  })
  const { token, startsOn } = planned.body['plan']
  const body = { source, token, startsOn }
  expect(await call(server, '/schemes', { ...as(liaison), body })).toMatchObject({ status: 403 })
  expect(await call(server, '/schemes', { ...as(director), body })).toMatchObject({ status: 201, body: { version: 1 } })

  const english = await call(server, '/schemes/trial/1', as(liaison, 'en'))
  expect(english.body).toMatchObject({
    title: 'Qinghe scheme',
    state: 'running',
    duties: [{ who: 'Each liaison member', blank: true, does: 'households by visit, number not set, each year' }],
    blanksOpen: [{ key: 'visits', number: null }],
    file: source,
  })
  const filled = await call(server, '/schemes/trial/fill', { ...as(director), body: { blank: 'visits', number: 40 } })
  expect(filled.status).toBe(200)
  const { duties } = (await call(server, '/schemes/trial/1', as(liaison))).body
  expect(duties[0].says).toBe('每名联户党员，每年走访至少 40 户')
})

test('a file with faults: the plan names them, applying is refused with each of them', async () => {
  const broken = source.replace('group: visits', 'group: parties')
  const { status, body } = await call(server, '/schemes/plan', { ...as(director), body: { source: broken } })
  expect(status).toBe(200)
  expect(body).toMatchObject({ plan: null, faults: [{ line: expect.any(Number), path: 'recordKinds.visit.group' }] })
  const refused = await call(server, '/schemes', { ...as(director), body: { source: broken, token: 'x' } })
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'scheme.faulty', errors: [{ message: expect.any(String) }] },
  })
})

test.each([
  ['no map at all', '- a\n- b'],
  ['not even YAML', 'a: [b'],
  ['a file it uses that is nowhere', aScheme({ uses: ['mechanism', 'nowhere'] })],
  ['a path in place of a code', aScheme({ uses: ['../package'] })],
])('%s is a fault like any other', async (_, text) => {
  const { status, body } = await call(server, '/schemes/plan', { ...as(director), body: { source: text } })
  expect([status, body['plan']]).toEqual([200, null])
  expect(body['faults'].length).toBeGreaterThan(0)
})

test('a first file made of answers is sound, and says what was chosen', async () => {
  const { files } = (await call(server, '/schemes/known', as(director))).body
  const duties = files.flatMap((f: { code: string; duties: { code: string; share: boolean }[] }) =>
    f.duties.map((d) => ({ from: f.code, code: d.code, number: d.share ? 1 : 3, per: null })),
  )
  const ties = files.flatMap((f: { code: string; ties: { code: string }[] }) =>
    f.ties.map((tie) => ({ from: f.code, code: tie.code })),
  )
  const answers = {
    code: 'qinghe-2027',
    title: '清和县连心方案',
    about: '清发〔2027〕1号',
    startsOn: '2027-01-01',
    duties,
    ties,
    records: [],
  }
  const made = await call(server, '/schemes/draft', { ...as(director), body: answers })
  expect(made.status).toBe(200)
  expect(made.body['source']).toContain('以这份文件为准')
  const { body } = await call(server, '/schemes/plan', { ...as(director), body: { source: made.body['source'] } })
  expect(body['faults']).toEqual([])
  expect(body['plan']).toMatchObject({ code: 'qinghe-2027', startsOn: '2027-01-01' })
  const told = body['plan'].changes.filter((c: { part: string }) => c.part === 'duties')
  expect(told).toHaveLength(duties.length)
})

test('residents read what is promised, without an account', async () => {
  const page = async (language: string) =>
    (await server.app.request('http://localhost/programme', { headers: { cookie: `lang=${language}` } })).text()
  const chinese = await page('zh-CN')
  expect(chinese).toContain('每名联户党员')
  expect(chinese).toContain('走访农户：每年走访至少 40 户')
  const english = await page('en')
  expect(english).toContain('at least 40 households by visit')
  expect(english).toContain('within 24 hours')
})

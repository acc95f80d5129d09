/** Records over the API: kinds and forms, faults in the reader's words, a ledger, the whole of it as a file, the board for everybody. */
import { beforeAll, expect, test } from 'vitest'
import { aVisit, kindsYaml } from '../../test/a-record.ts'
import { aCounty, type County, runScheme } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { aServer, call, signIn, withAccounts } from '../../test/server.ts'

const server = aServer(testDatabase())
let county: County
let liaison: string
let secretary: string
beforeAll(async () => {
  county = await aCounty(server.house)
  await runScheme(server.house, county, kindsYaml)
  await withAccounts(server, county, ['a1-liaison', 'a1-secretary'])
  liaison = await signIn(server, 'a1-liaison')
  secretary = await signIn(server, 'a1-secretary')
})

const post = (cookies: string, path: string, body: object, language = 'zh-CN') =>
  call(server, path, { method: 'POST', cookies: `${cookies}; lang=${language}`, body })

test('kinds come in the order of the file, with their forms and who may write them', async () => {
  const { body } = await call(server, '/record-kinds', { cookies: liaison })
  const kinds = body['items'] as { code: string; mayWrite: boolean; fields: { code: string }[] }[]
  const shipped = ['weekly-list', 'handbook-review']
  expect(kinds.filter((k) => !shipped.includes(k.code)).map((k) => [k.code, k.mayWrite])).toEqual([
    ['pot-funding', false],
    ['visit', true],
    ['meeting', false],
    ['relief', true],
    ['disclosure', false],
  ])
  expect(kinds[1]?.fields.map((f) => f.code)).toEqual(['household', 'present', 'said', 'people', 'photos'])
})

test.each([
  ['zh-CN', '请填这一项。', '日子还没到。做了再记。'],
  ['en', 'Please fill this in.', 'That day has not come yet. Write it down once it is done.'],
])('what is wrong with a sheet is said at its field, %s', async (language, needed, ahead) => {
  const empty = await post(liaison, '/records', aVisit(county, { fields: {} }), language)
  expect(empty).toMatchObject({ status: 422, body: { errors: [{ path: 'fields.household', message: needed }] } })
  const early = await post(liaison, '/records', aVisit(county, { onDay: '2026-11-30' }), language)
  expect(early).toMatchObject({ status: 422, body: { errors: [{ path: 'onDay', message: ahead }] } })
})

test('a ledger is the records of its kinds, and so is its file; of one kind with a column for each field', async () => {
  await post(liaison, '/records', aVisit(county, { title: '看水渠' }))
  await post(secretary, '/records', aVisit(county, { kind: 'relief', fields: { amount: 300 } }))
  await post(secretary, '/records', aVisit(county, { kind: 'meeting', fields: { came: 9, entitled: 10 } }))
  const { body } = await call(server, '/records?ledger=people', { cookies: secretary })
  expect((body['items'] as { kind: string }[]).map((r) => r.kind).sort()).toEqual(['relief', 'visit'])
  const file = async (query: string, format = 'csv') =>
    server.app.request(`/api/v1/records/export.${format}?${query}`, { headers: { cookie: secretary } })
  const whole = await file('ledger=people')
  expect(whole.headers.get('x-total-count')).toBe('2')
  const lines = (await whole.text()).trim().split('\r\n')
  expect(lines[0]).toMatch(/民情台账.*共 2 件/)
  expect(lines.at(-1)).toMatch(/共 2 件，导出完/)
  const visits = (await (await file('kind=visit')).text()).trim().split('\r\n')
  expect(visits[1]).toMatch(/群众怎么说,在家人数/)
  expect(visits[2]).toMatch(/2026-11-22.*看水渠.*水渠还是不通,3/)
  const xlsx = await file('kind=relief', 'xlsx')
  expect(
    Buffer.from(await xlsx.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
})

test('the board is a page for everybody; what residents may not read is not on it', async () => {
  const about = { what: '三季度收支：收入八千元', inner: '王会计做的' }
  await post(secretary, '/records', aVisit(county, { kind: 'disclosure', title: '三季度财务', fields: about }))
  const page = await server.app.request('/v/a1/board')
  const html = await page.text()
  expect(page.status).toBe(200)
  expect(html).toMatch(/三季度财务[\s\S]*收入八千元/)
  expect(html).not.toMatch(/王会计/)
  const asked = /href="(\/report\/what-happened\?about=[^"]+)"/.exec(html)?.[1] ?? ''
  expect(await (await server.app.request(asked)).text()).toContain('我想问公开栏上的“三季度财务”')
  expect(await (await server.app.request('/v/a2/board')).text()).not.toMatch(/三季度/)
})

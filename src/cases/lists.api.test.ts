/** Lists as work: one step on many rows, whole results as files, saved views, the lists of the week. */
import excel from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import { aCounty, type County, day } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { aServer, call, signIn, withAccounts } from '../../test/server.ts'
import { takeIn, takeStep } from './service.ts'
import { supervisionList } from './supervision-list.ts'

const db = testDatabase()
const server = aServer(db)
let county: County
const cookies: Record<string, string> = {}
const ids: string[] = []
const sort = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' } as const
const step = (who: string, caseId: string, action: Parameters<typeof takeStep>[0], input: object = {}) =>
  takeStep(action)(server.house, county.as(who), { caseId, ...input } as never)
const api = (who: string, path: string, body?: object) =>
  call(server, path, { cookies: cookies[who] ?? '', ...(body && { method: 'POST', body }) })
const file = async (who: string, path: string) => {
  const reply = await server.app.request(`/api/v1${path}`, { headers: { cookie: cookies[who] ?? '' } })
  return { reply, bytes: Buffer.from(await reply.arrayBuffer()) }
}
const versionOf = async (caseId: string) =>
  ((await api('a1-secretary', `/cases/${caseId}`)).body as { version: number }).version

beforeAll(async () => {
  county = await aCounty(server.house)
  const people = ['a1-secretary', 'a1-liaison', 'a-clerk', 'b-clerk', 'county-supervisor']
  await withAccounts(server, county, people)
  for (const who of people) cookies[who] = await signIn(server, who)
  for (const words of ['水渠塌了', '=1+1 的电费单', '路灯不亮', '垃圾没人收']) {
    const { id } = await takeIn(server.house, county.resident(), {
      clientKey: `lists-${words}`,
      villageId: county.org('a1'),
      words,
      contact: { phone: '13800001234', name: '欧阳某' },
      language: 'zh-CN',
      files: [],
    })
    ids.push(id)
  }
  await step('a1-secretary', ids[0] ?? '', 'accept', sort)
  await step('a1-secretary', ids[0] ?? '', 'escalate', { reason: '村里没有经费' })
})

describe('one step on many', () => {
  const accept = { action: 'accept', input: sort }
  test('the preview says of each row what it will do, or why not, and writes nothing', async () => {
    const { body } = await api('a1-secretary', '/cases/bulk/preview', { ...accept, ids })
    const rows = body['rows'] as {
      id: string
      after: { state: string; dueAt: string } | null
      refused: { code: string } | null
    }[]
    expect(body).toMatchObject({ total: 4, will: 3, gone: 0 })
    const of = (id: string | undefined) => rows.find((r) => r.id === id)
    expect(of(ids[0])).toMatchObject({ after: null, refused: { code: 'case.not-allowed' } })
    expect(of(ids[1])).toMatchObject({ after: { state: 'in-hand' }, refused: null })
    expect(of(ids[1])?.after?.dueAt).toBeTruthy()
    expect(await versionOf(ids[1] ?? '')).toBe(1)
  })
  test('by a filter it takes what the filter finds', async () => {
    const { body } = await api('a1-secretary', '/cases/bulk/preview', { ...accept, filter: { state: 'registered' } })
    expect(body).toMatchObject({ total: 3, will: 3 })
  })
  test('what the step needs is asked once, before any row', async () => {
    const reply = await api('a1-secretary', '/cases/bulk/preview', { action: 'accept', input: {}, ids })
    expect(reply).toMatchObject({ status: 422, body: { code: 'input.invalid' } })
  })
  test('each row by itself: done, refused or changed; and sent again nothing is done twice', async () => {
    const rows = [
      { id: ids[0], version: await versionOf(ids[0] ?? '') },
      { id: ids[1], version: 1 },
      { id: ids[2], version: 7 },
    ]
    const run = () => api('a1-secretary', '/cases/bulk', { ...accept, rows })
    const results = async () => ((await run()).body['rows'] as { result: string }[]).map((r) => r.result)
    expect(await results()).toEqual(['refused', 'done', 'changed'])
    expect(await results()).toEqual(['refused', 'changed', 'changed'])
    expect(await versionOf(ids[1] ?? '')).toBe(2)
  })
  test('what one may not do to one, one may not do to many', async () => {
    const { body } = await api('a1-liaison', '/cases/bulk', {
      action: 'supervise',
      input: { words: '快办' },
      rows: [{ id: ids[1], version: 2 }],
    })
    expect(body['rows']).toMatchObject([{ result: 'refused' }])
    const other = await api('b-clerk', '/cases/bulk/preview', { action: 'supervise', input: { words: '快办' }, ids })
    expect(other.body).toMatchObject({ total: 0, gone: 4 })
  })
})

describe('the whole result as a file', () => {
  test('csv: how many on top and at the end, words that no spreadsheet runs, no contact, and a trace of each case', async () => {
    const { reply, bytes } = await file('a-clerk', `/cases/export.csv?village=${county.org('a1')}`)
    const lines = bytes.toString('utf8').trimEnd().split('\r\n')
    expect(reply.headers.get('x-total-count')).toBe('4')
    expect(lines).toHaveLength(4 + 3)
    expect(lines[0]).toMatch(/共 4 件.*王a-clerk 于 2026-11-23 09:00 导出/)
    expect(lines.at(-1)).toBe('共 4 件，导出完')
    expect(bytes.toString('utf8')).toContain("'=1+1 的电费单")
    expect(bytes.toString('utf8')).not.toMatch(/13800001234|欧阳/)
    const seen = await api('a-clerk', `/cases/${ids[0]}/reads`)
    expect(JSON.stringify(seen.body)).toContain('export')
  })
  test('xlsx: the same rows, days as days, the head in sight', async () => {
    const { bytes } = await file('a-clerk', '/cases/export.xlsx?state=in-hand')
    const book = new excel.Workbook()
    await book.xlsx.load(bytes as never)
    const sheet = book.worksheets[0]
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 2 })
    expect(sheet?.rowCount).toBe(2 + 2 + 1)
    expect(sheet?.getCell('B3').value).toEqual(new Date('2026-11-23T09:00:00Z'))
    expect(sheet?.getCell(`A${sheet.rowCount}`).value).toBe('共 2 件，导出完')
  })
  test('each reader’s own rows: another town exports none of it', async () => {
    const { reply } = await file('b-clerk', '/cases/export.csv')
    expect(reply.headers.get('x-total-count')).toBe('0')
  })
})

describe('the lists of the week', () => {
  test('the problem list names cause, kind and state, and how many there are', async () => {
    const { body } = await api('a-clerk', '/problem-list?limit=1')
    expect(body).toMatchObject({ total: 4 })
    const rest = await api('a-clerk', `/problem-list?after=${body['next']}`)
    const items = [...(body['items'] as object[]), ...(rest.body['items'] as object[])] as {
      id: string
      cause: string | null
    }[]
    expect(new Set(items.map((i) => i.id)).size).toBe(4)
    expect(items.find((i) => i.id === ids[0])?.cause).toBe('村里没有经费')
  })
  test('supervised, late and sent back stand on the supervision list with the reason', async () => {
    expect((await api('a-clerk', '/supervision-list')).body).toMatchObject({ total: 0 })
    await step('county-supervisor', ids[0] ?? '', 'supervise', { words: '请抓紧' })
    const { body } = await api('a-clerk', '/supervision-list')
    expect(body['items']).toMatchObject([
      { id: ids[0], why: ['supervised'], supervised: { by: { name: '王county-supervisor' } } },
    ])
    server.clock.advance(20 * day)
    const late = await supervisionList(server.house, county.as('a1-secretary'), {})
    server.clock.advance(-20 * day)
    expect(late.total).toBe(4)
    expect(late.items.every((i) => i.why.includes('late'))).toBe(true)
  })
  test('the weekly list says how many each part has, and goes on where a page ends', async () => {
    const { body } = await api('a-clerk', '/weekly-list?limit=3')
    expect(body['totals']).toEqual({ fresh: 4, older: 0 })
    const next = (body['next'] as { fresh: string }).fresh
    const rest = await api('a-clerk', `/weekly-list?limit=3&part=fresh&after=${next}`)
    expect([...(body['fresh'] as []), ...(rest.body['fresh'] as [])]).toHaveLength(4)
    const later = await api('a-clerk', '/weekly-list?week=2026-12-02')
    expect(later.body['totals']).toEqual({ fresh: 0, older: 4 })
  })
})

describe('saved views', () => {
  const view = { name: '水的逾期', filter: 'late=true&category=water&x=1&limit=3', columns: ['number', 'words'] }
  test('kept as the filter understands it; a wrong value is refused', async () => {
    const { body } = await api('a1-secretary', '/case-views', view)
    const mine = (await api('a1-secretary', '/case-views')).body['items'] as { id: string; filter: string }[]
    expect(mine).toMatchObject([{ id: body['id'], filter: 'category=water&late=true', mine: true }])
    expect((await api('a1-secretary', '/case-views', { ...view, filter: 'late=perhaps' })).status).toBe(422)
  })
  test('shared it is seen below, changed only by its owner, and taken back', async () => {
    const { body } = await api('a-clerk', '/case-views', { ...view, org: county.org('a') })
    const seenBy = async (who: string) =>
      ((await api(who, '/case-views')).body['items'] as { id: string }[]).some((v) => v.id === body['id'])
    expect([await seenBy('a1-liaison'), await seenBy('b-clerk')]).toEqual([true, false])
    const path = `/case-views/${body['id']}`
    expect((await api('a1-liaison', path, view)).status).toBe(404)
    expect((await api('a1-liaison', `${path}/remove`, {})).status).toBe(404)
    expect((await api('a1-liaison', '/case-views', { ...view, org: county.org('a1') })).body).toMatchObject({
      code: 'org.unknown',
    })
    expect((await api('a-clerk', path, view)).status).toBe(200)
    expect(await seenBy('a1-liaison')).toBe(false)
  })
})

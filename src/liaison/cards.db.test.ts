/** Contact cards on a real database and as residents hold them: one a tie, printed with a trace, void once lost or over. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCounty, type County, runScheme } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { aServer } from '../../test/server.ts'
import { cardSheets } from './card-sheet.tsx'
import { issueCards, listCards, openCard, replaceCard } from './cards.ts'
import { endTie } from './make.ts'
import { cardsToPrint } from './print-cards.ts'

const kinds = `
tieKinds:
  liaison:
    name: { zh-CN: 联户, en: liaison }
    from: { member: { roles: [liaison] } }
    to: { household: {} }
    card: true
    residentsRead: { zh-CN: 您的联户党员, en: your liaison member }
  quiet:
    name: { zh-CN: 结对, en: pair }
    from: { member: {} }
    to: { household: {} }
`
const db = testDatabase()
const server = aServer(db)
let home: County
let owner: pg.Client
beforeAll(async () => {
  home = await aCounty(server.house)
  await runScheme(server.house, home, kinds)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
  await owner.query(`update members set work_phone = '13700001234' where slug = 'a1-liaison'`)
})
afterAll(() => owner?.end())

const where = () => ({ kind: 'liaison', under: home.org('a1') })
const codes = async (): Promise<{ id: string; code: string; revoked_why: string | null }[]> =>
  (
    await owner.query(
      `select c.* from contact_cards c join ties t on t.id = c.tie_id where t.household_id = $1 order by revoked_why nulls last`,
      [home.household('a1').id],
    )
  ).rows
const get = (path: string, init: RequestInit = {}) =>
  server.app.request(`http://localhost${path}`, { ...init, headers: { host: 'localhost', ...init.headers } })

test('a card for each tie that has none: made once, of one’s own village only', async () => {
  const secretary = home.as('a1-secretary')
  expect(await listCards(server.house, secretary, where())).toMatchObject({ due: 1, without: 1 })
  expect(await issueCards(server.house, secretary, { kind: 'liaison' })).toEqual({ issued: 1 })
  expect(await issueCards(server.house, secretary, { kind: 'liaison' })).toEqual({ issued: 0 })
  expect(await listCards(server.house, secretary, where())).toMatchObject({ due: 1, without: 0 })
  expect((await owner.query('select count(*)::int as n from contact_cards')).rows[0].n).toBe(1)
  await expect(issueCards(server.house, secretary, { kind: 'quiet' })).rejects.toMatchObject({ code: 'card.not-due' })
})

test('printed masked by default; in full with a reason, and every name leaves its trace', async () => {
  const secretary = home.as('a1-secretary')
  const masked = await cardsToPrint(server.house, secretary, { kind: 'liaison' })
  expect(masked.cards).toMatchObject([
    { from: { name: '王a1-liaison', phone: '13700001234' }, to: { name: '李**', number: 1, phone: null } },
  ])
  const before = (await owner.query('select count(*)::int as n from reveals')).rows[0].n
  await expect(cardsToPrint(server.house, secretary, { kind: 'liaison', clear: true })).rejects.toMatchObject({
    code: 'input.invalid',
  })
  const asked = { kind: 'liaison', clear: true, reason: '印联系卡', copies: 2 } as const
  const clear = await cardsToPrint(server.house, secretary, asked)
  expect(clear.cards.map((c) => c.to.name)).toEqual(['李户主', '李户主'])
  const { rows } = await owner.query('select * from reveals order by at desc limit 1')
  expect(rows[0]).toMatchObject({
    reason: '印联系卡',
    member_id: home.member('a1-secretary'),
    resident_id: home.household('a1').head,
  })
  expect((await owner.query('select count(*)::int as n from reveals')).rows[0].n).toBe(before + 1)
  const html = await cardSheets(clear, { language: 'zh-CN', publicUrl: 'https://example.org', office: '清和县' })
  expect(html.match(/class="card"/g)).toHaveLength(2)
  expect(html).toContain('李户主')
  await expect(cardsToPrint(server.house, home.as('a2-secretary'), { kind: 'liaison' })).rejects.toMatchObject({
    code: 'card.none',
  })
})

test('whoever holds the card reads who looks after them, and begins a request that knows the village', async () => {
  const [card] = await codes()
  const page = await get(`/card/${card?.code}`)
  const text = await page.text()
  expect(page.status).toBe(200)
  for (const part of ['王a1-liaison', 'tel:13700001234', '您的联户党员', '一组']) expect(text).toContain(part)
  expect(text).not.toContain('李户主')
  const written = await get(`/card/${card?.code}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' },
    body: '',
  })
  expect([written.status, written.headers.get('location')]).toEqual([303, '/report/what-happened'])
  const cookies = written.headers.getSetCookie().map((c) => c.split(';')[0])
  const place = await (await get('/report/where', { headers: { cookie: cookies.join('; ') } })).text()
  expect(place).toContain('一组，联系人王a1-liaison')
  expect(place).toMatch(/<option value="a1" selected/)
  expect((await get('/card/ABCDEFGHJKMN')).status).toBe(404)
  expect((await get('/card/nothing')).status).toBe(404)
  const typed = await get('/card', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' },
    body: `code=${card?.code.toLowerCase().replace(/(.{4})/g, '$1+')}`,
  })
  expect([typed.status, typed.headers.get('location')]).toEqual([303, `/card/${card?.code}`])
})

test('a phone not to be shown is not on the page, nor on the card', async () => {
  const [card] = await codes()
  await owner.query('update ties set phone_from = false where household_id = $1', [home.household('a1').id])
  expect(await (await get(`/card/${card?.code}`)).text()).not.toContain('13700001234')
  const { cards } = await cardsToPrint(server.house, home.as('a1-secretary'), { kind: 'liaison' })
  expect(cards[0]?.from.phone).toBeNull()
})

test('a lost card says that it is void, another takes its place; when the tie ends that one is void too', async () => {
  const [lost] = await codes()
  const secretary = home.as('a1-secretary')
  const ask = { cardId: lost?.id ?? '' }
  await expect(replaceCard(server.house, home.as('a2-secretary'), ask)).rejects.toMatchObject({ code: 'not-found' })
  await replaceCard(server.house, secretary, ask)
  await expect(replaceCard(server.house, secretary, ask)).rejects.toMatchObject({ code: 'card.replaced' })
  const [old, next] = await codes()
  expect([old?.revoked_why, next?.revoked_why]).toEqual(['lost', null])
  const page = await get(`/card/${old?.code}`)
  const text = await page.text()
  expect(page.status).toBe(200)
  expect(text).toContain('这张卡已经作废')
  expect(text).not.toContain('王a1-liaison<')
  expect(await openCard(server.house, 1, next?.code ?? '')).toMatchObject({ holds: true, name: '王a1-liaison' })
  const { rows } = await owner.query('select id from ties where household_id = $1', [home.household('a1').id])
  await endTie(server.house, secretary, { tieId: rows[0].id, reason: '换人' })
  expect((await codes()).map((c) => c.revoked_why)).toEqual(['lost', 'tie-ended'])
  expect(await openCard(server.house, 1, next?.code ?? '')).toMatchObject({ holds: false, villageId: home.org('a1') })
  expect(await openCard(server.house, 2, next?.code ?? '')).toBeUndefined()
})

/** The clocks at the desk: first contact by one click, the resident asked and heard, more time decided by the town, call-backs, the year's days off. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk } from './desk.ts'
import { type Member, member } from './member.ts'
import { type Server, startServer } from './server.ts'
import { openBrowser, phone } from './visit.ts'

let server: Server
let browser: Browser
beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
}, 60_000)

let keys = 0
/** Written down in the village with a contact; the slip's number and code come back with it. */
async function heard(words: string) {
  const liaison = await desk(server.url, 'liutangcun-l1')
  const { status, body } = await liaison.post('/cases', {
    clientKey: `journey-time-${++keys}`,
    villageId: await liaison.org('liutangcun'),
    words,
    channel: 'phone',
    consent: 'given',
    contact: { name: '何桂兰', phone: '13900001234' },
  })
  expect(status).toBe(201)
  const id = String(body.caseId)
  await liaison.post(`/cases/${id}/hand-up`, {})
  return { id, number: String(body.number), code: String(body.code), address: `/desk/cases/${id}` }
}
/** Handed in by the resident on the page: nobody has spoken with them yet. */
async function handedIn(words: string) {
  const secretary = await desk(server.url, 'liutangcun-sec')
  const { body } = await secretary.post('/requests', {
    clientKey: `journey-time-${++keys}`,
    villageId: await secretary.org('liutangcun'),
    words,
    contact: { name: '何桂兰', phone: '13900001234' },
    language: 'zh-CN',
    files: [],
  })
  const found = (await secretary.get(`/cases?number=${body.number}`)).body.items as { id: string }[]
  return { address: `/desk/cases/${found[0]?.id}` }
}
const state = (m: Member) => m.page.locator('.case').getAttribute('data-state')
const clocks = (m: Member) => m.page.locator('.case-clocks')
const accept = (m: Member) =>
  m.step('accept', async () => {
    await m.page.getByRole('radio', { name: '饮水用水' }).check()
    await m.page.getByRole('radio', { name: '求助' }).check()
  })

test('a resident is contacted by one click, asked, heard, and the clock goes on', async () => {
  const c = await handedIn('井边的水管漏了，一晚上淌一缸。')
  const secretary = await member(browser, server.url, 'liutangcun-sec')
  await secretary.open(c.address)
  await clocks(secretary).getByText('先联系群众').waitFor()
  await secretary.page.locator('[data-contact="phone"]').click()
  await clocks(secretary).getByText('已联系（').waitFor()
  expect(await secretary.page.locator('[data-contact]').count()).toBe(0)
  await accept(secretary)
  await secretary.step('askResident', () =>
    secretary.page.getByLabel('要问群众什么').fill('漏的是井边的管子还是屋里的？'),
  )
  expect(await state(secretary)).toBe('waiting')
  expect(await secretary.page.locator('[data-clock="paused"]').textContent()).toContain('停着')
  expect(await secretary.faults()).toEqual([])
  // it waits for the resident, so it is not in the inbox; the list finds it by its state
  await secretary.open('/desk/inbox')
  expect(await secretary.page.locator('.page').first().textContent()).not.toContain('一晚上淌一缸')
  await secretary.open('/desk/cases?state=waiting')
  await secretary.page.getByText('一晚上淌一缸').waitFor()
  await secretary.open(c.address)
  await secretary.page.locator('.case-next [data-action="replyHeard"]').waitFor()
  await secretary.step('replyHeard', () =>
    secretary.page.getByRole('textbox', { name: /群众的回复/ }).fill('是井边的。'),
  )
  expect(await state(secretary)).toBe('in-hand')
  expect(await secretary.page.locator('[data-clock="paused"]').count()).toBe(0)
  await secretary.close()
})

test('the village asks for more time, the town decides', async () => {
  const c = await heard('村口的桥栏杆断了一截。')
  const secretary = await member(browser, server.url, 'liutangcun-sec')
  await secretary.open(c.address)
  await accept(secretary)
  await secretary.step('askExtension', () => secretary.page.getByLabel('为什么要晚几天').fill('栏杆要到县里定做。'))
  expect(await secretary.page.locator('[data-clock="extension"]').textContent()).toContain('由柳塘镇党委决定')
  await secretary.close()

  const clerk = await member(browser, server.url, 'liutang-clerk')
  await clerk.open('/desk/inbox')
  await clerk.page.getByRole('heading', { name: /^待审批/ }).waitFor()
  await clerk.open(c.address)
  await clerk.step('approveExtension')
  expect(await state(clerk)).toBe('in-hand')
  expect(await clerk.page.locator('.case-thread').textContent()).toContain('同意延期')
  await clerk.close()
})

test('a verdict that contradicts itself is called about: one attempt without an answer, then what the resident said', async () => {
  const c = await heard('水沟堵了，院子里全是水。')
  const office = await desk(server.url, 'liutangcun-sec')
  await office.post(`/cases/${c.id}/accept`, {
    category: 'water',
    nature: 'help',
    urgency: 'ordinary',
    extent: 'individual',
  })
  const settled = { result: 'resolved', answer: '水沟清通了。', files: [] }
  expect((await office.post(`/cases/${c.id}/settle`, settled)).status).toBe(200)
  const resident = await phone(browser, server.url)
  await resident.visit(`/q/${c.number}/${c.code}`)
  await resident.visit('/verdict/was-it-settled')
  await resident.page.check('input[name=resolved][value=yes]')
  await resident.page.check('input[name=satisfied][value=satisfied]')
  await resident.page.fill('textarea[name=why]', '其实还没修好，水还在淌。')
  await resident.page.locator('main button[type=submit]').click()
  await resident.close()

  const caller = await member(browser, server.url, 'county-sup')
  await caller.open('/desk/inbox')
  await caller.page.getByRole('link', { name: '回访清单' }).click()
  const row = caller.page.locator(`[data-case="${c.number}"]`)
  await row.getByText('已打 0/2 次').waitFor()
  expect(await row.textContent()).toContain('何** 139****1234')
  expect(await caller.faults()).toEqual([])
  const say = async (action: string, fill?: () => Promise<void>) => {
    await row.locator(`[data-action="${action}"]`).click()
    await caller.page.getByTestId('send').waitFor()
    expect(await caller.page.getByLabel('打的号码后四位').inputValue()).toBe('1234')
    await fill?.()
    await caller.page.getByTestId('send').click()
    await caller.page.locator('.step-panel').waitFor({ state: 'detached' })
  }
  await say('noteCall')
  await row.getByText('已打 1/2 次').waitFor()
  await say('disputeByCall', () => caller.page.getByRole('radio', { name: '没解决' }).check())
  await row.waitFor({ state: 'detached' })
  await caller.open(c.address)
  expect(await state(caller)).toBe('reopened')
  await caller.close()
})

test('linking is undone in one click from the lead, and the toast takes that back', async () => {
  const [lead, joined] = [await heard('三组没水。'), await heard('我家也没水。')]
  const secretary = await desk(server.url, 'liutangcun-sec')
  await secretary.post(`/cases/${lead.id}/accept`, {
    category: 'water',
    nature: 'help',
    urgency: 'ordinary',
    extent: 'common',
  })
  expect((await secretary.post(`/cases/${joined.id}/link`, { leadNumber: lead.number })).status).toBe(200)
  const m = await member(browser, server.url, 'liutangcun-sec')
  await m.open(lead.address)
  const row = m.page.locator('.case-related li').filter({ hasText: joined.number })
  await row.getByRole('button', { name: '取消并案' }).click()
  await row.waitFor({ state: 'detached' })
  await m.page.getByRole('button', { name: '撤销' }).click()
  await row.waitFor()
  await m.close()
})

test('the next year’s days off are pasted, seen, and put in; the warning goes, and the trail has it', async () => {
  const admin = await member(browser, server.url, 'sysadmin')
  await admin.open('/desk/settings')
  await admin.page.locator('.calendar-warning').waitFor()
  await admin.page.getByLabel('通知标题').fill('国务院办公厅关于 2027 年部分节假日安排的通知（演示）')
  await admin.page.getByLabel('放假的日子').fill('元旦：1月1日至1月3日。春节：2月5日至2月11日。')
  await admin.page.getByLabel('调休上班的日子').fill('2月14日')
  await admin.page.getByText('2027 年：放假 10 天，调休上班 1 天').waitFor()
  expect(await admin.faults()).toEqual([])
  await admin.page.getByTestId('put-notice').click()
  await admin.page.getByText(/2027 年已导入：重算 \d+ 件/).waitFor()
  await admin.page.locator('.calendar-warning').waitFor({ state: 'detached' })
  await admin.close()
  const auditor = await desk(server.url, 'auditadmin')
  const trail = (await auditor.get('/audit?kind=holidays')).body.items as { subject: string }[]
  expect(trail.map((r) => r.subject)).toEqual(['2027'])
})

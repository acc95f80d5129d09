/** What others see: marked before sending, published only with a yes, taken off with a no, erased on request. On a phone, without JavaScript. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { desk } from './desk.ts'
import { member } from './member.ts'
import { type Server, startServer } from './server.ts'
import { openBrowser, phone } from './visit.ts'

vi.setConfig({ testTimeout: 300_000 })

let server: Server
let browser: Browser
beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
}, 60_000)

test('a request is marked before sending, published with consent, taken off again, and erased', async () => {
  const p = await phone(browser, server.url)
  const main = () => p.page.locator('main').innerText()
  await p.visit('/report/what-happened')
  await p.page.fill('#f-words', '邻居张建国把水沟堵了，他电话13812345678。')
  await p.press('下一步')
  await p.page.selectOption('#f-village', 'liutangcun')
  await p.press('下一步')
  await p.press('下一步')
  await p.page.check('input[value=phone]')
  await p.page.fill('#f-phone', '13912345678')
  await p.press('下一步')
  expect(await p.page.locator('mark').allInnerTexts()).toEqual(['张建国', '13812345678'])
  expect(await main()).toContain('里面好像有人名、手机号')
  expect(await main()).toContain('别人（村公示栏）只看到：')
  await p.press('回去改一改')
  expect(new URL(p.page.url()).pathname).toBe('/report/what-happened')
  await p.press('下一步')
  await p.press('交给我们')
  const number = await p.page.locator('.codes').first().innerText()

  const secretary = await desk(server.url, 'liutangcun-sec')
  const { body } = await secretary.get(`/cases?number=${number}`)
  const [{ id }] = body['items'] as [{ id: string }]
  const sort = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'individual' }
  await secretary.post(`/cases/${id}/accept`, sort)
  await secretary.post(`/cases/${id}/settle`, { result: 'resolved', answer: '水沟挖通了，找何素芬看过。' })
  await p.visit('/verdict/was-it-settled')
  await p.page.check('input[value=yes]')
  await p.page.check('input[value=satisfied]')
  await p.page.locator('main button[type=submit].main').click()

  const clerk = await member(browser, server.url, 'liutang-clerk')
  await clerk.open(`/desk/cases/${id}`)
  expect(await clerk.page.locator('.case-published').innerText()).toContain('群众还没有同意公开')
  await p.visit('/track/your-request')
  await p.press('能不能贴到村公示栏？')
  await p.page.check('input[value=yes]')
  await p.press('就这样')
  expect(await main()).toContain('您同意贴到村公示栏')

  await clerk.open(`/desk/cases/${id}`)
  await clerk.step('publish', async () => {
    // what is suggested is filled in already
    expect(await clerk.page.getByLabel('群众反映的事').inputValue()).toBe('邻居张**把水沟堵了，他电话138****5678。')
    expect(await clerk.page.locator('.step-panel .found').innerText()).toContain('何素芬')
    await clerk.page.getByRole('button', { name: '按建议遮住' }).click()
    expect(await clerk.faults()).toEqual([])
    await clerk.page.getByText('我通读过，同意这样公开').click()
  })
  expect(await clerk.page.locator('.case-published').innerText()).toContain('邻居张**把水沟堵了')
  await clerk.close()

  await p.visit('/v/liutangcun')
  expect(await main()).toContain('邻居张**把水沟堵了，他电话138****5678。')
  expect(await main()).not.toContain('何素芬看过')
  await p.visit('/track/publishing')
  await p.page.check('input[value=no]')
  await p.press('就这样')
  await p.visit('/v/liutangcun')
  expect(await main()).not.toContain('邻居张**把水沟堵了')

  await p.visit('/track/your-request')
  await p.press('删掉我的联系方式')
  expect(await main()).toContain('您说的话、位置和照片也一起删掉')
  await p.press('删掉')
  expect(await main()).toContain('（原话已删除）')
  expect((await secretary.get(`/cases/${id}`)).body).toMatchObject({
    words: '（原话已删除）',
    contact: { erased: true },
  })
  expect(await p.faults()).toEqual([])
  await p.close()
})

/** Leave and words: a secretary goes on leave, the stand-in answers in their place with a template; then a desk is handed over. axe on every page. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk } from './desk.ts'
import { screens, windowOf } from './member.ts'
import { type Server, startServer } from './server.ts'
import { sound } from './sound.ts'
import { openBrowser } from './visit.ts'

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

const pictures = process.env['LIANXIN_PICTURES']
const picture = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}
const signedIn = (username: string, viewport = screens.desktop, language = 'zh-CN') =>
  windowOf(browser, server.url, username, { viewport, language })
const day = (ahead: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now() + ahead * 86_400_000)
const choose = async (page: Page, label: string, option: RegExp) => {
  await page.getByLabel(label, { exact: true }).first().click()
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: option })
    .first()
    .click()
}
/** A case in the village's hands. */
async function inHand() {
  const secretary = await desk(server.url, 'liutangcun-sec')
  const villageId = await secretary.org('liutangcun')
  const words = { villageId, words: '村口水渠漏水，菜地淹了', clientKey: `leave-${Date.now()}`, language: 'zh-CN' }
  const made = await secretary.post('/cases', { ...words, channel: 'visit', consent: 'not-asked' })
  const caseId = String(made.body['caseId'])
  const sorted = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common', title: '村口水渠漏水' }
  expect((await secretary.post(`/cases/${caseId}/accept`, sorted)).status).toBe(200)
  return caseId
}

test('a secretary enters leave; the stand-in sees it on top of every page and answers with a template, in their place', async () => {
  const caseId = await inHand()
  const secretary = await signedIn('liutangcun-sec')
  await secretary.page.goto(`${server.url}/desk/settings#leave`)
  await secretary.page.getByRole('button', { name: '登记请假', exact: true }).click()
  await secretary.page.getByLabel('到哪天止（含当天）').fill(day(5))
  await choose(secretary.page, '代理人', /何素芬/)
  await sound(secretary.page)
  await picture(secretary.page, 'leave-form')
  await secretary.page.getByTestId('enter-my-leave').click()
  await secretary.page.getByRole('status').filter({ hasText: '由何素芬代理' }).waitFor()
  await sound(secretary.page)
  await picture(secretary.page, 'leave')
  await secretary.end()

  const standIn = await signedIn('liutangcun-l1')
  await standIn.page.goto(`${server.url}/desk/cases/${caseId}`)
  await standIn.page.getByText('您正在代理柳长庚').waitFor()
  await standIn.page
    .getByRole('button', { name: /办结|答复/ })
    .first()
    .click()
  await standIn.page.getByTestId('use-template').click()
  await standIn.page.locator('.ant-select-item-option', { hasText: '水渠、饮水修好' }).click()
  const answer = standIn.page.locator('.step-panel textarea').first()
  await expect.poll(() => answer.inputValue()).toMatch(/村口水渠漏水[\s\S]*何素芬/)
  await picture(standIn.page, 'template-put-in')
  await answer.fill('请打{电话}')
  await standIn.page.getByText('还有没填的空：{电话}').waitFor()
  await sound(standIn.page)
  await answer.fill('水渠补好了，不漏了。')
  await standIn.page
    .getByRole('radio', { name: /已解决|解决/ })
    .first()
    .check({ force: true })
  await standIn.page.getByTestId('send').click()
  await standIn.page.getByText('何素芬（代柳长庚）').first().waitFor()
  await sound(standIn.page)
  await picture(standIn.page, 'acted-for')
  await standIn.end()

  const phone = await signedIn('liutangcun-sec', screens.phone)
  await phone.page.goto(`${server.url}/desk/settings#leave`)
  await phone.page.getByRole('button', { name: '提前结束' }).first().waitFor()
  await sound(phone.page)
  await picture(phone.page, 'leave-phone')
  await phone.page.getByRole('button', { name: '提前结束' }).first().click()
  await phone.page.getByRole('button', { name: '确定' }).click()
  await phone.page.getByText('已结束').first().waitFor()
  await phone.end()
})

test('residents read who is there while somebody is on leave', async () => {
  const context = await browser.newContext({ viewport: screens.phone, javaScriptEnabled: false, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto(`${server.url}/v/dashiban`)
  expect(await page.locator('main').innerText()).toMatch(/请假，这几天由他代理/)
  await context.close()
})

test('a desk is handed over, and the list names who takes it', async () => {
  const liaison = await desk(server.url, 'xinqiao-l1')
  const villageId = await liaison.org('xinqiao')
  const words = { villageId, words: '晒场边的电线垂下来了', clientKey: `hand-${Date.now()}`, language: 'zh-CN' }
  await liaison.post('/cases', { ...words, channel: 'visit', consent: 'not-asked' })
  const { page, end } = await signedIn('xinqiao-sec')
  await page.goto(`${server.url}/desk/hand-over`)
  await sound(page)
  await choose(page, '移交谁的工作', /滕秀英/)
  await choose(page, '全部交给', /邬志鹏/)
  await sound(page)
  await picture(page, 'hand-over')
  await page.getByTestId('hand-over').click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: '移 交' })
    .or(page.getByRole('dialog').getByRole('button', { name: '移交' }))
    .first()
    .click()
  await page.getByText('还剩 0 件、0 户没有移交').waitFor()
  await sound(page)
  await page.emulateMedia({ media: 'print' })
  await picture(page, 'hand-over-print')
  expect(await page.locator('.hand-over-list').innerText()).toMatch(/晒场边的电线[\s\S]*邬志鹏[\s\S]*移交人/)
  await end()
})

test.each(['desktop', 'phone'] as const)('templates are written and kept, %s', async (size) => {
  const { page, end } = await signedIn('liutang-clerk', screens[size])
  await page.goto(`${server.url}/desk/templates`)
  await page.getByText('水渠、饮水修好').first().waitFor()
  await sound(page)
  await picture(page, `templates-${size}`)
  await page.getByRole('button', { name: '新建模板' }).click()
  await page.getByLabel('名称').fill(`路灯修好 ${size}`)
  await page.getByLabel('内容').fill('{称呼}：路灯（{灯号}）修好了。')
  await page.getByText('没有这样的填空：灯号').waitFor()
  await page.getByLabel('内容').fill('{称呼}：您说的路灯（{编号}）修好了，请找13800001111。')
  await page.getByText('模板大家都能看到').waitFor()
  await sound(page)
  await picture(page, `template-form-${size}`)
  await page.getByLabel('内容').fill('{称呼}：您说的路灯（{编号}）修好了。')
  await page.getByTestId('save-template').click()
  await page.getByText(`路灯修好 ${size}`).waitFor()
  await end()
})

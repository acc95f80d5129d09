/** Who has seen a request: looked at, shown, printed and taken out on the desk; read by its resident; noted by the county office. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk } from './desk.ts'
import { member } from './member.ts'
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

test('a reason before the contact, a mark on the paper, and the resident reads who has seen it', async () => {
  const village = await desk(server.url, 'liutangcun-sec')
  const receipt = (
    await village.post('/cases', {
      clientKey: 'journey-traces',
      villageId: await village.org('liutangcun'),
      words: '三组桥上的栏杆断了。',
      contact: { name: '何桂兰', phone: '13900001234' },
      channel: 'phone',
      consent: 'given',
    })
  ).body as { caseId: string; number: string; code: string }
  const address = `/desk/cases/${receipt.caseId}`

  const secretary = await member(browser, server.url, 'liutangcun-sec')
  const { page } = secretary
  await secretary.open(address)
  const contact = page.locator('.case-contact')
  await contact.getByRole('button', { name: '显示' }).click()
  await contact.getByRole('button', { name: '显示' }).click()
  expect(await contact.getByRole('alert').innerText()).toContain('请先选一个原因')
  expect(await secretary.faults()).toEqual([])
  await contact.getByRole('radio', { name: '联系当事人' }).check()
  await contact.getByRole('button', { name: '显示' }).click()
  await contact.getByText('13900001234').waitFor()

  // whatever starts it, printing is told before the paper is drawn
  const told = page.waitForRequest((r) => r.url().endsWith(`/cases/${receipt.caseId}/printed`))
  const answered = page.waitForResponse((r) => r.url().endsWith('/printed'))
  await page.pdf()
  await told
  expect((await answered).status()).toBe(200)
  expect(await page.locator('.print-mark').getAttribute('data-text')).toMatch(
    new RegExp(`^柳长庚 \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d ${receipt.number}$`),
  )
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.print-mark').isVisible()).toBe(true)
  await page.emulateMedia({ media: 'screen' })
  expect(await page.locator('.print-mark').isVisible()).toBe(false)

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: '导出' }).click()
  expect((await download).suggestedFilename()).toBe(`${receipt.number}.html`)
  await secretary.close()

  const clerk = await member(browser, server.url, 'liutang-clerk')
  await clerk.open(address)
  await clerk.page.locator('.seen summary').click()
  await clerk.page.locator('.seen li').first().waitFor()
  const seen = await clerk.page.locator('.seen').innerText()
  expect(seen).toMatch(/柳长庚[\s\S]*看了内容[\s\S]*打印、导出、看了联系方式（联系当事人）/)
  expect(await clerk.faults()).toEqual([])
  await clerk.close()

  const resident = await phone(browser, server.url)
  await resident.visit(`/q/${receipt.number}/${receipt.code}`)
  await resident.press('谁看过我的事')
  const main = await resident.page.locator('main').innerText()
  expect(main).toMatch(/仲\*\*[\s\S]*柳塘镇党委 · 镇连心工作专干[\s\S]*看了内容/)
  expect(main).toMatch(/柳\*\*[\s\S]*打印了，导出了，看了您的联系方式/)
  expect(main).not.toContain('联系当事人')
  await resident.press('告诉我们')
  expect(new URL(resident.page.url()).pathname).toBe('/help/complaint-about-this-site')
  await resident.page.getByRole('button', { name: 'English' }).click()
  await resident.visit('/track/who-has-seen')
  expect(await resident.page.locator('main').innerText()).toMatch(/town programme clerk[\s\S]*read it/)
  expect(await resident.faults()).toEqual([])
  await resident.close()
})

test('the county office reads what was unusual and notes it; nobody is named first for having read most', async () => {
  const director = await member(browser, server.url, 'county-dir')
  await director.open('/desk/overview')
  await director.page.getByRole('link', { name: '查阅提醒' }).click()
  const night = director.page.locator('.finding[data-rule="night"]').first()
  await night.waitFor()
  expect(await night.innerText()).toMatch(/夜里看了 7 件诉求[\s\S]*仲小舟[\s\S]*LX-/)
  expect(await director.page.locator('.page-note').innerText()).toContain('这是提醒，不是处理')
  await night.getByRole('button', { name: '已了解' }).click()
  await night.getByRole('button', { name: '记为已了解' }).click()
  expect(await night.getByRole('alert').innerText()).toContain('请写一句')
  await night.getByLabel('了解到的情况').fill('问过本人，当晚值班。')
  expect(await director.faults()).toEqual([])
  await night.getByRole('button', { name: '记为已了解' }).click()
  await night.getByText('祝明远').waitFor()
  await director.close()

  const officer = await desk(server.url, 'county-off1')
  expect((await officer.get('/reads/unusual')).status).toBe(403)
})

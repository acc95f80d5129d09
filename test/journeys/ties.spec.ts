/** Three households nobody looks after: the town's clerk takes in the roster, the village's secretary takes the proposal and prints cards, a resident scans one and writes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { member, screens, windowOf } from './member.ts'
import { type Server, startServer } from './server.ts'
import { sound } from './sound.ts'
import { openBrowser, phone } from './visit.ts'

let server: Server
let browser: Browser
const folder = mkdtempSync(join(tmpdir(), 'lianxin-ties-'))
beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

let code = ''

test('the clerk takes in three households as the village sent them', { timeout: 120_000 }, async () => {
  const clerk = await member(browser, server.url, 'liutang-clerk')
  const roster = join(folder, 'roster.csv')
  const rows = ['赵甲,13900004001', '钱乙,', '孙丙,'].map((row, i) => `新桥村,${901 + i},九组,${row}`)
  writeFileSync(roster, `\ufeff${['所在村,户号,小组,户主,电话', ...rows].join('\n')}`)
  await clerk.open('/desk/rosters')
  await sound(clerk.page)
  await clerk.page.locator('#import-file').setInputFiles(roster)
  await clerk.page.getByText('新增 3').waitFor()
  await clerk.page.getByRole('button', { name: '确认导入' }).click()
  await clerk.page.getByRole('heading', { name: '导入完成' }).waitFor()
  await clerk.open('/desk/places')
  await sound(clerk.page)
  await clerk.close()
})

test('the clerk notes that one member has gone to work elsewhere, and where', { timeout: 60_000 }, async () => {
  const { page, end } = await windowOf(browser, server.url, 'liutang-clerk', { viewport: screens.phone })
  await page.goto(`${server.url}/desk/rosters?list=members`)
  await page.locator('main h1').waitFor()
  await page.getByRole('combobox', { name: '选单位' }).fill('新桥村')
  await page.keyboard.press('Enter')
  await page.getByTestId('row-member').first().click()
  await page.getByRole('radio', { name: '外出' }).check()
  await page.getByLabel('外出地点').fill('省城')
  await sound(page)
  await page.getByTestId('save-row').click()
  await page.getByText('外出 · 省城').waitFor()
  await end()
})

test('the secretary sees them, takes the proposal, makes and prints the cards', { timeout: 120_000 }, async () => {
  const secretary = await member(browser, server.url, 'xinqiao-sec')
  const { page } = secretary
  await secretary.open('/desk/ties')
  await page.getByText('还没有人联系的（3）').waitFor()
  await sound(page)
  await page.getByTestId('propose').click()
  await page.getByText('共 3 对').waitFor()
  await sound(page)
  await page.getByLabel('理由（写进每一对）').fill('支部会议定，就近联系')
  await page.getByTestId('confirm-proposal').click()
  await page.getByText('这里都结好对了').waitFor()
  await secretary.open('/desk/cards')
  await page.getByTestId('issue-cards').click()
  await page.getByTestId('preview-cards').click()
  const sheet = page.frameLocator('.card-preview iframe')
  await sheet.locator('.card').first().waitFor()
  code = (await sheet.locator('.card', { hasText: '九组 901 号' }).locator('.code b').innerText()).replaceAll(' ', '')
  expect(await sheet.locator('.card', { hasText: '九组 901 号' }).innerText()).toContain('赵**')
  await sound(page)
  await secretary.close()
  for (const path of ['/desk/ties', '/desk/cards']) {
    const { page: small, end } = await windowOf(browser, server.url, 'xinqiao-sec', {
      viewport: screens.phone,
      language: 'en',
    })
    await small.goto(`${server.url}${path}`)
    await small.locator('main h1').waitFor()
    await sound(small)
    await end()
  }
})

test('a resident scans the card, reads who it is, and writes from there', { timeout: 60_000 }, async () => {
  const hand = await phone(browser, server.url)
  await hand.visit(`/card/${code}`)
  const text = await hand.page.locator('main').innerText()
  expect(text).toContain('您的联户党员')
  expect(text).toContain('新桥村 · 九组')
  expect(text).not.toContain('赵')
  await hand.press('我有事要说')
  expect(new URL(hand.page.url()).pathname).toBe('/report/what-happened')
  await hand.page.locator('textarea').fill('门口的水管漏了两天')
  await hand.press('下一步')
  expect(await hand.page.locator('select').inputValue()).toBe('xinqiao')
  expect(await hand.page.locator('[name=place]').inputValue()).toContain('九组')
  await hand.visit('/card')
  expect(await hand.faults()).toEqual([])
  await hand.close()
})

/** Looking something up: Ctrl K, what one remembers of it, arrow and Enter; nothing but the keyboard, on a phone by touch. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Member, member } from './member.ts'
import { type Server, startServer } from './server.ts'
import { openBrowser } from './visit.ts'

let server: Server
let browser: Browser
let clerk: Member
beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
  clerk = await member(browser, server.url, 'liutang-clerk')
}, 180_000)
afterAll(async () => {
  await clerk?.close()
  await browser?.close()
  await server?.stop()
}, 60_000)

const patient = { timeout: 15_000 }
const options = () => clerk.page.getByRole('option')
/** The index is a second or two behind what was written down. */
const type = async (words: string) => {
  const box = clerk.page.getByRole('combobox', { name: '查找' })
  await expect
    .poll(async () => {
      await box.fill('')
      await box.fill(words)
      await clerk.page.waitForTimeout(600)
      return options().count()
    }, patient)
    .toBeGreaterThan(0)
}

test('words are found and marked; arrow and Enter open the request; it is offered the next time', async () => {
  const { page } = clerk
  await clerk.open('/desk/cases')
  const number = (await page.locator('table.cases tbody .col-number').first().textContent()) ?? ''
  const said = (await page.locator('table.cases tbody tr').first().textContent()) ?? ''
  const word = /\p{Script=Han}{2}/u.exec(said.slice(said.indexOf(number) + number.length))?.[0] ?? ''
  await page.keyboard.press('Control+k')
  expect(await page.getByText('可以查').isVisible()).toBe(true)
  await type(word)
  expect(await page.locator('.search-dialog mark').first().textContent()).toBe(word)
  expect(await clerk.faults()).toEqual([])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/(cases\/[0-9a-f-]{36}|cases\?)/)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /查找|Search/ }).fill(number)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/)
  await page.getByText(number).first().waitFor()
  await page.getByRole('link', { name: '待办' }).click()
  await page.keyboard.press('/')
  await page.getByRole('option', { name: number }).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  expect(new URL(page.url()).search).toBe('')
})

test('a village leads to its list; on a phone the search is a page without sideways scrolling', async () => {
  const { page } = clerk
  await page.setViewportSize({ width: 360, height: 800 })
  await clerk.open('/desk/cases')
  await page.getByRole('button', { name: /编号、姓名/ }).click()
  await type('村')
  expect(await clerk.faults()).toEqual([])
  const { scroll, width } = await page.evaluate(() => ({
    scroll: document.querySelector('.search-dialog')?.scrollWidth ?? 0,
    width: document.querySelector('.search-dialog')?.clientWidth ?? 0,
  }))
  expect(scroll).toBe(width)
  await page.getByRole('group', { name: '地点' }).getByRole('option').first().click()
  await page.waitForURL(/village=/)
})

/** A morning with lists at the county office: a view saved, many rows hurried at once, the whole taken out, the problem list on paper. */
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { windowOf } from './member.ts'
import { type Server, startServer } from './server.ts'
import { sound } from './sound.ts'
import { openBrowser } from './visit.ts'

let server: Server
let browser: Browser
let page: Page
const faults: string[] = []
beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
  page = (await windowOf(browser, server.url, 'county-dir')).page
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(`${server.url}/desk/`)
  await page.locator('.rail').waitFor()
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
}, 60_000)

const rows = () => page.locator('.case-table tbody tr[data-index]')
const shown = (text: string) => page.getByText(text, { exact: false }).first().waitFor()

test('a long list draws only what is in sight, and reads on while one scrolls', async () => {
  await page.goto(`${server.url}/desk/cases`)
  await rows().first().waitFor()
  for (let turn = 0; turn < 40; turn++) {
    await page.mouse.wheel(0, 20_000)
    await page.waitForTimeout(100)
    if ((await page.locator('.more').count()) === 0) break
  }
  const total = Number(await page.locator('.case-table').getAttribute('aria-rowcount')) - 1
  expect(total).toBeGreaterThan(100)
  expect(await page.locator('.more').count()).toBe(0)
  await page.mouse.wheel(0, 100_000)
  await page.locator(`tr[aria-rowindex="${total + 1}"]`).waitFor()
  expect(await rows().count()).toBeLessThan(70)
})

test('a filter becomes a view under a name, for the office and all below it', async () => {
  await page.goto(`${server.url}/desk/cases?category=water&open=true`)
  await rows().first().waitFor()
  await page.getByRole('button', { name: '视图：自选条件' }).click()
  await page.getByRole('button', { name: '保存、整理视图…' }).click()
  await page.getByLabel('视图名称').first().fill('没办完的水')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.goto(`${server.url}/desk/cases`)
  await page.getByRole('button', { name: '视图：全部' }).click()
  await page.getByRole('button', { name: '没办完的水' }).click()
  await page.waitForURL(/category=water/)
  await page.getByRole('button', { name: '视图：没办完的水' }).waitFor()
  await sound(page)
})

test('many are hurried at once: chosen by key, foreseen, done row by row', async () => {
  await page.goto(`${server.url}/desk/cases?open=true`)
  await rows().first().waitFor()
  for (const key of ['j', 'x', 'j', 'j', 'X']) {
    await page.keyboard.press(key)
    await page.waitForTimeout(100)
  }
  await shown('已选 3 件')
  await page.getByRole('button', { name: '督办', exact: true }).click()
  await page.locator('.bulk-drawer textarea').fill('请抓紧办，周五前回话')
  await page.getByRole('button', { name: '预览' }).click()
  await shown('共 3 件：3 件会办')
  await sound(page)
  await page.getByRole('button', { name: '确认，办 3 件' }).click()
  await shown('办好 3 件，没办 0 件')
  await page.getByRole('button', { name: '完成' }).click()
  await page.goto(`${server.url}/desk/supervision`)
  await shown('已督办')
  await sound(page)
})

test('the whole result leaves as a file that says how many, first and last', async () => {
  await page.goto(`${server.url}/desk/cases?open=true`)
  await rows().first().waitFor()
  await page.getByRole('button', { name: '导出' }).click()
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: '文本表格（.csv）' }).click()
  const text = readFileSync((await (await coming).path()) ?? '', 'utf8').trimEnd()
  const lines = text.split('\r\n')
  const n = Number(/共 (\d+) 件/.exec(lines[0] ?? '')?.[1])
  expect(n).toBeGreaterThan(50)
  expect(lines.at(-1)).toBe(`共 ${n} 件，导出完`)
  await shown(`已导出 ${n} 件`)
})

test('the problem list goes on paper as a table under one head, and the trace is told', async () => {
  await page.goto(`${server.url}/desk/problems`)
  await page.locator('.work-table').waitFor()
  await sound(page)
  const told = page.waitForRequest((r) => r.url().endsWith('/cases/printed'))
  const pdf = await page.pdf({ preferCSSPageSize: true })
  expect(((await told).postDataJSON() as { caseIds: string[] }).caseIds.length).toBeGreaterThan(50)
  expect(pdf.length).toBeGreaterThan(10_000)
  await page.setViewportSize({ width: 360, height: 800 })
  await page.goto(`${server.url}/desk/problems`)
  await page.locator('.work-card').first().waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  await sound(page)
  expect(faults).toEqual([])
})

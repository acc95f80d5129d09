/** A town's and a county's look at the whole: the map by key and by press, a table beside it, a period in the address; outlines put in; hints and larger type. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

const patient = { timeout: 15_000 }
/** A member signed in at the API, at a page of the desk. */
async function at(username: string, path: string, viewport = screens.desktop) {
  const { page, end } = await windowOf(browser, server.url, username, { viewport })
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(`${server.url}/desk/${path}`)
  await page.locator('h1').first().waitFor()
  return { page, faults, end }
}
const rows = (page: Page) => page.locator('table.cases tbody tr')

test('the county goes over the map by keys, opens a village, and reads the same as a table', async () => {
  const { page, faults, end } = await at('county-dir', 'overview')
  const villages = page.locator('a.village')
  await expect.poll(() => villages.count(), patient).toBe(12)
  await sound(page)
  await villages.first().focus()
  await page.keyboard.press('ArrowRight')
  const here = page.locator('a.village:focus')
  const said = (await here.locator('title').textContent()) ?? ''
  const [, name = '', open = ''] = /^(.+)：未办结 (\d+) 件/.exec(said) ?? []
  await page.keyboard.press('Enter')
  await page.waitForURL(/village=/)
  await expect.poll(() => rows(page).count(), patient).toBe(Number(open))
  await page.goBack()
  await page.getByRole('region', { name: '各村未办结' }).getByRole('button', { name: '表格' }).click()
  const row = page.locator('table.numbers tr', { hasText: name }).first()
  expect(await row.locator('td').first().textContent()).toBe(open)
  expect(faults).toEqual([])
  await end()
})

test('a town sees its villages alone; the period stands in the address', async () => {
  const { page, end } = await at('liutang-clerk', 'overview?period=year')
  await expect.poll(() => page.locator('a.village').count(), patient).toBe(4)
  const registered = page.locator('.total', { hasText: '本期登记' })
  const n = Number(await registered.locator('.total-n').textContent())
  await registered.click()
  await page.waitForURL(/from=\d{4}-01-01/)
  await expect.poll(() => rows(page).count(), patient).toBe(Math.min(n, 50))
  await end()
})

test('outlines are told of before they are put in, and a file with faults changes nothing', async () => {
  const { page, end } = await at('sysadmin', 'settings')
  const ring = [
    [125, 29],
    [125.1, 29],
    [125.1, 29.1],
    [125, 29],
  ]
  const file = (name: string, coordinates: number[][]) => ({
    name: 'outlines.geojson',
    mimeType: 'application/geo+json',
    buffer: Buffer.from(
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          { type: 'Feature', properties: { name }, geometry: { type: 'Polygon', coordinates: [coordinates] } },
        ],
      }),
    ),
  })
  const put = page.getByTestId('put-boundaries')
  await page.locator('#boundaries-file').setInputFiles(file('柳塘村', ring.slice(0, 3)))
  await page.locator('#boundaries').getByText('第 1 个面（柳塘村）：边界线的点太少').waitFor()
  expect(await put.count()).toBe(0)
  await page.locator('#boundaries-file').setInputFiles(file('柳塘村', ring))
  await put.click()
  await page.locator('#boundaries').getByText('已导入 1 个村的边界').waitFor()
  await sound(page)
  await end()
})

test('a hint is put away for good and comes back when asked for; larger type stands on a phone', async () => {
  const { page, end } = await at('liutangcun-sec', 'overview', screens.phone)
  const hint = page.getByRole('complementary', { name: '这一页怎么用' })
  await hint.getByRole('button', { name: '明白，收起' }).click()
  await page.reload()
  await page.locator('.total').first().waitFor()
  expect(await hint.count()).toBe(0)
  await page.goto(`${server.url}/desk/settings`)
  await page.getByRole('radio', { name: '特大' }).check()
  await page.getByRole('button', { name: '重新显示提示' }).click()
  for (const path of ['overview', 'inbox', 'cases']) {
    await page.goto(`${server.url}/desk/${path}`)
    await hint.waitFor()
    await sound(page)
  }
  expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('18.2px')
  await end()
})

test('letters are shortcuts until they are turned off; Ctrl K always is', async () => {
  const { page, end } = await at('county-dir', 'settings')
  const help = page.getByRole('dialog', { name: '快捷键' })
  await page.keyboard.press('?')
  await help.waitFor()
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'hidden' })
  await page.getByRole('checkbox', { name: '单个字母当快捷键用' }).uncheck()
  await page.keyboard.press('?')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  expect(await help.count()).toBe(0)
  await end()
})

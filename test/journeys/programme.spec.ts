/** The day a scheme comes into force: a fault named by its line and put right, the changes looked at, applied; everybody sees what is promised. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { aScheme, meetings, visits } from '../a-scheme.ts'
import { screens, windowOf } from './member.ts'
import { type Server, startServer } from './server.ts'
import { sound } from './sound.ts'
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

/** A picture for whoever wants to look: named in LIANXIN_PICTURES. */
const picture = async (page: Page, name: string) => {
  const folder = process.env['LIANXIN_PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}
const open = async (page: Page, path: string) => {
  await page.goto(`${server.url}${path}`)
  await page.locator('main h1').waitFor()
}
// the demo runs schemes of its own: these kinds stand beside theirs
const { visit, meeting } = parse(aScheme()).recordKinds
const source = aScheme({
  recordKinds: { 'house-call': visit, sitting: meeting },
  duties: {
    visits: visits(null, { measure: { distinct: 'house-call', by: 'household' } }),
    meetings: { ...meetings(1), measure: { count: 'sitting' } },
  },
})

test('the director puts a file right line by line, looks at what changes, applies it and sets the number left open', async () => {
  const { page, end } = await windowOf(browser, server.url, 'county-dir')
  await open(page, '/desk/programme')
  await sound(page)
  await picture(page, 'empty')
  await page.getByRole('link', { name: '放入文件' }).click()
  const field = page.getByLabel('或者把文件内容贴在这里')
  const broken = source.replace('per: quarter', 'per: quarterly')
  await field.fill(broken)
  await page.getByRole('button', { name: '检查' }).click()
  const line = broken.split('\n').findIndex((l) => l.includes('quarterly')) + 1
  const fault = page.getByRole('listitem').filter({ hasText: 'duties.meetings.per' })
  await fault.getByText(`第 ${line} 行`).waitFor()
  expect(await fault.locator('pre').innerText()).toContain('per: quarterly')
  await sound(page)
  await picture(page, 'fault')
  // to the line: what was typed is still there, and the line is chosen
  await fault.getByRole('button').click()
  expect(await field.evaluate((f: HTMLTextAreaElement) => f.value.slice(f.selectionStart, f.selectionEnd))).toContain(
    'per: quarterly',
  )
  expect(await field.inputValue()).toBe(broken)
  await field.fill(source)
  await page.getByRole('button', { name: '检查' }).click()
  await page.getByRole('heading', { name: '会变什么' }).waitFor()
  await page.getByText('走访农户：要做多少').waitFor()
  await sound(page)
  await picture(page, 'plan')
  const apply = page.getByRole('button', { name: '确认生效' })
  expect(await apply.isDisabled()).toBe(true)
  await page.getByLabel('我看过会变什么').check()
  await apply.click()
  await page.getByText('已生效：《清和县连心方案》').waitFor()
  await page.getByRole('link', { name: '看实施方案' }).click()
  await page.getByLabel('走访农户：要做多少').fill('40')
  await page.locator('form.blank', { hasText: '走访农户：要做多少' }).getByRole('button', { name: '定下来' }).click()
  await page.getByText('每年走访至少 40 户').waitFor()
  await sound(page)
  await picture(page, 'running')
  await end()
})

test('a member reads the same on a phone, in English too, and has nothing to change', async () => {
  for (const language of ['zh-CN', 'en'] as const) {
    const { page, end } = await windowOf(browser, server.url, 'liutangcun-l1', { viewport: screens.phone, language })
    await open(page, '/desk/programme')
    await page.getByText(language === 'en' ? 'at least 40 households by visit' : '每年走访至少 40 户').waitFor()
    expect(await page.getByRole('button', { name: /停止执行|End it/ }).count()).toBe(0)
    await sound(page)
    await picture(page, `member-${language}`)
    await end()
  }
})

test('a first file from questions: shown in full, then the same check', async () => {
  const { page, end } = await windowOf(browser, server.url, 'county-dir', { viewport: screens.phone })
  await open(page, '/desk/programme/new')
  await page.getByLabel('方案叫什么').fill('柳塘镇连心方案')
  await page.getByLabel('代码').fill('liutang-2027')
  await page.getByLabel('照哪份文件').fill('柳发〔2027〕1号')
  await sound(page)
  await picture(page, 'questions')
  await page.getByRole('button', { name: '写成文件' }).click()
  await page.getByRole('heading', { name: '文件写好了' }).waitFor()
  expect(await page.getByLabel('或者把文件内容贴在这里').inputValue()).toContain('programme: liutang-2027')
  await page.getByRole('button', { name: '检查' }).click()
  await page.getByRole('heading', { name: '会变什么' }).waitFor()
  await sound(page)
  await picture(page, 'made')
  await end()
})

test('a resident reads what is promised, without an account and without scripts', async () => {
  for (const language of ['zh-CN', 'en']) {
    const p = await phone(browser, server.url, { language })
    await p.visit('/programme')
    const main = await p.page.locator('main').innerText()
    expect(main).toContain(language === 'en' ? 'at least 40 households by visit' : '每年走访至少 40 户')
    expect(await p.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(await p.faults()).toEqual([])
    await picture(p.page, `resident-${language}`)
    await p.close()
  }
})

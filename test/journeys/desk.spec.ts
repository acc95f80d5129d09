/** A day at the desk: signing in as each role, the inbox, filters, the weekly list, the overview; axe on every page, desktop and phone. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPassword } from './desk.ts'
import { type Server, startServer } from './server.ts'
import { sound } from './sound.ts'
import { openBrowser } from './visit.ts'

let server: Server
let browser: Browser
let password = ''
beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
  password = await demoPassword(server.url)
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
}, 60_000)

const wide = { width: 1440, height: 900 }
const phone = { width: 360, height: 800 }
const patient = { timeout: 15_000 }

async function open(viewport: { width: number; height: number } = wide, language = 'zh-CN') {
  const context = await browser.newContext({ viewport, locale: language, reducedMotion: 'reduce' })
  await context.addCookies([{ name: 'lang', value: language, url: server.url }])
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  return { page, faults, end: () => context.close() }
}

/** Signs in the way a person does, and waits for the first page. */
async function signIn(page: Page, username: string, language = 'zh-CN') {
  await page.goto(`${server.url}/desk/`)
  await page.locator('#username').fill(username)
  await page.locator('#password').fill(password)
  await page.getByRole('button', { name: language === 'en' ? 'Sign in' : '登录', exact: true }).click()
  await page.locator('.rail').waitFor()
}

test('a wrong password is refused in words, the right one leads back to the address asked for', async () => {
  const { page, faults, end } = await open()
  await page.goto(`${server.url}/desk/cases?late=true`)
  await page.locator('#username').fill('liutang-clerk')
  await page.locator('#password').fill('not-this-one')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  expect(await page.getByRole('alert').textContent()).toContain('用户名或密码不对')
  await sound(page)
  await page.locator('#password').fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '诉求' }).waitFor()
  expect(new URL(page.url()).search).toBe('?late=true')
  expect(faults).toEqual([])
  await end()
})

test('each role finds its own entries, and what waits for it', async () => {
  const roles = {
    'liutangcun-l1': ['待办', '诉求', '记录', '任务', '周清单', '设置'],
    'liutangcun-sec': ['待办', '诉求', '记录', '任务', '总览', '设置'],
    'liutang-clerk': ['待办', '诉求', '记录', '任务', '总览', '设置'],
    'liutang-affairs-off': ['待办', '诉求', '记录', '任务', '周清单', '设置'],
    'county-off1': ['待办', '诉求', '记录', '任务', '总览', '设置'],
    'county-sup': ['待办', '诉求', '回访', '任务', '总览', '设置'],
    sysadmin: ['组织机构', '人员岗位', '短信', '设置'],
    secadmin: ['账号安全', '设置'],
    auditadmin: ['审计', '设置'],
  }
  for (const [username, entries] of Object.entries(roles)) {
    const { page, faults, end } = await open()
    await signIn(page, username)
    const seen = await page.locator('.rail-entry > span:nth-child(2)').allTextContents()
    expect(seen, username).toEqual(entries)
    await sound(page)
    expect(faults, username).toEqual([])
    await end()
  }
})

test('the inbox is walked with j and k, and the case opens beside the list', async () => {
  const { page, end } = await open()
  await signIn(page, 'liutang-clerk')
  const rows = page.locator('a.row')
  await rows.first().waitFor()
  const opened = (n: number) => expect.poll(() => rows.nth(n).getAttribute('class')).toContain('row-open')
  await opened(0)
  await page.keyboard.press('j')
  await page.waitForURL(/\/inbox\?case=/)
  await opened(1)
  await page.keyboard.press('k')
  await opened(0)
  await page.locator('.pane .case').first().waitFor()
  await page.keyboard.press('?')
  expect(await page.getByRole('dialog').textContent()).toContain('快捷键')
  await end()
})

test('a filter stands in the address, and the address alone gives the same list', async () => {
  const { page, end } = await open()
  await signIn(page, 'liutang-clerk')
  await page.getByRole('link', { name: '诉求', exact: true }).click()
  await page.getByRole('button', { name: '重办过' }).click()
  await page.waitForURL(/reopened=true/)
  await page.locator('table.cases').waitFor()
  const numbers = () => page.locator('table.cases tbody .col-number').allTextContents()
  const found = await numbers()
  expect(found.length).toBeGreaterThan(0)
  await page.reload()
  await expect.poll(numbers, patient).toEqual(found)
  await page.goto(`${server.url}/desk/cases?words=${encodeURIComponent('没有人会写这句话')}`)
  await page.getByText('没有符合这些条件的诉求').waitFor()
  await sound(page)
  await end()
})

test('a number typed into the search box opens the case', async () => {
  const { page, end } = await open()
  await signIn(page, 'county-off1')
  await page.getByRole('link', { name: '诉求', exact: true }).click()
  const number = (await page.locator('table.cases tbody .col-number').first().textContent()) ?? ''
  await page.keyboard.press('Control+k')
  await page.keyboard.type(number.toLowerCase())
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/)
  await page.getByText(number).first().waitFor()
  await end()
})

test('each figure of the overview opens a list of that many cases', async () => {
  const { page, end } = await open()
  await signIn(page, 'liutang-clerk')
  await page.getByRole('link', { name: '总览' }).click()
  // nothing of the town's is late for long: what is goes up by itself
  const again = page.locator('.total', { hasText: '重办过' })
  const n = Number(await again.locator('.total-n').textContent())
  expect(n).toBeGreaterThan(0)
  await page.getByRole('button', { name: '表格' }).first().click()
  await page.locator('table.numbers').first().waitFor()
  await sound(page)
  await again.click()
  await page.waitForURL(/reopened=true/)
  await expect.poll(() => page.locator('table.cases tbody tr').count(), patient).toBe(n)
  await end()
})

test('the weekly list turns back a week, and prints without the rail', async () => {
  const { page, end } = await open()
  await signIn(page, 'liutangcun-sec')
  await page.getByRole('link', { name: '总览' }).click()
  await page.getByRole('link', { name: '周清单' }).click()
  await page.getByRole('heading', { level: 1, name: '诉求周清单' }).waitFor()
  await page.getByRole('button', { name: '上一周' }).click()
  await page.waitForURL(/week=\d{4}-\d{2}-\d{2}/)
  await page.getByRole('button', { name: '下一周' }).waitFor()
  await sound(page)
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.rail').isVisible()).toBe(false)
  await end()
})

test('notices are marked read, the language is kept, and signing out ends it', async () => {
  const { page, end } = await open()
  await signIn(page, 'county-off1')
  await page.getByRole('button', { name: /^通知，\d+ 条未读$/ }).click()
  await page.getByRole('button', { name: '全部标为已读' }).click()
  await page.getByRole('button', { name: '通知，0 条未读', includeHidden: true }).waitFor({ state: 'attached' })
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'EN' }).click()
  await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.locator('#username').waitFor()
  await page.goto(`${server.url}/desk/overview`)
  await page.locator('#username').waitFor()
  await end()
})

test('every page stands at phone width, in both languages', async () => {
  for (const language of ['zh-CN', 'en']) {
    const { page, faults, end } = await open(phone, language)
    await signIn(page, 'liutangcun-sec', language)
    for (const path of ['inbox', 'triage', 'cases', 'weekly', 'overview', 'settings', 'nowhere']) {
      await page.goto(`${server.url}/desk/${path}`)
      await page.locator('h1').first().waitFor()
      await sound(page)
    }
    expect(faults).toEqual([])
    await end()
  }
})

/** A day of the administrators: one locks an account and says why, the other finds it in the trail; axe on every page, desktop and phone. */
import type { Browser } from 'playwright-core'
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

const signedIn = (username: string, viewport = screens.desktop, language = 'zh-CN') =>
  windowOf(browser, server.url, username, { viewport, language })

test('an account is locked with a reason; the auditor reads who did it and why, and takes the list away as a file', async () => {
  const security = await signedIn('secadmin')
  await security.page.goto(`${server.url}/desk/accounts?q=chayuan-l2`)
  await security.page.getByRole('button', { name: '停用' }).click()
  const dialog = security.page.getByRole('dialog')
  expect(await dialog.getByRole('button', { name: '停用' }).isDisabled()).toBe(true)
  await dialog.getByLabel('理由').fill('借调离岗，暂停使用')
  await sound(security.page)
  await dialog.getByRole('button', { name: '停用' }).click()
  await security.page.getByText('已停用').first().waitFor()
  await security.page.getByRole('button', { name: '解锁' }).waitFor()
  await security.end()

  const audit = await signedIn('auditadmin')
  await audit.page.goto(`${server.url}/desk/audit?kind=account-locked`)
  const row = audit.page.locator('.trail tbody tr').first()
  await row.waitFor()
  expect(await row.innerText()).toMatch(/谌守正[\s\S]*停用账号[\s\S]*邱大春[\s\S]*借调离岗，暂停使用/)
  const [file] = await Promise.all([
    audit.page.waitForEvent('download'),
    audit.page.getByRole('link', { name: '导出表格' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/)
  await audit.end()
})

test.each(Object.entries(screens))('on a %s the pages of both stand well, in both languages', async (_, viewport) => {
  for (const language of ['zh-CN', 'en'])
    for (const [username, paths] of [
      ['secadmin', ['/desk/accounts', '/desk/accounts?q=nobody-of-this-name', '/desk/settings']],
      ['auditadmin', ['/desk/audit', '/desk/audit?from=2001-01-01&to=2001-01-02']],
    ] as const) {
      const { page, end } = await signedIn(username, viewport, language)
      for (const path of paths) {
        await page.goto(server.url + path)
        await page.locator('main h1').waitFor()
        await sound(page)
      }
      await end()
    }
})

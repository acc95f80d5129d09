/** A member at the desk in a browser: signed in, their pages looked at by axe. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { demoPassword } from './desk.ts'

export type Member = {
  page: Page
  open(path: string): Promise<void>
  /** Takes a step: opens its form, fills it, sends it, waits until it is done. */
  step(action: string, fill?: () => Promise<void>): Promise<void>
  choose(label: string, option: string): Promise<void>
  /** What axe finds serious or critical on the page as it stands. */
  faults(): Promise<string[]>
  close(): Promise<void>
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export async function member(browser: Browser, base: string, username: string): Promise<Member> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    baseURL: base,
    bypassCSP: true,
  })
  const password = await demoPassword(base, username)
  const signedIn = await context.request.post('/api/v1/session', { data: { username, password } })
  if (!signedIn.ok()) throw new Error(`${username} cannot sign in: ${await signedIn.text()}`)
  const page = await context.newPage()
  const panel = page.locator('.step-panel')
  return {
    page,
    open: async (path) => {
      await page.goto(path)
      await page.locator('main h1').waitFor()
    },
    step: async (action, fill) => {
      await page.locator(`[data-action="${action}"]`).first().click()
      await panel.getByTestId('send').waitFor()
      await fill?.()
      await panel.getByTestId('send').click()
      await panel.waitFor({ state: 'detached' })
    },
    choose: async (label, option) => {
      await page.getByLabel(label).click()
      const item = page.locator('.ant-select-item-option').filter({ hasText: option }).first()
      await item.waitFor()
      // the list still glides into place: a pointer may land on what lies under it
      await item.dispatchEvent('click')
    },
    faults: async () => {
      const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
      return violations
        .filter((v) => v.impact === 'serious' || v.impact === 'critical')
        .map((v) => `${new URL(page.url()).pathname}: ${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)
    },
    close: () => context.close(),
  }
}

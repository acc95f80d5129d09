/** A member at the desk in a browser: signed in, their pages looked at by axe. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
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

async function enter(context: BrowserContext, base: string, username: string) {
  const data = { username, password: await demoPassword(base, username) }
  const reply = await context.request.post(`${base}/api/v1/session`, { data })
  if (reply.status() !== 200) throw new Error(`${username} cannot sign in: ${await reply.text()}`)
}

export const screens = { desktop: { width: 1440, height: 900 }, phone: { width: 360, height: 800 } }

/** A window of a member's own, signed in: on which screen, in which language. What it must stand, `sound` looks at. */
export async function windowOf(
  browser: Browser,
  base: string,
  username: string,
  { viewport = screens.desktop, language = 'zh-CN' } = {},
) {
  const context = await browser.newContext({ viewport, locale: language, reducedMotion: 'reduce' })
  await context.addCookies([{ name: 'lang', value: language, url: base }])
  await enter(context, base, username)
  return { page: await context.newPage(), end: () => context.close() }
}

export async function member(browser: Browser, base: string, username: string): Promise<Member> {
  const context = await browser.newContext({
    viewport: screens.desktop,
    locale: 'zh-CN',
    baseURL: base,
    bypassCSP: true,
  })
  await enter(context, base, username)
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

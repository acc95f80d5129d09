/** A resident's phone: 360 px wide, no JavaScript. Every page it opens is looked at by axe, in a second browser that has the same cookies. */
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium as engine, type Page } from 'playwright-core'
import { chromium } from './global-setup.ts'

export const openBrowser = () =>
  engine.launch({
    executablePath: chromium,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })

export type Phone = {
  page: Page
  context: BrowserContext
  /** Opens a path and lets axe look at it. */
  visit(path: string): Promise<void>
  /** Presses a button or follows a link of the page's main part, by its text; axe looks at where it leads. */
  press(text: string): Promise<void>
  /** What axe has to say of the page as it stands: serious and critical only. */
  faults(): Promise<string[]>
  close(): Promise<void>
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export async function phone(
  browser: Browser,
  base: string,
  options: { language?: string; width?: number } = {},
): Promise<Phone> {
  const screen = {
    viewport: { width: options.width ?? 360, height: 800 },
    locale: options.language ?? 'zh-CN',
    baseURL: base,
  }
  const context = await browser.newContext({ ...screen, javaScriptEnabled: false })
  const inspector = await browser.newContext({ ...screen, bypassCSP: true })
  const page = await context.newPage()
  const look = await inspector.newPage()
  let shown = ''
  await look.route('**/*', (route) =>
    route.request().resourceType() === 'document'
      ? route.fulfill({ body: shown, contentType: 'text/html; charset=utf-8' })
      : route.abort(),
  )
  const found: string[] = []
  const seen = new Set<string>()

  /** The very document shown, error pages included, drawn again where axe may run. */
  async function inspect() {
    shown = await page.content()
    // the same page in the same dress is looked at once: what it is made of, without what it says
    const shape = new URL(page.url()).pathname + shown.slice(shown.indexOf('<body')).replace(/>[^<]*|="[^"]*"/g, '')
    if (seen.has(shape)) return
    seen.add(shape)
    await look.goto(page.url())
    const { violations } = await new AxeBuilder({ page: look }).withTags(rules).analyze()
    for (const v of violations.filter((x) => x.impact === 'serious' || x.impact === 'critical'))
      found.push(`${new URL(page.url()).pathname}: ${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)
  }
  return {
    page,
    context,
    visit: async (path) => {
      await page.goto(path)
      await inspect()
    },
    press: async (text) => {
      const target = page.locator('main').locator('a, button').filter({ hasText: text, visible: true }).first()
      // without scripts every press leads to a page: on a busy machine it may not have begun to come when the click is over
      await Promise.all([page.waitForEvent('load'), target.click()])
      await inspect()
    },
    faults: async () => found,
    close: async () => {
      await context.close()
      await inspector.close()
    },
  }
}

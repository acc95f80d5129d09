/** The desk in a real browser: what the inbox's first load brings over the wire, and how soon a list of 1,000 rows answers (docs/bench.md). */
import { parseArgs } from 'node:util'
import { type Browser, type CDPSession, chromium as engine, type Page } from 'playwright-core'
import { password } from '../desk/accounts.ts'
import { fillFolder, run } from '../desk/county.ts'
import { quantile } from '../quantile.ts'

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const screen = { width: 1440, height: 900 }

export async function bench(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      cases: { type: 'string', default: '3000' },
      rows: { type: 'string', default: '1000' },
      rounds: { type: 'string', default: '40' },
      slowdown: { type: 'string', default: '4' },
    },
  })
  const county = await fillFolder(Number(values.cases))
  const running = await run(county.folder)
  const browser = await engine.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const of = (role: string) => county.desks.find((d) => d.role === role)?.username ?? ''
    const load = await firstLoad(browser, running.url, of('secretary'))
    const rows = Number(values.rows)
    const list = await interactions(browser, running.url, of('county'), {
      rows,
      rounds: Number(values.rounds),
      slowdown: Number(values.slowdown),
    })
    return { load, rows, slowdown: Number(values.slowdown), list }
  } finally {
    await browser.close()
    await running.stop()
    county.forget()
  }
}

/** A page of somebody signed in, with nothing loaded yet. */
async function signedIn(browser: Browser, url: string, username: string): Promise<{ page: Page; cdp: CDPSession }> {
  const context = await browser.newContext({ viewport: screen, locale: 'zh-CN', reducedMotion: 'reduce' })
  await context.addCookies([{ name: 'lang', value: 'zh-CN', url }])
  const reply = await context.request.post(`${url}/api/v1/session`, {
    data: { username, password },
    headers: { origin: url },
  })
  if (!reply.ok()) throw new Error(`${username} could not sign in: ${reply.status()}`)
  const page = await context.newPage()
  return { page, cdp: await context.newCDPSession(page) }
}

/** Bytes as they came over the wire, with the cache off, until the first case stands beside the list. */
async function firstLoad(browser: Browser, url: string, username: string) {
  const { page, cdp } = await signedIn(browser, url, username)
  await cdp.send('Network.enable')
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true })
  const paths = new Map<string, string>()
  const bytes = { desk: 0, api: 0 }
  cdp.on('Network.responseReceived', (e) => paths.set(e.requestId, new URL(e.response.url).pathname))
  cdp.on('Network.loadingFinished', (e) => {
    bytes[paths.get(e.requestId)?.startsWith('/api/') ? 'api' : 'desk'] += e.encodedDataLength
  })
  const begun = performance.now()
  await page.goto(`${url}/desk/inbox`)
  await page.locator('.rows .row').first().waitFor()
  await page.locator('.pane .case-actions').waitFor()
  const milliseconds = Math.round(performance.now() - begun)
  await page.waitForTimeout(1500)
  await page.context().close()
  const kilobytes = (n: number) => Math.round(n / 102.4) / 10
  return {
    kilobytes: kilobytes(bytes.desk + bytes.api),
    desk: kilobytes(bytes.desk),
    api: kilobytes(bytes.api),
    milliseconds,
  }
}

/** From the input itself to the frame that shows what it did, as the page's own clock tells. */
const watch = `
  globalThis.took = []
  const channel = new MessageChannel()
  let waiting = []
  channel.port1.onmessage = () => { for (const at of waiting) took.push(performance.now() - at); waiting = [] }
  for (const kind of ['click', 'keydown', 'wheel'])
    addEventListener(kind, (e) => { const at = e.timeStamp; requestAnimationFrame(() => { waiting.push(at); channel.port2.postMessage(0) }) }, { capture: true, passive: true })
`

type How = { rows: number; rounds: number; slowdown: number }
async function interactions(browser: Browser, url: string, username: string, how: How) {
  const { page, cdp } = await signedIn(browser, url, username)
  await page.goto(`${url}/desk/cases`)
  await page.locator('.case-table tbody .col-words').first().waitFor()
  // as one reads on: a page more with every look at the end
  for (let turn = 0; turn < how.rows; turn++) {
    if ((await loaded(page)) >= how.rows) break
    await page.mouse.wheel(0, 100_000)
    await page.waitForTimeout(60)
  }
  if ((await loaded(page)) < how.rows) throw new Error(`only ${await loaded(page)} rows came`)
  await page.evaluate(watch)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: how.slowdown })
  const result: Record<string, { p50: number; p95: number }> = {}
  const measure = async (what: string, act: (turn: number) => Promise<void>) => {
    await page.evaluate('took.length = 0')
    for (let turn = 0; turn < how.rounds; turn++) {
      await act(turn)
      await page.waitForTimeout(120)
    }
    const took = await page.evaluate<number[]>('took')
    if (took.length < how.rounds) throw new Error(`${what}: ${took.length} of ${how.rounds} were seen`)
    const at = (share: number) => Math.round(quantile(took, share))
    result[what] = { p50: at(0.5), p95: at(0.95) }
  }
  await page.evaluate('scrollTo(0, 0)')
  await page.waitForTimeout(500)
  const boxes = page.locator('.case-table tbody .box input')
  await measure('select', (turn) => boxes.nth(turn % 8).click())
  await measure('scroll', (turn) => page.mouse.wheel(0, turn % 20 < 10 ? 900 : -900))
  await page.evaluate('scrollTo(0, 0)')
  const view = page.locator('.disclosure-button').first()
  await measure('open', () => view.click())
  await page.keyboard.press('Escape')
  const words = page.locator('.filters input').first()
  await words.click()
  await measure('type', (turn) => page.keyboard.press(turn % 12 < 8 ? 'a' : 'Backspace'))
  await measure('filter', async (turn) => {
    await page
      .locator('.toggles button')
      .nth(turn % 2)
      .click()
  })
  await page.context().close()
  return result
}

/** Rows the list holds, drawn or not: how far it can be scrolled. */
const loaded = (page: Page) =>
  page.evaluate(() => {
    const table = document.querySelector('.case-table')
    return table ? Math.floor(table.getBoundingClientRect().height / 61) : 0
  })

/** A resident's way on a slow line: how long until each page of it can be used, over what Chromium calls Slow 3G (docs/bench.md). */
import { parseArgs } from 'node:util'
import { type Browser, chromium as engine } from 'playwright-core'
import { fillFolder, run } from '../desk/county.ts'
import { quantile } from '../quantile.ts'

/** 400 ms there and back, 400 kbit/s each way: what the tools of Chromium have long called Slow 3G. */
const slow3g = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

export async function bench(args: string[]) {
  const { values } = parseArgs({ args, options: { rounds: { type: 'string', default: '5' } } })
  const county = await fillFolder(1000)
  const running = await run(county.folder)
  const browser = await engine.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const times: Record<string, number[]> = {}
    const bytes: Record<string, number> = {}
    for (let round = 0; round < Number(values.rounds); round++)
      for (const [page, seen] of Object.entries(await visit(browser, running.url))) {
        times[page] = [...(times[page] ?? []), seen.milliseconds]
        bytes[page] = seen.bytes
      }
    const median = (list: number[]) => Math.round(quantile(list, 0.5))
    return Object.fromEntries(
      Object.entries(times).map(([page, list]) => [
        page,
        {
          p50: median(list),
          worst: Math.round(Math.max(...list)),
          kilobytes: Math.round((bytes[page] ?? 0) / 102.4) / 10,
        },
      ]),
    )
  } finally {
    await browser.close()
    await running.stop()
    county.forget()
  }
}

/** The first page of a new visitor, then on to the form, as they are read: the heading is drawn and what one does next can be done. */
async function visit(browser: Browser, url: string) {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, locale: 'zh-CN' })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.emulateNetworkConditions', slow3g)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  let bytes = 0
  cdp.on('Network.loadingFinished', (e) => {
    bytes += e.encodedDataLength
  })
  const seen: Record<string, { milliseconds: number; bytes: number }> = {}
  const timed = async (name: string, go: () => Promise<unknown>, usable: string) => {
    bytes = 0
    const from = performance.now()
    await go()
    await page.locator(usable).first().waitFor()
    seen[name] = { milliseconds: performance.now() - from, bytes }
    await page.waitForLoadState('load')
  }
  await timed('first', () => page.goto(url, { waitUntil: 'commit' }), 'main h1')
  await timed('form', () => page.goto(`${url}/report/what-happened`, { waitUntil: 'commit' }), 'main textarea')
  await timed('follow', () => page.goto(`${url}/track/your-code`, { waitUntil: 'commit' }), 'main input')
  await context.close()
  return seen
}

/** A resident's day: from the first word to the verdict, on a phone, without JavaScript, without an account. */
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { desk } from './desk.ts'
import { type Server, startServer } from './server.ts'
import { openBrowser, type Phone, phone } from './visit.ts'

// axe on every page takes its time where two cores are shared
vi.setConfig({ testTimeout: 300_000 })

let server: Server
let browser: Browser
beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
}, 60_000)

const photo = (colour: string) =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: colour } })
    .withExif({ IFD3: { GPSLatitude: '28/1 11/1 30/1', GPSLatitudeRef: 'N' } })
    .jpeg()
    .toBuffer()
const jpeg = async (name: string, colour: string) => ({ name, mimeType: 'image/jpeg', buffer: await photo(colour) })
const path = (p: Phone) => new URL(p.page.url()).pathname
const main = (p: Phone) => p.page.locator('main').innerText()

/** From the first question to the receipt, the short way: gives number and code. */
async function report(p: Phone, words: string, call?: string) {
  await p.visit('/report/what-happened')
  await p.page.fill('#f-words', words)
  await p.press('下一步')
  await p.page.selectOption('#f-village', 'liutangcun')
  await p.press('下一步')
  await p.press('下一步')
  if (call) {
    await p.page.check('input[value=phone]')
    await p.page.fill('#f-phone', call)
  } else await p.page.check('input[value=none]')
  await p.press('下一步')
  await p.press('交给我们')
  const [number = '', code = ''] = await p.page.locator('.codes').allTextContents()
  return { number, code: code.replaceAll(' ', '') }
}

test('the first page is small, and shows the villages under their towns', async () => {
  const response = await fetch(server.url, { headers: { 'accept-encoding': 'identity', 'accept-language': 'zh-CN' } })
  const html = await response.text()
  expect(Buffer.byteLength(html)).toBeLessThan(30 * 1024)
  expect(html).not.toContain('<script')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(html).toContain('柳塘村')
})

test('larger type or another language in the middle of writing loses no word, and Enter still means: go on', async () => {
  const p = await phone(browser, server.url)
  await p.visit('/report/what-happened')
  await p.page.fill('#f-words', '桥头的石板松了，踩上去会翻。')
  await p.page.click('header >> text=长辈版')
  expect(await p.page.inputValue('#f-words')).toBe('桥头的石板松了，踩上去会翻。')
  await p.page.click('header >> text=English')
  expect(await p.page.inputValue('#f-words')).toBe('桥头的石板松了，踩上去会翻。')
  expect(await p.page.locator('html').getAttribute('class')).toContain('elder')
  await p.visit('/track/your-code')
  await p.page.locator('main input[type=text]').first().press('Enter')
  expect(await p.page.locator('html').getAttribute('class')).toContain('text-normal')
  expect(await p.page.locator('main .summary, main [role=alert]').count()).toBeGreaterThan(0)
  await p.close()
})

test('a request with a danger in it: diverted at once, then written, sent, followed, added to and withdrawn', async () => {
  const p = await phone(browser, server.url)
  await p.visit('/')
  await p.press('柳塘村')
  expect(path(p)).toBe('/v/liutangcun')
  expect(await main(p)).toMatch(/柳长庚.*村党支部书记[\s\S]*何素芬.*联户党员 · 联系一组/)
  await p.press('我有事要说')

  await p.press('下一步')
  expect(await p.page.locator('.summary').innerText()).toContain('还没写呢')
  await p.page.fill('#f-words', '隔壁仓库着火了，烟好大。\n巷子里的路灯也坏了一个月。')
  await p.press('下一步')
  expect(path(p)).toBe('/report/stop')
  expect(await p.page.locator('a[href="tel:119"]').isVisible()).toBe(true)
  await p.press('已经打了')

  expect(await p.page.inputValue('#f-village')).toBe('liutangcun')
  await p.page.fill('#f-place', '三组晒谷坪边上')
  await p.press('下一步')

  await p.page.setInputFiles('#f-photos', [await jpeg('一.jpg', '#5a7'), await jpeg('二.jpg', '#a75')])
  await p.press('先传上去看看')
  expect(await p.page.locator('.files img').count()).toBe(2)
  await p.press('不要第 1 个')
  expect(await p.page.locator('.files img').count()).toBe(1)
  await p.page.setInputFiles('#f-photos', [
    { name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('不是照片') },
  ])
  await p.press('下一步')
  expect(await p.page.locator('.summary').innerText()).toContain('说明.txt')
  expect(await p.page.locator('.files img').count()).toBe(1)
  await p.press('下一步')

  await p.page.check('input[value=phone]')
  await p.page.fill('#f-phone', '1390000')
  await p.page.fill('#f-phone', '1390000123456')
  await p.page.fill('#f-name', '刘大姐')
  await p.press('下一步')
  expect(await p.page.locator('.summary a').getAttribute('href')).toBe('#f-phone')
  expect(await p.page.inputValue('#f-phone')).toBe('1390000123456')
  expect(await p.page.inputValue('#f-name')).toBe('刘大姐')
  await p.page.fill('#f-phone', '139 0000 1234')
  await p.press('下一步')

  expect(path(p)).toBe('/report/check-and-send')
  expect(await main(p)).toMatch(
    /隔壁仓库着火了[\s\S]*三组晒谷坪边上[\s\S]*139 0000 1234[\s\S]*村里和办事的人看到[\s\S]*别人（村公示栏）只看到/,
  )
  await p.press('交给我们')
  expect(path(p)).toBe('/report/sent')
  const [number = '', spaced = ''] = await p.page.locator('.codes').allTextContents()
  expect(number).toMatch(/^LX-\d{4}-\d{4,}$/)
  expect(spaced).toMatch(/^\d( \d){5}$/)
  expect(await p.page.locator('svg.qr').count()).toBe(1)

  // pressed again, or gone back to: the same receipt, nothing new
  await p.visit('/report/check-and-send')
  expect(path(p)).toBe('/report/sent')
  expect(await p.page.locator('.codes').first().innerText()).toBe(number)

  await p.context.clearCookies({ name: 'track' })
  await p.context.clearCookies({ name: 'draft' })
  await p.visit('/track/your-request')
  expect(path(p)).toBe('/track/your-code')
  await p.page.fill('#f-number', number.replace('LX-', ''))
  await p.page.fill('#f-code', '000000')
  await p.press('打开')
  expect(await p.page.locator('.summary').innerText()).toContain('编号或查询码不对')
  await p.page.fill('#f-code', spaced)
  await p.press('打开')
  expect(path(p)).toBe('/track/your-request')
  expect(await p.page.locator('.next').innerText()).toMatch(/^\d+月\d+日 周./)
  const file = await p.page.locator('.files a').first().getAttribute('href')
  const shown = await p.page.request.get(`${server.url}${file}`)
  expect(shown.headers()['content-type']).toBe('image/jpeg')
  expect((await sharp(await shown.body()).metadata()).exif).toBeUndefined()
  expect((await fetch(`${server.url}${file}`)).status).toBe(404)

  await p.press('补充几句或照片')
  await p.page.setInputFiles('#f-photos', [await jpeg('三.jpg', '#57a')])
  await p.press('交给我们')
  expect(await p.page.locator('.summary').innerText()).toContain('请写一两句')
  await p.page.fill('#f-words', '火灭了，人没事。路灯还是黑的。')
  await p.press('交给我们')
  expect(await main(p)).toMatch(/补充的内容收到了[\s\S]*火灭了，人没事/)
  await p.press('不用办了')
  await p.page.fill('#f-note', '自己修好了')
  await p.press('撤回这件事')
  expect(await main(p)).toMatch(/已经撤回[\s\S]*■ 您撤回了/)
  await p.press('看完了')
  await p.visit('/track/your-request')
  expect(path(p)).toBe('/track/your-code')
  await p.visit('/report/sent')
  expect(path(p)).toBe('/')
  expect(await p.faults()).toEqual([])
  await p.close()
})

test('an anonymous request is settled by the village, and only the resident’s verdict closes it', async () => {
  const p = await phone(browser, server.url)
  const { number, code } = await report(p, '村口的垃圾堆了三天没人拉，臭得很。')
  expect(await main(p)).toContain('没留电话，我们没法打给您')

  const village = await desk(server.url, 'liutangcun-sec')
  const list = await village.get('/cases?limit=5')
  const item = (list.body['items'] as { id: string; number: string; version: number }[]).find(
    (c) => c.number === number,
  )
  const step = async (action: string, body: object) => {
    const done = await village.post(`/cases/${item?.id}/${action}`, body)
    expect(done.status, JSON.stringify(done.body)).toBeLessThan(300)
  }
  await step('accept', { category: 'environment', nature: 'help', urgency: 'ordinary', extent: 'common' })
  await step('settle', {
    result: 'resolved',
    answer: '垃圾今早拉走了，以后每周二、周五来拉。',
    publicNote: '村口垃圾清运，每周两次。',
  })

  // the public log: explained, and the request in it or about to be; what can be taken away comes as text
  await p.visit('/log')
  expect(await main(p)).toContain('怎么核对')
  await p.visit('/track/your-request')
  expect(await main(p)).toMatch(/在登记簿里：第 \d+ 条，未被改动|还没写进登记簿/)
  const taken = await p.page.request.get(`${server.url}/track/receipt.txt`)
  expect(await taken.text()).toMatch(/^leaf( [0-9a-f]{4}){16}$/m)
  expect(await taken.text()).not.toContain(code)
  // what the receipt's QR code holds: it opens, it changes nothing
  await p.visit(`/q/${number}/${code}`)
  expect(path(p)).toBe('/track/your-request')
  expect(await main(p)).toContain('垃圾今早拉走了')
  await p.press('评一评')
  await p.press('就这么评')
  expect(await p.page.locator('.summary li').count()).toBe(1)
  await p.page.check('input[name=resolved][value=no]')
  await p.page.fill('#f-why', '只拉走了一半。')
  await p.press('就这么评')
  expect(await main(p)).toMatch(/谢谢您的评价[\s\S]*重新办[\s\S]*只拉走了一半/)

  const town = await desk(server.url, 'liutang-clerk')
  const settled = await town.post(`/cases/${item?.id}/settle`, {
    result: 'resolved',
    answer: '镇里派车全部拉走了。',
    publicNote: '村口垃圾全部清走。',
  })
  expect(settled.status).toBeLessThan(300)
  await p.visit('/verdict/was-it-settled')
  await p.page.check('input[name=resolved][value=yes]')
  await p.page.check('input[name=satisfied][value=satisfied]')
  await p.press('就这么评')
  expect(await main(p)).toMatch(/■ 办完了[\s\S]*您的评价： 解决了 · 满意。\d+月\d+日 周.前可以改/)
  // it may be changed for some days: what was said stands in the form, and what a change would do
  await p.press('改评价')
  expect(await main(p)).toContain('就由上一级重新办')
  expect(await p.page.isChecked('input[name=satisfied][value=satisfied]')).toBe(true)
  await p.page.fill('#f-why', '其实还没拉完。')
  await p.press('就这么评')
  expect(await main(p)).toMatch(/■ 办完了/)
  expect(await main(p)).not.toContain('打电话问清楚')
  await p.visit('/v/liutangcun')
  expect(await main(p)).toContain('村口垃圾全部清走。')
  expect(await main(p)).not.toContain('臭得很')
  expect(await p.faults()).toEqual([])
  await p.close()
})

test('a message’s link: one press counts, details follow, a question is answered, and the second answer is asked about too', async () => {
  const p = await phone(browser, server.url)
  const { number, code } = await report(p, '三组路口的路灯坏了半个月，晚上看不见。', '139 0000 5678')
  const village = await desk(server.url, 'liutangcun-sec')
  const town = await desk(server.url, 'liutang-clerk')
  const system = await desk(server.url, 'sysadmin')
  const list = await village.get('/cases?limit=5')
  const id = (list.body['items'] as { id: string; number: string }[]).find((c) => c.number === number)?.id
  const step = async (by: typeof village, action: string, body: object) => {
    const done = await by.post(`/cases/${id}/${action}`, body)
    expect(done.status, JSON.stringify(done.body)).toBeLessThan(300)
  }
  const link = async () => {
    const { body } = await system.get('/outbox?limit=20')
    const texts = (body['items'] as { text: string }[]).map((m) => m.text).filter((m) => m.includes(number))
    return texts.join(' ').match(/\/v\/[\w-]{35}/)?.[0] ?? 'none'
  }
  await step(village, 'accept', { category: 'environment', nature: 'help', urgency: 'ordinary', extent: 'common' })
  await step(village, 'settle', { result: 'resolved', answer: '灯泡换好了。' })

  // on another phone, with nothing but the message
  const other = await phone(browser, server.url)
  const first = await link()
  await other.visit(first)
  expect(await main(other)).toMatch(/路灯坏了半个月[\s\S]*灯泡换好了[\s\S]*解决了[\s\S]*解决了一部分[\s\S]*没解决/)
  expect(await other.context.cookies()).toEqual([])
  await other.press('没解决')
  expect(await main(other)).toMatch(/没解决[\s\S]*重新办/)
  await other.page.check('input[name=satisfied][value=dissatisfied]')
  await other.page.fill('#f-why', '晚上还是不亮。')
  await other.press('补充这些')
  expect(await main(other)).toContain('没解决 · 不满意')
  await other.page.click('header >> text=English')
  expect(await main(other)).not.toMatch(/\p{Script=Han}(?<!晚上还是不亮)/u)
  await other.page.click('header >> text=简体中文')

  // the town asks something; the resident replies
  await step(town, 'ask-resident', { question: '坏的是哪一盏灯？杆子上有编号吗？' })
  await p.visit(`/q/${number}/${code}`)
  expect(await main(p)).toMatch(/想问您[\s\S]*坏的是哪一盏灯[\s\S]*等您到/)
  await p.press('回复')
  expect(path(p)).toBe('/track/reply')
  await p.press('回复')
  expect(await p.page.locator('.summary').innerText()).toContain('请写一两句')
  await p.page.fill('#f-words', '小卖部门口那盏，编号 17。')
  await p.press('回复')
  expect(await main(p)).toMatch(/您的回复收到了[\s\S]*小卖部门口那盏/)

  await step(town, 'settle', { result: 'explained', answer: '线路要改造，明年二月才能动工。' })
  const second = await link()
  expect(second).not.toBe(first)
  await other.visit(first)
  expect(await main(other)).toContain('不能再评了')
  await other.visit(second)
  expect(await main(other)).toMatch(/没法照您说的办[\s\S]*明年二月才能动工/)
  await other.press('解决了')
  await other.page.fill('#f-why', '灯还是坏的')
  await other.press('补充这些')
  expect(await main(other)).toContain('我们会打电话问清楚')
  await other.visit(`${second.slice(0, -3)}AAA`)
  expect(await main(other)).toContain('这个链接打不开')
  expect([...(await p.faults()), ...(await other.faults())]).toEqual([])
  await other.close()
  await p.close()
})

test('the elder view and the language stay chosen', async () => {
  const p = await phone(browser, server.url)
  await p.visit('/')
  await p.page.getByRole('button', { name: '长辈版', exact: true }).click()
  await p.visit('/report/what-happened')
  expect(await p.page.locator('html').getAttribute('class')).toContain('elder')
  const button = await p.page.locator('main button').last().boundingBox()
  expect(button?.height).toBeGreaterThanOrEqual(60)
  const kept = (await p.context.cookies()).find((c) => c.name === 'elder')
  expect(kept?.httpOnly).toBe(true)
  expect((kept?.expires ?? 0) - Date.now() / 1000).toBeGreaterThan(300 * 86_400)
  await p.page.getByRole('button', { name: 'English' }).click()
  await p.visit('/track/your-code')
  expect(await p.page.locator('html').getAttribute('lang')).toBe('en')
  expect(await main(p)).not.toMatch(/\p{Script=Han}/u)
  await p.visit('/privacy')
  expect(await p.page.locator('html').getAttribute('class')).toContain('elder')
  for (const open of ['/help/complaint-about-this-site', '/v/bailu', '/no-such-page']) await p.visit(open)
  expect(await p.faults()).toEqual([])
  await p.close()
})

test('a form from another site is refused, and a stranger sees no draft of another', async () => {
  const foreign = await fetch(`${server.url}/report/what-happened`, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
    body: 'words=%E4%BD%A0%E5%A5%BD',
  })
  expect(foreign.status).toBe(403)
  const stranger = await fetch(`${server.url}/report/check-and-send`, { redirect: 'manual' })
  expect(stranger.headers.get('location')).toBe('/report/what-happened')
  const forged = await fetch(`${server.url}/track/your-request`, {
    redirect: 'manual',
    headers: { cookie: 'track=00000000-0000-7000-8000-000000000000.9999999999999.x' },
  })
  expect(forged.headers.get('location')).toBe('/track/your-code')
})

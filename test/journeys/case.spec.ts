/** A request's way over the desk: heard on a visit, handed up, escalated, dispatched, sent back, answered with photos, judged, closed. */
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk } from './desk.ts'
import { type Member, member } from './member.ts'
import { type Server, startServer } from './server.ts'
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

const photo = async (name: string, background: string) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .jpeg()
    .toBuffer(),
})
const said = (m: Member) => m.page.locator('.case-thread').innerText()
const state = (m: Member) => m.page.locator('.case').getAttribute('data-state')

const words = '三组水井浑了三天了，烧开都有泥，娃娃喝了拉肚子。'
const secret = '这家去年也报过，先别答应换泵。'
const settled = '井水清了。公共事务服务中心 11 月清了淤，换了滤料。水样检测合格，您放心喝。'

test('the closed loop over the desk, from a home visit to the resident’s verdict', async () => {
  const liaison = await member(browser, server.url, 'liutangcun-l1')
  await liaison.open('/desk/register')
  await liaison.page.getByLabel('群众原话').fill(words)
  await liaison.page.getByRole('radio', { name: '入户走访' }).check()
  await liaison.page.getByRole('radio', { name: '其他人' }).check()
  await liaison.page.locator('#name').fill('何桂兰')
  await liaison.page.locator('#phone').fill('13900001234')
  await liaison.page.locator('.files-add input').setInputFiles([await photo('井.jpg', '#876')])
  await liaison.page.locator('.files-list img').waitFor()
  expect(await liaison.faults()).toEqual([])
  await liaison.page.getByRole('button', { name: '登记', exact: true }).click()
  const number = await liaison.page.getByTestId('number').innerText()
  const code = (await liaison.page.getByTestId('code').innerText()).replaceAll(' ', '')
  expect(code).toMatch(/^\d{6}$/)
  await liaison.step('handUp')
  await liaison.page.getByRole('link', { name: '打开这件诉求' }).click()
  await liaison.page.locator('.case-words').waitFor()
  const address = new URL(liaison.page.url()).pathname
  await liaison.close()

  const secretary = await member(browser, server.url, 'liutangcun-sec')
  await secretary.open(address)
  expect(await secretary.page.locator('.case-words blockquote').innerText()).toBe(words)
  expect(await secretary.page.locator('.case-contact').innerText()).toContain('何** 139****1234')
  await secretary.page.getByRole('button', { name: '显示' }).click()
  await secretary.page.getByRole('radio', { name: '核实情况' }).check()
  await secretary.page.getByRole('button', { name: '显示' }).click()
  await secretary.page.getByText('13900001234').waitFor()
  await secretary.step('accept', async () => {
    await secretary.page.getByRole('radio', { name: '饮水用水' }).check()
    await secretary.page.getByRole('radio', { name: '求助' }).check()
  })
  await secretary.page.locator('.case-comment textarea').fill(secret)
  await secretary.page.getByRole('button', { name: '留言', exact: true }).click()
  await secretary.page.locator('.case-thread .case-inside').filter({ hasText: secret }).waitFor()
  await secretary.step('escalate', () => secretary.page.getByLabel('为什么要报上一级').fill('清淤和换滤料要镇里出钱。'))
  expect(await secretary.faults()).toEqual([])
  await secretary.close()

  const dispatch = async (standard: string) => {
    const clerk = await member(browser, server.url, 'liutang-clerk')
    await clerk.open(address)
    await clerk.step('dispatch', async () => {
      await clerk.choose('派给哪个单位', '柳塘镇公共事务服务中心')
      await clerk.choose('责任人', '符静')
      await clerk.page.getByLabel('办到什么样算好').fill(standard)
    })
    expect(await state(clerk)).toBe('dispatched')
    await clerk.close()
  }
  await dispatch('井水变清，水样检测合格。')

  const officer = await member(browser, server.url, 'liutang-affairs-off')
  await officer.open(address)
  await officer.step('sendBack', () =>
    officer.page.getByLabel('为什么不归本单位办').fill('检测归县里的水质中心，我们只管清淤。'),
  )
  expect(await said(officer)).toContain('退单，交给 柳塘镇党委')
  await dispatch('只清淤、换滤料；检测由镇里另请。')

  await officer.open(address)
  expect(await officer.page.locator('.case-rail').innerText()).toMatch(/退单\s*1 次/)
  await officer.step('receive')
  await officer.step('answer', async () => {
    await officer.page.getByLabel('答复内容').fill(settled)
    const adds = officer.page.locator('.step-panel .files-add input')
    await adds.nth(0).setInputFiles([await photo('前.jpg', '#654')])
    await officer.page.locator('.step-panel .files-list li').first().waitFor()
    await adds.nth(1).setInputFiles([await photo('后.jpg', '#48a')])
    await officer.page.locator('.step-panel .files-list li').nth(1).waitFor()
    expect(await officer.page.locator('.preview').innerText()).toContain(settled)
    expect(await officer.faults()).toEqual([])
  })
  expect(await state(officer)).toBe('answered')
  // the photos by the keyboard: open, walk, zoom, close, and back where one was
  const first = officer.page.locator('.case-step .case-media button').first()
  const large = officer.page.locator('dialog[open]')
  await first.focus()
  await officer.page.keyboard.press('Enter')
  expect(await large.getByRole('img').getAttribute('alt')).toBe('办理前')
  await officer.page.keyboard.press('ArrowRight')
  expect(await large.getByRole('img').getAttribute('alt')).toBe('办理后')
  await officer.page.keyboard.press('+')
  expect(await large.getByRole('button', { name: '缩小' }).isEnabled()).toBe(true)
  expect(await officer.faults()).toEqual([])
  await officer.page.keyboard.press('Escape')
  await large.waitFor({ state: 'detached' })
  expect(await first.evaluate((button) => button === document.activeElement)).toBe(true)
  await officer.page.getByRole('radio', { name: '群众看到的' }).check()
  await officer.page.locator('.case-resident').waitFor()
  expect(await officer.page.locator('.case-story').innerText()).toContain(settled)
  expect(await officer.page.locator('.case-story').innerText()).not.toContain(secret)
  expect(await officer.faults()).toEqual([])

  const resident = await phone(browser, server.url)
  await resident.visit(`/q/${number}/${code}`)
  const story = await resident.page.locator('main').innerText()
  expect(story).toContain(words)
  expect(story).toContain(settled)
  expect(story).not.toContain(secret)
  await resident.visit('/verdict/was-it-settled')
  await resident.page.check('input[name=resolved][value=yes]')
  await resident.page.check('input[name=satisfied][value=satisfied]')
  await resident.page.locator('main button[type=submit]').click()
  await resident.close()

  await officer.open(address)
  expect(await state(officer)).toBe('closed')
  expect(await said(officer)).toContain('评价：办好了')
  await officer.close()
})

test('who was not quick enough sees what has changed, keeps what was typed, and may go on', async () => {
  const colleague = await desk(server.url, 'liutangcun-sec')
  const heard = {
    clientKey: 'journey-changed',
    villageId: await colleague.org('liutangcun'),
    words: '村小门口的路灯想换成太阳能的。',
    channel: 'phone',
    consent: 'not-asked',
  }
  const caseId = (await colleague.post('/cases', heard)).body.caseId

  const secretary = await member(browser, server.url, 'liutangcun-sec')
  await secretary.open(`/desk/cases/${caseId}`)
  await secretary.page.locator('[data-action="decline"]').click()
  await secretary.page.getByRole('radio', { name: '不属于职责范围' }).check()
  const mine = '路灯是电力公司装的，村里换不了。请打 95598 问一问。'
  await secretary.page.getByLabel('给群众的解释').fill(mine)
  const comment = await colleague.post(`/cases/${caseId}/comment`, { words: '我问过电力公司了。' })
  expect(comment.status).toBe(200)

  const decline = async () => {
    await secretary.page.getByTestId('send').click()
    await secretary.page.locator('.ant-modal-confirm').getByRole('button', { name: '不予受理' }).click()
  }
  await decline()
  // the panel's whole text: a failure then says what stood there instead
  await expect
    .poll(() => secretary.page.locator('.step-panel').innerText(), { timeout: 30_000 })
    .toContain('我问过电力公司了')
  expect(await secretary.page.getByLabel('给群众的解释').inputValue()).toBe(mine)
  await secretary.page.getByRole('button', { name: '看过了，接着填' }).click()
  await decline()
  await secretary.page.locator('.case[data-state="declined"]').waitFor()
  expect(await said(secretary)).toContain(mine)
  await secretary.close()
})

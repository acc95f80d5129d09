/** Two at the desk at once: new work comes without reload, each sees the other, a stale form stands beside the newer state, and a slip is taken back. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk } from './desk.ts'
import { type Member, member } from './member.ts'
import { type Server, startServer } from './server.ts'
import { openBrowser } from './visit.ts'

let server: Server
let browser: Browser
let clerk: Member
let leader: Member
beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
  clerk = await member(browser, server.url, 'liutang-clerk')
  leader = await member(browser, server.url, 'liutang-sec')
}, 180_000)
afterAll(async () => {
  await clerk?.close()
  await leader?.close()
  await browser?.close()
  await server?.stop()
}, 60_000)

const patient = { timeout: 15_000 }
const rows = (m: Member) => m.page.locator('a.row')
const opening = async (m: Member, n: number) =>
  ((await rows(m).nth(n).locator('.row-opening').textContent()) ?? '').trim()

/** A request handed up to the town, so that it waits for both. */
async function comesToTheTown(words: string): Promise<string> {
  const secretary = await desk(server.url, 'liutangcun-sec')
  const villageId = await secretary.org('liutangcun')
  const heard = await secretary.post('/cases', {
    clientKey: `live-${words}`,
    villageId,
    words,
    channel: 'visit',
    consent: 'not-asked',
  })
  const caseId = heard.body['caseId'] as string
  const sorted = { category: 'water', nature: 'help', urgency: 'urgent', extent: 'common' }
  expect((await secretary.post(`/cases/${caseId}/accept`, sorted)).status).toBe(200)
  expect((await secretary.post(`/cases/${caseId}/escalate`, { reason: '村里办不了' })).status).toBe(200)
  return caseId
}

test('new work appears by itself; while one works in the list a quiet line says so, and nothing jumps', async () => {
  await clerk.open('/desk/inbox')
  await rows(clerk).first().waitFor()
  await clerk.page.mouse.move(1300, 500)
  const before = await rows(clerk).count()
  await comesToTheTown('二组的机井不出水')
  await expect.poll(() => rows(clerk).count(), patient).toBe(before + 1)
  const unread = clerk.page.locator('a.row-unread', { hasText: '二组的机井不出水' })
  await unread.waitFor()

  await rows(clerk).nth(1).hover()
  const first = await opening(clerk, 0)
  await comesToTheTown('三组的机井也不出水')
  await clerk.page.getByText('有 1 件新事项').waitFor(patient)
  expect(await rows(clerk).count()).toBe(before + 1)
  expect(await opening(clerk, 0)).toBe(first)
  await clerk.page.locator('.inbox-news button').click()
  await expect.poll(() => rows(clerk).count(), patient).toBe(before + 2)
  expect(await clerk.faults()).toEqual([])
})

test('opened it is read; it can be marked unread again', async () => {
  const row = clerk.page.locator('a.row', { hasText: '三组的机井也不出水' })
  await row.click()
  await clerk.page.locator('.pane .case').waitFor()
  await expect.poll(() => row.getAttribute('class'), patient).not.toContain('row-unread')
  await clerk.page.keyboard.press('m')
  await expect.poll(() => row.getAttribute('class'), patient).toContain('row-unread')
})

test('two at one case see each other; a step of one stands beside the other’s form, and nothing typed is lost', async () => {
  const caseId = await comesToTheTown('学校门口积水')
  await clerk.open(`/desk/cases/${caseId}`)
  await leader.open(`/desk/cases/${caseId}`)
  await clerk.page.locator('.here-reading').waitFor(patient)
  await clerk.page.locator('[data-action="settle"]').first().click()
  await leader.page.locator('.here-writing').waitFor(patient)
  await clerk.page.locator('.step-panel textarea').first().fill('已经疏通了水沟')
  await leader.page.locator('.case-comment textarea').fill('水沟是镇里去年修的，先查图纸。')
  await leader.page.getByRole('button', { name: '留言', exact: true }).click()
  await clerk.page.locator('.step-changed').waitFor(patient)
  // sent as it is, it would be judged by what has changed: refused, and everything is still there
  await clerk.page.getByTestId('send').click()
  await clerk.page.locator('.step-changed').waitFor()
  expect(await clerk.page.locator('.step-panel textarea').first().inputValue()).toBe('已经疏通了水沟')
  await clerk.page.getByRole('button', { name: '看过了，接着填' }).click()
  await clerk.page.getByTestId('send').click()
  await clerk.page.locator('.step-panel').waitFor({ state: 'detached' })
  await leader.page.locator('.case-step-fresh').waitFor(patient)
  await leader.page.locator('.case-fresh').waitFor()
  await expect.poll(() => leader.page.locator('.case').getAttribute('data-state')).toBe('answered')
  expect(await leader.faults()).toEqual([])
})

test('a slip is taken back by one key, and another key leads to what waits next', async () => {
  const caseId = await comesToTheTown('村口的桥栏杆断了')
  await clerk.open(`/desk/inbox?case=${caseId}`)
  await clerk.step('dispatch', async () => {
    await clerk.choose('派给哪个单位', '柳塘镇公共事务服务中心')
    await clerk.page.getByLabel('办到什么样算好').fill('栏杆修好')
  })
  await clerk.page.getByRole('button', { name: /撤销/ }).waitFor()
  const state = () => clerk.page.locator('.pane .case').getAttribute('data-state')
  expect(await state()).toBe('dispatched')
  await clerk.page.keyboard.press('u')
  await expect.poll(state, patient).toBe('in-hand')
  await clerk.page.keyboard.press('n')
  await clerk.page.waitForURL((url) => url.searchParams.get('case') !== caseId)
  await clerk.page.locator('.pane .case-next button').first().waitFor()
  await clerk.page.keyboard.press('a')
  await clerk.page.locator('.step-panel').waitFor()
})

test('one group alone, by its address; on a phone the list is whole and within the screen', async () => {
  await clerk.open('/desk/inbox')
  const group = clerk.page.locator('.group').first()
  const heading = (await group.locator('.group-fold').textContent()) ?? ''
  await group.locator('.group-fold').click()
  expect(await group.locator('a.row').first().isVisible()).toBe(false)
  await group.locator('.group-fold').click()
  await group.getByRole('link', { name: /^只看/ }).click()
  await clerk.page.waitForURL(/waits=/)
  await expect.poll(() => clerk.page.locator('.group').count()).toBe(1)
  expect(await clerk.page.locator('.group-fold').textContent()).toBe(heading)
  await clerk.page.setViewportSize({ width: 360, height: 800 })
  await clerk.open('/desk/inbox')
  await rows(clerk).first().waitFor()
  expect(await clerk.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
    0,
  )
  expect(await clerk.faults()).toEqual([])
  await rows(clerk).first().click()
  await clerk.page.locator('.case-live').waitFor()
  expect(await clerk.faults()).toEqual([])
})

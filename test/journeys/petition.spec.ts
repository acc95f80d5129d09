/** A matter handled as a petition: entered, told and concluded at the desk, read in full by the resident, who asks the county to look again. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { desk } from './desk.ts'
import { type Member, member } from './member.ts'
import { type Server, startServer } from './server.ts'
import { openBrowser, phone } from './visit.ts'

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

/** Heard in the village, accepted there and sent up: it lies with the town. */
async function atTown(words: string) {
  const secretary = await desk(server.url, 'liutangcun-sec')
  const { status, body } = await secretary.post('/cases', {
    clientKey: 'journey-petition',
    villageId: await secretary.org('liutangcun'),
    words,
    channel: 'visit',
    consent: 'given',
    contact: { name: '何桂兰', phone: '13900001234' },
  })
  expect(status).toBe(201)
  const path = `/cases/${body.caseId}`
  const accepted = { category: 'land', nature: 'complain', urgency: 'ordinary', extent: 'individual' }
  expect((await secretary.post(`${path}/accept`, accepted)).status).toBe(200)
  expect((await secretary.post(`${path}/escalate`, { reason: '当年是镇里丈量的。' })).status).toBe(200)
  return { number: String(body.number), code: String(body.code), address: `/desk${path}` }
}
const panel = (m: Member) => m.page.locator('.petition')
const write = async (m: Member, fields: Record<string, string>) => {
  for (const [id, words] of Object.entries(fields)) await m.page.fill(`#${id}`, words)
}
const pick = (m: Member, value: string) => m.page.locator(`.step-panel input[value="${value}"]`).check()
const answer = { facts: '重新丈量，石桩以内七分一。', opinion: '依照补偿方案第五条，补发八厘的补偿款。' }

test('a petition goes from the town’s desk to the resident, and on their asking to the county', async () => {
  const c = await atTown('修街占地少算了一分五，我要一个说法。')
  const clerk = await member(browser, server.url, 'liutang-clerk')
  await clerk.open(c.address)
  await clerk.step('treatAsPetition', async () => {
    await write(clerk, { externalNumber: 'QH2026-9001' })
  })
  // the steps by their articles, and the scheme's day beside the law's: the earlier binds
  await panel(clerk).getByText('QH2026-9001').waitFor()
  expect(await panel(clerk).innerText()).toContain('第22条')
  expect(await clerk.page.locator('.case-clocks').innerText()).toMatch(/平台期限.+法定期限.+早的算数/)
  // the kind comes before the road
  expect(await clerk.page.locator('[data-action="routePetition"]').count()).toBe(0)
  await clerk.step('choosePetitionKind', () => pick(clerk, 'claim'))
  await clerk.step('routePetition', () => pick(clerk, 'investigation'))
  await clerk.step('tellInWriting', () => write(clerk, { notice: '您反映的事由镇里调查，60日内给您书面意见。' }))
  await clerk.step('concludePetition', async () => {
    await write(clerk, { request: '请求补发占地补偿款。', ...answer })
    await pick(clerk, 'explained')
    await clerk.page.locator('.step-panel .opinion-paper').getByText(answer.facts).waitFor()
    await pick(clerk, 'explain')
  })
  expect(await clerk.faults()).toEqual([])

  const p = await phone(browser, server.url)
  await p.visit(`/q/${c.number}/${c.code}`)
  await p.visit('/track/your-request')
  const read = await p.page.locator('main').innerText()
  for (const part of [answer.facts, answer.opinion, '请求补发占地补偿款。', '前可以请求复查'])
    expect(read).toContain(part)
  await p.press('请求复查')
  await p.press('交上去')
  expect(await p.page.locator('main').innerText()).toContain('请写一两句为什么')
  await p.page.fill('#f-reason', '石桩外的七厘也是我家的。')
  await p.press('交上去')
  expect(await p.page.locator('main').innerText()).toContain('上一级会重新看')
  expect(await p.faults()).toEqual([])

  const county = await member(browser, server.url, 'county-off1')
  await county.open(c.address)
  await county.page.getByText('石桩外的七厘也是我家的。').first().waitFor()
  expect(await county.page.locator('[data-action="answerReview"]').count()).toBeGreaterThan(0)
  await Promise.all([clerk.close(), county.close(), p.close()])
})

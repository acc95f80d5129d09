/** Duties: a leader sees their own with the pace, a secretary the branch, the county the tree down to who is left out; on a phone too. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findMemberActor } from '../../src/access/caller.ts'
import { loadDemo } from '../../src/demo/load.ts'
import { keepDuties, recountAll } from '../../src/duties/keep.ts'
import { openHouse } from '../../src/house.ts'
import { addDays, dayOf } from '../../src/kernel/calendar/day.ts'
import { readConfig } from '../../src/kernel/config.ts'
import { writeRecord } from '../a-credit.ts'
import { runScheme } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { screens, windowOf } from './member.ts'
import { type Server, startServer } from './server.ts'
import { sound } from './sound.ts'
import { openBrowser } from './visit.ts'

const db = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'lianxin-duties-'))
let server: Server
let browser: Browser

const yaml = `
programme: duties
title: { zh-CN: 连心工程实施方案, en: Implementing scheme }
recordKinds:
  visit: { name: { zh-CN: 入户走访, en: home visit }, group: visits, fills: [liaison, town-leader], fields: {} }
  talk: { name: { zh-CN: 座谈会, en: talk }, group: party-life, fills: [branch-secretary], fields: {} }
completeness:
  all-visited: { name: { zh-CN: 走访全覆盖, en: Every household visited }, of: { households: {} }, by: { record: visit } }
duties:
  days-in-village: { name: { zh-CN: 深入村里, en: Days in villages }, who: { roles: [town-leader] }, measure: { days: [visit, talk] }, per: year, atLeast: 60, quote: 领导班子主要成员每年深入村不少于60天 }
  villages-tied: { name: { zh-CN: 联系点, en: Contact points }, who: { roles: [town-leader] }, measure: { ties: leader-contact-point }, per: standing, atLeast: 1 }
  talk-yearly: { name: { zh-CN: 座谈会或恳谈会, en: Talk }, who: { orgKinds: [village-branch] }, measure: { count: talk }, per: year, atLeast: 1 }
  key-households: { name: { zh-CN: 联系重点户, en: Key households }, who: { roles: [liaison] }, measure: { ties: key-household }, per: standing, atLeast: null }
`
beforeAll(async () => {
  const settings = { DATABASE_URL: db.ownerUrl, LIANXIN_DATA: folder, LIANXIN_DEMO: '1', LIANXIN_LOG: 'silent' }
  const open = await openHouse(readConfig(settings))
  const { house } = open
  await loadDemo(house, open.auth, { stories: false })
  const today = dayOf(house.now())
  await runScheme(house, { jurisdictionId: 1 }, yaml, { startsOn: `${today.slice(0, 4)}-01-01` })
  await recountAll(house, 1)
  const { rows } = await house.db.transaction({ jurisdictionId: 1 }, async (tx) => ({
    rows: await tx
      .selectFrom('members')
      .select(['id', 'slug'])
      .where('slug', 'in', ['liutang-sec', 'liutangcun-sec'])
      .execute(),
  }))
  const idOf = (slug: string) => rows.find((r) => r.slug === slug)?.id ?? ''
  const village = await house.db.transaction({ jurisdictionId: 1 }, (tx) =>
    tx.selectFrom('orgs').select(['id', 'chain']).where('slug', '=', 'liutangcun').executeTakeFirstOrThrow(),
  )
  const leader = idOf('liutang-sec')
  const actor = await findMemberActor(house.db, house.schemes.of(1), 1, leader, today)
  if (!actor) throw new Error('the demo has no leader of the town')
  // never before the year began: each of these days counts
  for (const back of [0, 1, 2].filter((n) => addDays(today, -n).slice(0, 4) === today.slice(0, 4)))
    await writeRecord(
      house,
      { jurisdictionId: 1, actor, language: 'zh-CN' },
      {
        kind: 'visit',
        onDay: addDays(today, -back),
        orgId: village.id,
        for: [leader, village.id],
        seenBy: [leader, ...village.chain],
      },
    )
  while ((await keepDuties(house, 1)) > 0);
  await open.close()
  server = await startServer(settings)
  browser = await openBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

async function at(username: string, path: string, viewport = screens.desktop, language = 'zh-CN') {
  const { page, end } = await windowOf(browser, server.url, username, { viewport, language })
  await page.goto(`${server.url}/desk/${path}`)
  await page.locator('main h1').first().waitFor()
  const shoot = process.env['SHOTS']
  return {
    page,
    look: async (name: string) => {
      await sound(page)
      if (shoot) await page.screenshot({ path: join(shoot, `${name}.png`), fullPage: true })
    },
    end,
  }
}

test.each(Object.entries(screens))(
  'a leader on a %s: days with today’s pace, the records behind them, an address for the calendar',
  async (name, screen) => {
    const { page, look, end } = await at('liutang-sec', 'duties', screen)
    const card = page.locator('.duty', { hasText: '深入村里' })
    await card.getByText(/^\d+\/60 天/).waitFor()
    await look(`mine-${name}`)
    expect(await card.getByRole('link', { name: '记一次入户走访' }).getAttribute('href')).toBe(
      '/desk/records/new/visit',
    )
    await card.getByText(/^\d+\/60 天/).click()
    const drawer = page.getByRole('dialog')
    await drawer
      .getByRole('link', { name: /入户走访/ })
      .first()
      .waitFor()
    await look(`behind-${name}`)
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: /生成网址|换一个新网址/ }).click()
    const address = page.getByLabel('日历网址（只显示这一次）')
    await address.waitFor()
    const calendar = await page.request.get(await address.inputValue())
    expect(await calendar.text()).toContain('SUMMARY:截止：深入村里')
    await end()
  },
)

test.each(Object.entries(screens))(
  'a secretary on a %s: the branch and its members, those not done alone',
  async (name, screen) => {
    const { page, look, end } = await at('liutangcun-sec', 'branch', screen)
    await page.getByText('座谈会或恳谈会').waitFor()
    await look(`branch-${name}`)
    await page.getByText('进度慢的').click()
    await page.waitForURL(/show=behind/)
    expect(await page.getByText('联系重点户').count()).toBe(0)
    await end()
  },
)

test.each(Object.entries(screens))(
  'the county on a %s: the tree, a town, who stands behind a number, who is left out',
  async (name, screen) => {
    const { page, look, end } = await at('county-dir', 'coverage', screen)
    const days = page.locator('.duty-tree', { hasText: '深入村里' })
    await days.waitFor()
    await look(`coverage-${name}`)
    await days.locator('tr.all .number').first().click()
    await page.getByRole('dialog').getByText('柏正川').waitFor()
    await look(`below-${name}`)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.locator('.test .number').first().click()
    await page.getByRole('dialog').locator('.missing li').first().waitFor()
    await look(`missing-${name}`)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.locator('.duty-tree', { hasText: '座谈会或恳谈会' }).getByRole('link', { name: '柳塘镇党委' }).click()
    await page.waitForURL(/coverage\?org=/)
    await page.getByRole('heading', { name: /柳塘镇党委/ }).waitFor()
    await look(`town-${name}`)
    await end()
  },
)

test('the same in English', async () => {
  const { page, look, end } = await at('county-dir', 'coverage', screens.desktop, 'en')
  await page.locator('.duty-tree', { hasText: 'Days in villages' }).waitFor()
  await look('coverage-en')
  await end()
})

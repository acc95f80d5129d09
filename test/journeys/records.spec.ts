/** Work written down: a liaison's visit on the phone with a promise and two requests heard; the secretary's ledger; the board a resident reads. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { runningEmbedded } from '../../src/kernel/running-postgres.ts'
import { kindsYaml } from '../a-record.ts'
import { desk } from './desk.ts'
import { screens, windowOf } from './member.ts'
import { type Server, startServer } from './server.ts'
import { sound } from './sound.ts'
import { openBrowser, phone } from './visit.ts'

let server: Server
let browser: Browser
const data = mkdtempSync(join(tmpdir(), 'lianxin-records-'))
beforeAll(async () => {
  server = await startServer({ LIANXIN_DATA: data })
  browser = await openBrowser()
  await runKinds()
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  rmSync(data, { recursive: true, force: true })
}, 60_000)

/** The kinds run beside the scheme shipped; the server reads within a minute what another process applied. */
async function runKinds() {
  const client = new pg.Client({ connectionString: await runningEmbedded(join(data, 'postgres')) })
  await client.connect()
  // of the demo's own schemes and records nothing: these tell what a county sees that begins
  await client.query('set session_replication_role = replica')
  for (const table of [
    'follow_ups',
    'record_cases',
    'record_texts',
    'record_changes',
    'record_credits',
    'records',
    'programme_fills',
    'programmes',
  ])
    await client.query(`delete from ${table}`)
  await client.query('set session_replication_role = origin')
  const shipped = parse(readFileSync(new URL('../../programmes/mechanism.yaml', import.meta.url), 'utf8'))
  await client.query(
    `insert into programmes (jurisdiction_id, code, version, source, content, sha256, filled, starts_on, applied_at) values (1, 'tried', 1, $1, $2, '', '{}', '2020-01-01', now())`,
    [kindsYaml, JSON.stringify({ ...shipped, programme: 'tried', ...parse(kindsYaml) })],
  )
  await client.end()
  const member = await desk(server.url, 'liutangcun-l1')
  for (let waited = 0; waited < 200; waited++) {
    const { items } = (await member.get('/record-kinds')).body as { items: { code: string }[] }
    if (items.some((k) => k.code === 'relief')) return
    await new Promise((done) => setTimeout(done, 500))
  }
  throw new Error('the scheme applied was not read')
}

const pictures = process.env['LIANXIN_PICTURES']
const picture = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}
const signedIn = (username: string, viewport: { width: number; height: number } = screens.desktop) =>
  windowOf(browser, server.url, username, { viewport })
const choose = async (page: Page, label: string) => {
  await page.getByLabel(label, { exact: true }).first().click()
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').first().click()
}

test('a liaison writes a visit down on the phone: one promise, two requests heard, nothing typed twice', async () => {
  const { page, end } = await signedIn('liutangcun-l1', screens.phone)
  await page.goto(`${server.url}/desk/records`)
  await page.getByText('还没有这样的记录').waitFor()
  await sound(page)
  await picture(page, 'records-empty-phone')
  await page.getByRole('button', { name: '写记录' }).click()
  await picture(page, 'records-menu-phone')
  await page.getByRole('link', { name: '入户走访' }).click()
  await page.getByLabel('群众怎么说').fill('渠水上不来，菜地干了')
  await page.getByRole('button', { name: /^保\s?存$/ }).click()
  // the household is missing: said at its field, what was typed is still there
  await page.locator('.ant-form-item-explain-error').first().waitFor()
  await page.reload()
  expect(await page.getByLabel('群众怎么说').inputValue()).toBe('渠水上不来，菜地干了')
  await choose(page, '户')
  await page.getByRole('button', { name: '再记一件' }).click()
  await page.getByLabel('答应了什么').fill('请水利站来看水渠')
  await sound(page)
  await picture(page, 'record-new-phone')
  await page.getByRole('button', { name: /^保\s?存$/ }).click()
  await page.getByText('请水利站来看水渠').waitFor()
  await sound(page)
  await picture(page, 'record-phone')

  await page.getByRole('link', { name: '转成诉求' }).click()
  expect(await page.locator('.register-words').inputValue()).toBe('请水利站来看水渠')
  await sound(page)
  await picture(page, 'record-register-phone')
  await page
    .getByRole('button', { name: /^登\s?记$/ })
    .last()
    .click()
  await page.getByTestId('number').waitFor()
  await page.getByRole('link', { name: '回到那条记录' }).click()
  await page.getByTestId('heard-here').click()
  await page.locator('.register-words').fill('村口路灯不亮')
  await page
    .getByRole('button', { name: /^登\s?记$/ })
    .last()
    .click()
  await page.getByTestId('number').waitFor()
  await page.getByRole('link', { name: '回到那条记录' }).click()
  await expect.poll(() => page.locator('.record-cases li').count()).toBe(2)
  await page.getByText('办好', { exact: false }).first().waitFor()
  await page.goto(`${server.url}/desk/follow-ups`)
  await page.getByText('没有要办的').waitFor()
  await sound(page)
  await picture(page, 'follow-ups-phone')
  await end()
})

test('the secretary finds it in the ledger, takes the file, corrects nothing twice, and posts a disclosure', async () => {
  const { page, end } = await signedIn('liutangcun-sec')
  await page.goto(`${server.url}/desk/ledgers`)
  await page.getByRole('link', { name: /民情台账/ }).click()
  await page.getByText('渠水上不来，菜地干了').waitFor()
  await sound(page)
  await picture(page, 'ledger')
  await page.getByRole('button', { name: /导出/ }).click()
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: /csv/i }).click()
  expect(readFileSync(await (await coming).path(), 'utf8')).toMatch(/民情台账[\s\S]*渠水上不来[\s\S]*共 1 件，导出完/)
  await page.emulateMedia({ media: 'print' })
  await picture(page, 'ledger-print')
  await page.emulateMedia({ media: 'screen' })

  await page.goto(`${server.url}/desk/records/new/relief`)
  await page.getByLabel('金额').fill('600')
  await page.getByRole('button', { name: /^保\s?存$/ }).click()
  await page.getByLabel('核实情况').fill('去家里看过')
  await picture(page, 'record-steps')
  await page.getByTestId('take-step').click()
  await page.getByText('这一步要换一个人').waitFor()
  await sound(page)
  await page.getByRole('button', { name: /^更\s?正$/ }).click()
  await page.getByLabel('为什么更正').fill('金额写错了')
  await page.getByLabel('金额', { exact: false }).first().fill('500')
  await sound(page)
  await picture(page, 'record-correct')
  await page.getByRole('button', { name: '保存更正' }).click()
  await page.getByText('500.00 元').first().waitFor()
  await page.locator('.record-sheet').waitFor({ state: 'detached' })
  await page.getByText(/改动经过（3 次）/).click()
  await page.getByText('金额写错了').waitFor()
  await picture(page, 'record-history')

  await page.goto(`${server.url}/desk/records/new/disclosure`)
  await page.getByLabel('标题').fill('三季度财务公开')
  await page.getByLabel('公开内容').fill('收入八千元，支出六千元')
  await sound(page)
  await picture(page, 'disclosure-new')
  await page.getByRole('button', { name: /^保\s?存$/ }).click()
  await page.getByText('贴在公开栏上').waitFor()
  await page.goto(`${server.url}/desk/records`)
  await page.getByText('三季度财务公开').waitFor()
  await sound(page)
  await picture(page, 'records')
  await end()
})

test('the town sees what is in the pots', async () => {
  const { page, end } = await signedIn('liutang-clerk')
  await page.goto(`${server.url}/desk/records/new/pot-funding`)
  await page.getByRole('radio', { name: '帮扶基金' }).check({ force: true })
  await page.getByLabel('金额').fill('300000')
  await page.getByRole('button', { name: /^保\s?存$/ }).click()
  await page.getByText('300000.00 元').first().waitFor()
  await page.goto(`${server.url}/desk/pots`)
  await page.getByText('每年应安排').waitFor()
  await sound(page)
  await picture(page, 'pots')
  await page.setViewportSize(screens.phone)
  await sound(page)
  await picture(page, 'pots-phone')
  await end()
})

test('a resident reads the board without signing in, and asks about what hangs there', async () => {
  const someone = await phone(browser, server.url)
  await someone.visit('/v/liutangcun')
  await someone.press('看村里的公开栏')
  expect(await someone.page.locator('main').innerText()).toMatch(/三季度财务公开[\s\S]*收入八千元，支出六千元/)
  await picture(someone.page, 'board-phone')
  await someone.press('我有疑问')
  expect(await someone.page.locator('textarea').inputValue()).toContain('三季度财务公开')
  expect(await someone.faults()).toEqual([])
  await someone.close()
})

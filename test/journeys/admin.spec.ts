/** A day of the system administrator: a village moves, a roster comes in, and somebody is helped by looking at their desk. */
import ExcelJS from 'exceljs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk } from './desk.ts'
import { member } from './member.ts'
import { type Server, startServer } from './server.ts'
import { sound } from './sound.ts'
import { openBrowser } from './visit.ts'

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

const clerkSees = async (username: string, village: string) => {
  const clerk = await desk(server.url, username)
  const { body } = await clerk.get(`/cases?village=${await clerk.org(village)}`)
  return (body['items'] as unknown[]).length
}

test('a village moves to another town: shown in figures first, then its new town reads its requests', async () => {
  expect(await clerkSees('liutang-clerk', 'hewan')).toBeGreaterThan(0)
  expect(await clerkSees('shiqiao-clerk', 'hewan')).toBe(0)
  const admin = await member(browser, server.url, 'sysadmin')
  await admin.open('/desk/orgs')
  await admin.page.getByLabel('按名称、简称或编码找单位').fill('河湾')
  await admin.page.getByRole('treeitem', { name: /河湾村党支部/ }).click()
  await admin.page.getByRole('heading', { name: '河湾村党支部' }).waitFor()
  await sound(admin.page)
  await admin.page.getByRole('button', { name: '划转' }).click()
  await admin.choose('划到哪个单位下面', '石桥镇党委')
  await admin.page.getByText(/跟着走的有：单位 1 个，在办诉求 \d+ 件/).waitFor()
  await admin.page.getByRole('button', { name: '确认划转' }).click()
  await admin.page.getByText('柳塘镇党委 → 石桥镇党委').waitFor()
  await admin.close()
  expect(await clerkSees('shiqiao-clerk', 'hewan')).toBeGreaterThan(0)
})

test('a roster as it is kept: the wrong row named, put right, then imported whole', async () => {
  const roster = async (unit: string) => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('花名册')
    sheet.mergeCells('A1:E1')
    sheet.getCell('A1').value = '联户党员花名册'
    sheet.getRow(3).values = ['序号', '姓 名', '手机号码（必填）', '所在党组织', '职务', '登录名', '任职时间']
    sheet.getRow(4).values = [1, '沈　小荷', 13700007001, '柳塘村', '联户党员', 'shen.xh', 46086]
    sheet.getRow(5).values = [2, '毕长风', '１３７００００７００２', unit, '联户党员', '', '2026年3月']
    return Buffer.from(await book.xlsx.writeBuffer())
  }
  const file = (buffer: Buffer) => ({ name: '花名册.xlsx', mimeType: 'application/octet-stream', buffer })
  const admin = await member(browser, server.url, 'sysadmin')
  await admin.open('/desk/import')
  await admin.page.getByLabel('选表格文件').setInputFiles(file(await roster('没有的村')))
  await admin.page.getByText('所在党组织', { exact: false }).first().waitFor()
  await admin.page.getByText('单位“没有的村”：没有这个单位').waitFor()
  expect(await admin.page.getByRole('button', { name: '确认导入' }).isDisabled()).toBe(true)
  await sound(admin.page)
  await admin.page.getByLabel('选表格文件').setInputFiles(file(await roster('新桥村')))
  await admin.page.getByText('新增 2').waitFor()
  await admin.page.getByRole('button', { name: '确认导入' }).click()
  await admin.page.getByText('初始密码只显示这一次').waitFor()
  expect(await admin.page.locator('code').first().innerText()).toMatch(/^Lx-/)
  await admin.open('/desk/people?q=沈小荷')
  await admin.page.getByText('未启用').waitFor()
  await admin.close()
})

test('help by looking: with the code of whoever asks, red on top, nothing to write, and they are told', async () => {
  const clerk = await member(browser, server.url, 'liutang-clerk')
  await clerk.open('/desk/settings')
  await clerk.page.getByRole('button', { name: '生成验证码' }).click()
  const code = await clerk.page.getByTestId('see-as-code').innerText()

  const admin = await member(browser, server.url, 'sysadmin')
  await admin.open('/desk/people?q=liutang-clerk')
  await admin.page.getByRole('button', { name: '协助查看' }).click()
  await admin.page.getByLabel('对方给的六位验证码').fill(code)
  await admin.page.getByLabel('为什么要看').fill('待办列表打不开')
  await admin.page.getByRole('button', { name: '开始查看' }).click()
  await admin.page.getByText(/您正在以 仲小舟 的界面协助查看/).waitFor()
  await admin.page.locator('main h1').waitFor()
  await sound(admin.page)
  const reply = await admin.page.request.post('/api/v1/notices/read', { data: { all: true } })
  expect(((await reply.json()) as { code: string }).code).toBe('see-as.only-looking')
  await admin.page.getByRole('button', { name: '结束', exact: true }).click()
  await admin.page.getByRole('heading', { name: '人员岗位' }).waitFor()
  await admin.close()

  await clerk.open('/desk/inbox')
  await clerk.page.getByText(/尚可为 以您的界面协助查看过/).waitFor()
  await clerk.page.getByRole('button', { name: '知道了' }).click()
  await clerk.page.getByText(/以您的界面协助查看过/).waitFor({ state: 'detached' })
  await clerk.close()
})

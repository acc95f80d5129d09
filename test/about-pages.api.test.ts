/** A resident complains about somebody who works here: who is asked, where it goes, and what is sealed for the discipline office alone. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openReport } from '../src/cases/sealed.ts'
import { takeIn, takeMark } from '../src/cases/service.ts'
import { exportSealed, makeKey, openFile } from '../src/cli-discipline.ts'
import { newId } from '../src/kernel/ids.ts'
import { aCounty, type County } from './builders.ts'
import { testDatabase } from './database.ts'
import { aServer } from './server.ts'

const db = testDatabase()
const server = aServer(db)
let home: County
let owner: pg.Client
beforeAll(async () => {
  home = await aCounty(server.house, 1)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())

/** A browser without scripts: it keeps cookies and follows one redirect when told to. */
function browser() {
  const jar = new Map<string, string>()
  const ask = async (path: string, form?: Record<string, string>) => {
    const response = await server.app.request(`http://localhost${path}`, {
      method: form ? 'POST' : 'GET',
      headers: {
        host: 'localhost',
        origin: 'http://localhost',
        cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; '),
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form && { body: new URLSearchParams(form).toString() }),
    })
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split('; ')
      const name = pair.slice(0, pair.indexOf('='))
      if (/max-age=0/i.test(set)) jar.delete(name)
      else jar.set(name, pair.slice(pair.indexOf('=') + 1))
    }
    return { status: response.status, to: response.headers.get('location') ?? '', html: await response.text() }
  }
  return { ask, cookies: jar }
}
/** As far as the question whom it is about, or the page that comes instead. */
async function begun(words: string, more: Record<string, string> = {}) {
  const b = browser()
  const first = await b.ask('/report/what-happened', { words, ...more })
  if (first.to === '/report/stop') await b.ask('/report/stop', { door: 'discipline' })
  return { ...b, to: (await b.ask('/report/where', { village: 'a1', place: '村委会' })).to }
}
const lastCase = async () => (await owner.query('select * from cases order by number desc limit 1')).rows[0]

test('who writes of a burst pipe is not asked whom it is about', async () => {
  expect((await begun('水管爆了，路上都是水')).to).toBe('/report/photos')
})

test('who writes of an official is asked, reads who will see it, and it goes to the town unseen by the village', async () => {
  const { ask, to } = await begun('书记把低保名额给了亲戚')
  expect(to).toBe('/report/about-someone')
  const page = (await ask('/report/about-someone')).html
  for (const text of ['a1村', 'a镇水利站', '县里的人']) expect(page).toContain(text)
  expect((await ask('/report/about-someone', { whom: 'village' })).to).toBe('/report/photos')
  await ask('/report/how-to-reach-you', { reach: 'none' })
  const check = (await ask('/report/check-and-send')).html
  expect(check).toContain('只有a镇和上级能看。a1村的人和他们的下属都看不到。')
  expect((await ask('/report/check-and-send', {})).to).toBe('/report/sent')
  expect(await lastCase()).toMatchObject({
    level: 'town',
    hidden_from: [home.org('a1')],
    opening: '书记把低保名额给了亲戚',
  })
  expect((await ask('/track/your-request')).html).toContain('本人和他的下属看不到')
})

test('who says no is asked no more, and it goes the ordinary way', async () => {
  const { ask } = await begun('书记的电话打不通')
  await ask('/report/about-someone', { whom: 'none' })
  await ask('/report/how-to-reach-you', { reach: 'none' })
  expect((await ask('/report/check-and-send', {})).to).toBe('/report/sent')
  expect(await lastCase()).toMatchObject({ level: 'branch', hidden_from: [] })
})

test('who is not asked may say so: beside the words, or at the check', async () => {
  const { ask, to } = await begun('他收了我家的地不给钱', { about: 'yes' })
  expect(to).toBe('/report/about-someone')
  await ask('/report/about-someone', { whom: 'department', department: 'a-roads' })
  await ask('/report/how-to-reach-you', { reach: 'none' })
  expect((await ask('/report/check-and-send')).html).toContain('a镇交通站')
  await ask('/report/check-and-send', {})
  expect(await lastCase()).toMatchObject({ level: 'county', hidden_from: [home.org('a-roads')] })
  expect((await (await begun('水管爆了')).ask('/report/check-and-send')).html).toContain('/report/about-someone')
})

test('an office not chosen is asked for on the same page, with what was ticked still there', async () => {
  const { ask } = await begun('站里的工作人员态度很差')
  const { status, html } = await ask('/report/about-someone', { whom: 'department' })
  expect(status).toBe(422)
  expect(html).toContain('请选是哪个站所')
  expect(html).toMatch(/value="department" checked/)
})

test('the question cannot be passed by: an office of another town is asked about anew', async () => {
  const { ask } = await begun('站里的工作人员态度很差')
  await ask('/report/about-someone', { whom: 'department', department: 'a-roads' })
  expect((await ask('/report/where', { village: 'b1', place: '' })).to).toBe('/report/about-someone')
  await ask('/report/how-to-reach-you', { reach: 'none' })
  expect((await ask('/report/check-and-send', {})).to).toBe('/report/about-someone')
})

test('about the county and no key yet: 12388 to press, nothing can be sent, nothing typed is lost', async () => {
  const { ask } = await begun('县里有人吃拿卡要')
  expect((await ask('/report/about-someone', { whom: 'county' })).to).toBe('/report/to-discipline')
  const { html } = await ask('/report/to-discipline')
  expect(html).toContain('href="tel:12388"')
  expect(html).not.toContain('封好，交给纪委')
  expect((await ask('/report/to-discipline', { phone: '', name: '' })).to).toBe('/report/to-discipline')
  expect((await ask('/report/check-and-send', {})).to).toBe('/report/to-discipline')
  expect((await ask('/report/what-happened')).html).toContain('县里有人吃拿卡要')
})

test('with a key it is sealed for the discipline office alone: a number, no case, and no word of it anywhere', async () => {
  const folder = server.house.config.LIANXIN_DATA
  const keyFile = join(tmpdir(), `discipline-${newId(server.house.now())}.key`)
  const keyId = await makeKey(server.house, 1, keyFile)
  expect(statSync(keyFile).mode & 0o777).toBe(0o600)
  await expect(makeKey(server.house, 1, keyFile)).rejects.toThrow('EEXIST')

  const cases = (await owner.query('select count(*) from cases')).rows[0].count
  const canary = '金丝雀七号在局里收红包'
  const { ask, cookies } = await begun(canary)
  await ask('/report/about-someone', { whom: 'county' })
  expect((await ask('/report/to-discipline', { phone: '1', name: '' })).status).toBe(422)
  expect((await ask('/report/to-discipline', { phone: '13877770001', name: '金丝雀' })).to).toBe('/report/sealed')
  const { html } = await ask('/report/sealed')
  const number = /MF-\d{4}-\d{4}/.exec(html)?.[0]
  expect(number).toBeDefined()
  expect(html).toContain('在这里查不到进度')
  expect(cookies.has('draft')).toBe(false)
  expect((await owner.query('select count(*) from cases')).rows[0].count).toBe(cases)

  // neither in a table of ours or of the sign-in's, nor in a file
  const { rows: tables } = await owner.query(
    `select format('%I.%I', nspname, relname) as name from pg_class c join pg_namespace n on n.oid = relnamespace
     where relkind in ('r', 'p') and nspname not like 'pg_%' and nspname <> 'information_schema'`,
  )
  const hex = (text: string) => Buffer.from(text).toString('hex')
  for (const { name } of tables)
    for (const secret of ['金丝雀', hex('金丝雀'), '13877770001', hex('13877770001')]) {
      const { rows } = await owner.query(`select 1 from ${name} t where t::text like $1`, [`%${secret}%`])
      expect(rows, `${name} holds ${secret}`).toEqual([])
    }
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true }).filter((f) => f.isFile()))
    expect(readFileSync(join(file.parentPath, file.name)).includes('金丝雀'), file.name).toBe(false)
  // another report of another length is as long
  const other = await begun('县里的人收了钱')
  await other.ask('/report/about-someone', { whom: 'county' })
  await other.ask('/report/to-discipline', { phone: '', name: '' })
  const { rows: lengths } = await owner.query('select distinct length(sealed) from sealed_reports')
  expect(lengths).toHaveLength(1)

  const carried = join(tmpdir(), `carried-${newId(server.house.now())}.jsonl`)
  expect(await exportSealed(server.house, 1, carried)).toBe(2)
  expect(readFileSync(carried, 'utf8')).not.toContain('金丝雀')
  const { opened, failed } = openFile(keyFile, carried)
  expect(failed).toEqual([])
  expect(opened).toContainEqual({
    number,
    receivedOn: '2026-11-23',
    village: 'a1村',
    place: '村委会',
    words: canary,
    contact: { phone: '13877770001', name: '金丝雀' },
  })
  const [line = ''] = readFileSync(carried, 'utf8').split('\n')
  const { privateKey } = JSON.parse(readFileSync(keyFile, 'utf8'))
  expect(() =>
    openReport(Buffer.from(privateKey, 'base64'), { ...JSON.parse(line), id: newId(server.house.now()) }),
  ).toThrow()
  expect(keyId).toMatch(/^[0-9a-f]{8}$/)
})

test('no request of the web reads a sealed report, not even one nobody can open', async () => {
  for (const scope of [{ jurisdictionId: 1 }, { jurisdictionId: 1, job: 'outbox' as const }])
    await server.house.db.transaction(scope, async (tx) => {
      expect(await tx.selectFrom('sealed_reports').select('id').execute()).toEqual([])
    })
})

test('a case staff find to be about the county: nobody here sees it any more, its words are sealed, the resident reads 12388', async () => {
  const { id, code, number } = await takeIn(server.house, home.resident(), {
    clientKey: 'to-discipline-1',
    villageId: home.org('a1'),
    words: '县里的主任收了好处',
    language: 'zh-CN',
    files: [],
  })
  const before = (await owner.query('select count(*)::int as n from sealed_reports')).rows[0].n
  const about = { orgs: [home.org('a1')], members: [], reason: '反映县里的人' }
  await expect(
    takeMark('passToDiscipline')(server.house, home.as('a-clerk'), { caseId: id, ...about }),
  ).rejects.toMatchObject({ code: 'case.about-below' })
  expect(
    await takeMark('passToDiscipline')(server.house, home.as('a-clerk'), {
      caseId: id,
      ...about,
      orgs: [],
      members: [home.member('county-director')],
    }),
  ).toEqual({ moved: true, visible: false })
  for (const { actor } of home.members) {
    const seen = await server.house.db.transaction(
      {
        jurisdictionId: 1,
        memberId: actor.memberId,
        seen: [home.org('a1'), home.org('county')],
        recused: actor.recused,
      },
      (tx) => tx.selectFrom('cases').select('id').where('id', '=', id).execute(),
    )
    expect(seen, actor.memberId).toEqual([])
  }
  expect((await owner.query('select count(*)::int as n from sealed_reports')).rows[0].n).toBe(before + 1)
  const { ask } = browser()
  await ask('/track/your-code', { number, code })
  expect((await ask('/track/your-request')).html).toContain('请打 12388 找纪委')
})

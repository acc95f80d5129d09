/** Looking through another's eyes: only with their code, only looking, only for a while, never at what is kept from the helper, and all of it traced. */
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aCounty, type County, day, hour, minute } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { aServer, call as callNow, oneClock, signIn as signInNow, withAccounts } from '../../test/server.ts'
import { readCase } from '../cases/reads/read-case.ts'
import { takeIn, takeMark } from '../cases/service.ts'
import { doing } from './command.ts'
import { throughTheirEyes } from './see-as.ts'

const db = testDatabase()
const server = aServer(db)
const { to, later } = oneClock(server)
let county: County
let owner: pg.Client
let caseId = ''
let helper = ''
let clerk = ''
beforeAll(async () => {
  to(new Date('2026-11-23T09:00:00+08:00'))
  county = await aCounty(server.house, 1)
  await withAccounts(server, county, ['county-admin', 'a-clerk', 'security-admin', 'audit-admin', 'a-leader'])
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
  caseId = await ask('a1')
})
afterAll(() => owner?.end())
let clock = Date.parse('2026-11-23T09:00:00+08:00')
beforeEach(async () => {
  clock += 2 * hour
  to(new Date(clock))
  helper = await signInNow(server, 'county-admin')
  clerk = await signInNow(server, 'a-clerk')
})

let n = 0
const ask = async (village: string, about?: { orgs: string[]; members: string[] }) =>
  (
    await takeIn(server.house, county.resident(), {
      clientKey: `see-as-${++n}`,
      villageId: county.org(village),
      words: '水渠塌了',
      contact: { phone: '13812345678' },
      language: 'zh-CN',
      files: [],
      ...(about && { about }),
    })
  ).id
const call: typeof callNow = (...asked) => {
  later(1000)
  return callNow(...asked)
}
const post = (path: string, cookies: string, body: object = {}) => call(server, path, { cookies, body })
const codeOf = async (cookies = clerk) => (await post('/me/see-as/code', cookies)).body['code'] as string
const begin = (code: string, slug = 'a-clerk', cookies = helper) =>
  post('/see-as', cookies, { memberId: county.member(slug), code, reason: '说列表打不开，请看一下' })
const looking = async () => {
  expect((await begin(await codeOf())).status).toBe(200)
}
const opens = async (cookies = helper) => (await call(server, `/cases/${caseId}`, { cookies })).status

describe('beginning it', () => {
  test('with the code of the person: then the administrator, who reads no case, sees what they see', async () => {
    expect(await opens()).toBe(403)
    await looking()
    expect(await opens()).toBe(200)
    const me = (await call(server, '/me', { cookies: helper })).body
    expect(me['member']).toMatchObject({ id: county.member('a-clerk') })
    expect(me['helping']).toMatchObject({ helper: '王county-admin' })
    // another session of the same administrator sees nothing
    expect(await opens(await signInNow(server, 'county-admin'))).toBe(403)
  })

  test('without the code nothing opens; five wrong ones and the right one is worth nothing', async () => {
    const code = await codeOf()
    const wrong = code === '000000' ? '000001' : '000000'
    for (let i = 0; i < 5; i++) expect((await begin(wrong)).body['code']).toBe('see-as.code-wrong')
    expect((await begin(code)).body['code']).toBe('see-as.code-wrong')
    expect(await opens()).toBe(403)
  })

  test('a code is good once, for ten minutes, for its own person, and can be taken back', async () => {
    const used = await codeOf()
    await begin(used)
    await post('/see-as/end', helper)
    expect((await begin(used)).body['code']).toBe('see-as.code-wrong')
    const old = await codeOf()
    later(10 * minute)
    expect((await begin(old)).body['code']).toBe('see-as.code-wrong')
    expect((await begin(await codeOf(), 'a-leader')).body['code']).toBe('see-as.code-wrong')
    const taken = await codeOf()
    await post('/me/see-as/code/drop', clerk)
    expect((await begin(taken)).body['code']).toBe('see-as.code-wrong')
  })

  test('never as one of the three administrators, nor as oneself', async () => {
    for (const slug of ['security-admin', 'audit-admin', 'county-admin']) {
      const code = await codeOf(slug === 'county-admin' ? helper : await signInNow(server, slug))
      expect((await begin(code, slug)).body['code']).toBe('see-as.not-this-person')
    }
  })

  test('only the system administrator may', async () => {
    const code = await codeOf()
    for (const slug of ['a-leader', 'security-admin'])
      expect((await begin(code, 'a-clerk', await signInNow(server, slug))).status).toBe(403)
  })
})

describe('while it goes on', () => {
  beforeEach(looking)

  test('every route that reads answers as for the other, none that writes or carries away does', async () => {
    for (const route of server.declared) {
      if (typeof route.permission !== 'string' || route.id === 'endSeeAs') continue
      const path = route.path.replace('{caseId}', caseId).replace(/\{\w+\}/, county.member('a-clerk'))
      const reply = await call(server, path, {
        cookies: helper,
        ...(route.method === 'post' && { body: {} }),
      })
      expect(reply.status, route.id).toBeLessThan(500)
      if (reply.status === 403 && reply.body['code'] === 'forbidden') continue
      if (route.method === 'post' || /export/.test(route.path))
        expect(reply.body['code'], route.id).toBe('see-as.only-looking')
    }
    expect((await post(`/cases/${caseId}/contact/reveal`, helper, { reason: '核实情况' })).status).not.toBe(200)
  })

  test('the database itself writes nothing for it', async () => {
    const caller = { ...county.as('a-clerk'), helper: county.as('county-admin').actor }
    await expect(
      doing(server.house, caller, (d) => d.tx.updateTable('members').set({ name: 'x' }).execute()),
    ).rejects.toMatchObject({ code: '25006' })
  })

  test('a look leaves the trace of who looked and as whom, and a row in the audit trail for each page', async () => {
    await opens()
    const { rows } = await owner.query(
      'select * from case_reads where case_id = $1 order by at desc, id desc limit 1',
      [caseId],
    )
    expect(rows[0]).toMatchObject({
      member_id: county.member('county-admin'),
      seen_as: county.member('a-clerk'),
      org_id: null,
      concerned: false,
    })
    const audit = await owner.query(`select * from audit where kind = 'see-as-look' order by at desc limit 1`)
    expect(audit.rows[0]).toMatchObject({
      member_id: county.member('county-admin'),
      target_id: county.member('a-clerk'),
      subject: '/cases/{caseId}',
    })
    const lines = (await call(server, `/cases/${caseId}/reads`, { cookies: clerk })).body['items']
    expect(lines[0]).toMatchObject({
      who: { name: '王county-admin' },
      acts: [{ kind: 'help', toPerson: '王a-clerk' }],
    })
  })

  test('it ends by itself after a quarter of an hour', async () => {
    later(14 * minute)
    expect(await opens()).toBe(200)
    later(minute)
    expect(await opens()).toBe(403)
  })

  test('either of the two ends it', async () => {
    expect((await post('/see-as/end', clerk)).body['ended']).toBe(1)
    expect(await opens()).toBe(403)
    await looking()
    await post('/see-as/end', helper)
    expect(await opens()).toBe(403)
  })

  test('when the other loses the post, nothing is left to see', async () => {
    await owner.query(`update appointments set ends_on = '2026-11-22' where member_id = $1`, [county.member('a-clerk')])
    later(6000)
    expect(await opens()).toBe(403)
    await owner.query('update appointments set ends_on = null where member_id = $1', [county.member('a-clerk')])
  })
})

test('what is kept from the helper stays kept, whoever’s eyes they look through', async () => {
  const hidden = await ask('a1')
  const about = { orgs: [county.org('county')], members: [] }
  await takeMark('passToDiscipline')(server.house, county.as('a-clerk'), {
    caseId: hidden,
    ...about,
    reason: '反映县里',
  })
  const about1 = await ask('a1', { orgs: [county.org('a1')], members: [] })
  const [clerkActor, admin] = [county.as('a-clerk'), county.as('county-admin').actor]
  const caller = { ...clerkActor, actor: throughTheirEyes(clerkActor.actor, admin), helper: admin }
  await expect(readCase(server.house, caller, { caseId: hidden })).rejects.toMatchObject({ code: 'not-found' })
  expect((await readCase(server.house, caller, { caseId: about1 })).id).toBe(about1)
  expect(caller.actor.recused).toEqual(expect.arrayContaining([...admin.recused, ...clerkActor.actor.recused]))
})

test('the person is told afterwards, until they take note; who it was, when and why', async () => {
  await post('/me/see-as/noted', clerk)
  await looking()
  await post('/see-as/end', helper)
  later(day / 24)
  clerk = await signInNow(server, 'a-clerk')
  expect((await call(server, '/me', { cookies: clerk })).body['looks']).toBe(1)
  const { looks } = (await call(server, '/me/see-as', { cookies: clerk })).body
  expect(looks[0]).toMatchObject({
    helper: '王county-admin',
    reason: '说列表打不开，请看一下',
    goesOn: false,
    noted: false,
  })
  await post('/me/see-as/noted', clerk)
  expect((await call(server, '/me', { cookies: clerk })).body['looks']).toBe(0)
})

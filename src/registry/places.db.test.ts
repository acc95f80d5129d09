/** Places and traits kept for one's own units, read by everybody; a code changed, and the old one still leads to the village. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCounty, type County, runScheme } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { aServer } from '../../test/server.ts'
import { doing } from '../access/command.ts'
import { addPlace, changePlace, closePlace, listPlaces } from './places.ts'
import { rosterOf } from './roster-of.ts'
import { listWithout, setHousehold, setMember, setUnit } from './traits.ts'
import { addUnit, changeUnit, readTree } from './units.ts'

const db = testDatabase()
const server = aServer(db)
let home: County
let owner: pg.Client
beforeAll(async () => {
  home = await aCounty(server.house)
  await runScheme(
    server.house,
    home,
    `
placeKinds: { station: { name: { zh-CN: 连心站, en: station } } }
traits:
  weak: { name: { zh-CN: 软弱涣散, en: weak }, of: org }
  hardship: { name: { zh-CN: 困难户, en: hardship }, of: household }
  veteran: { name: { zh-CN: 老党员, en: veteran }, of: member }
`,
  )
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())
const get = (path: string) => server.app.request(`http://localhost${path}`, { headers: { host: 'localhost' } })
const station = (org = 'a1') => ({
  kind: 'station',
  name: '新桥连心站',
  orgId: home.org(org),
  address: '新街 5 号',
  hours: '周一至周五 9:00–17:00',
  phone: '0900-8800106',
})

test('a station is added, changed and closed by who keeps the town’s roster; residents read of it on their village’s page', async () => {
  const { house } = server
  const clerk = home.as('a-clerk')
  const { id } = await addPlace(house, clerk, station())
  expect(await (await get('/v/a1')).text()).toContain('新桥连心站')
  expect(await (await get('/v/a2')).text()).not.toContain('新桥连心站')
  await changePlace(house, clerk, { ...station(), placeId: id, hours: null })
  expect((await listPlaces(house, home.as('b-clerk'), { under: home.org('a') })).items).toMatchObject([
    { id, hours: null },
  ])
  await expect(addPlace(house, clerk, station('b1'))).rejects.toMatchObject({ code: 'org.unknown' })
  await expect(addPlace(house, clerk, { ...station(), kind: 'palace' })).rejects.toMatchObject({
    code: 'place.kind-unknown',
  })
  const ask = { placeId: id }
  await expect(closePlace(house, home.as('b-clerk'), ask)).rejects.toMatchObject({ code: 'not-found' })
  await closePlace(house, clerk, ask)
  await expect(closePlace(house, clerk, ask)).rejects.toMatchObject({ code: 'not-found' })
  expect(await (await get('/v/a1')).text()).not.toContain('新桥连心站')
})

test('what a unit, a household and a member are known to be is one of the scheme’s words, for one’s own units', async () => {
  const { house } = server
  const clerk = home.as('a-clerk')
  const unit = { orgId: home.org('a1'), traits: ['weak'], organisation: 'none' as const, jointWith: null }
  await setUnit(house, clerk, unit)
  expect((await listWithout(house, clerk, {})).items.map((u) => u.id)).toEqual([home.org('a1')])
  expect((await listWithout(house, home.as('b-clerk'), {})).items).toEqual([])
  const joint = { ...unit, organisation: 'joint' as const }
  await expect(setUnit(house, clerk, { ...joint, jointWith: home.org('a1') })).rejects.toMatchObject({
    code: 'org.joint-with',
  })
  await expect(setUnit(house, clerk, joint)).rejects.toMatchObject({ code: 'org.joint-with' })
  await setUnit(house, clerk, { ...joint, jointWith: home.org('a2') })
  expect((await listWithout(house, clerk, {})).items).toEqual([])
  await expect(setUnit(house, clerk, { ...unit, traits: ['hardship'] })).rejects.toMatchObject({
    code: 'trait.unknown',
  })
  await expect(setUnit(house, home.as('b-clerk'), unit)).rejects.toMatchObject({ code: 'not-found' })

  const { id: householdId } = home.household('a1')
  await setHousehold(house, clerk, { householdId, traits: ['hardship'] })
  await expect(setHousehold(house, home.as('b-clerk'), { householdId, traits: [] })).rejects.toMatchObject({
    code: 'not-found',
  })
  const member = { memberId: home.member('a1-liaison'), traits: ['veteran'], standing: 'away' as const, awayAt: '邻县' }
  await setMember(house, clerk, member)
  await expect(setMember(house, home.as('b-clerk'), member)).rejects.toMatchObject({ code: 'not-found' })
  const kept = await rosterOf(house, clerk, { orgId: home.org('a1') })
  expect(kept.unit).toEqual({ traits: ['weak'], organisation: 'joint', jointWith: home.org('a2') })
  expect(kept.households.find((h) => h.id === householdId)).toMatchObject({ traits: ['hardship'] })
  expect(kept.households.every((h) => h.head === null || h.head.endsWith('**'))).toBe(true)
  expect(kept.members.find((m) => m.id === member.memberId)).toMatchObject({
    standing: 'away',
    awayAt: '邻县',
    traits: ['veteran'],
  })
  await expect(rosterOf(house, home.as('b-clerk'), { orgId: home.org('a1') })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('a village’s code is changed: the old one leads to it, and is nobody else’s', async () => {
  const { house } = server
  const admin = home.as('county-admin')
  const details = { name: 'b2村党支部', nameEn: 'b2', shortName: 'b2村', shortNameEn: 'b2', phone: null, address: null }
  const recode = (org: string, code: string) => doing(house, admin, (d) => changeUnit(d, home.org(org), details, code))
  await recode('b2', 'qinghe')
  await recode('b2', 'qinghe-xin')
  await expect(recode('b1', 'b2')).rejects.toMatchObject({ code: 'org.code-taken' })
  const unit = { ...details, kind: 'village-branch', parentId: home.org('b'), code: 'qinghe' }
  await expect(doing(house, admin, async (d) => addUnit(d, await readTree(d.tx, 'lock'), unit))).rejects.toMatchObject({
    code: 'org.code-taken',
  })
  server.clock.advance(60_000)
  for (const old of ['b2', 'qinghe']) {
    const page = await get(`/v/${old}`)
    expect([page.status, page.headers.get('location')]).toEqual([303, '/v/qinghe-xin'])
  }
  // back to the first one: it leads nowhere but to itself
  await recode('b2', 'b2')
  server.clock.advance(60_000)
  expect((await get('/v/b2')).status).toBe(200)
  expect((await get('/v/qinghe')).headers.get('location')).toBe('/v/b2')
})

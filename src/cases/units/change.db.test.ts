/** Units moved and joined on a real database, under row-level security: who sees what afterwards, what stays hidden, that the log still verifies. */
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aVisit, kindsYaml } from '../../../test/a-record.ts'
import { aCounty, aHouse, type County, day, runScheme } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { findMemberActor, type MemberCaller, scopeOf } from '../../access/caller.ts'
import { doing } from '../../access/command.ts'
import { dayOf } from '../../kernel/calendar/deadline.ts'
import { writeRecord } from '../../records/service.ts'
import { keepWords } from '../search/keep.ts'
import { takeIn, takeMark, takeResidentStep, takeStep } from '../service.ts'
import { verifyLog } from '../verify.ts'
import { viewCase } from '../view.ts'
import { type Change, carryLate, changeUnits, closeUnit, previewUnits } from './change.ts'

const db = testDatabase()
const it = aHouse(db)
let owner: pg.Client
let home: County
let jurisdictionId = 0
let n = 0
beforeAll(async () => {
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())
beforeEach(async () => {
  home = await aCounty(it.house, ++jurisdictionId)
})

const ask = (village: string, about?: { orgs: string[]; members: string[] }) =>
  takeIn(it.house, home.resident(), {
    clientKey: `units-${++n}`,
    villageId: home.org(village),
    words: '水渠塌了，放不了水',
    contact: { phone: '13812345678' },
    language: 'zh-CN',
    files: [],
    ...(about && { about }),
  })
const sort = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' } as const
/** As their posts are now, not as they were when the county was made. */
const now = async (slug: string): Promise<MemberCaller> => {
  const actor = await findMemberActor(
    it.house.db,
    it.house.schemes.of(1),
    jurisdictionId,
    home.member(slug),
    dayOf(it.house.now()),
  )
  if (!actor) throw new Error(slug)
  return { ...home.as(slug), actor }
}
const sees = async (slug: string, caseId: string) => {
  const by = await now(slug)
  return doing(it.house, by, (d) => viewCase(d, caseId)).then(
    () => true,
    () => false,
  )
}
const change = async (kind: Change['kind'], from: string, to: string) => {
  const what = { kind, orgId: home.org(from), targetId: home.org(to) }
  const { token } = await previewUnits(it.house, home.as('county-admin'), what)
  return changeUnits(it.house, home.as('county-admin'), { ...what, token })
}
const row = async (table: string, id: string) =>
  (await owner.query(`select * from ${table} where id = $1`, [id])).rows[0]
const verified = async () => expect((await verifyLog(it.house, jurisdictionId, { files: false })).fault).toBeUndefined()

describe('a village moves to another town', () => {
  test('the new town sees its cases, open and ended, and its households; the old one no more', async () => {
    const open = await ask('a1')
    const ended = await ask('a1')
    await takeResidentStep('withdraw')(it.house, home.resident(ended.id), { caseId: ended.id })
    expect(await sees('a-clerk', open.id)).toBe(true)
    await runScheme(it.house, home, kindsYaml)
    const promises = [{ what: '修渠', dueOn: '2026-12-01' }]
    const visit = await writeRecord(it.house, home.as('a1-liaison'), aVisit(home, { promises }))
    const { rows } = await owner.query('select id from follow_ups where record_id = $1', [visit.id])
    const counts = await change('move', 'a1', 'b')
    expect(counts).toMatchObject({ units: 1, openCases: 1, endedCases: 1, households: 1, posts: 3 })
    for (const { id } of [open, ended]) {
      expect(await sees('a-clerk', id)).toBe(false)
      expect(await sees('b-clerk', id)).toBe(true)
      expect(await sees('a1-secretary', id)).toBe(true)
      expect(await sees('county-officer', id)).toBe(true)
    }
    const { id, head } = home.household('a1')
    for (const [table, key] of [
      ['households', id],
      ['residents', head],
      ['records', visit.id],
      ['follow_ups', rows[0].id],
    ] as const) {
      const { seen_by } = await row(table, key)
      expect(seen_by).toEqual(expect.arrayContaining([home.org('a1'), home.org('b'), home.member('a1-liaison')]))
      expect(seen_by).not.toContain(home.org('a'))
    }
    await takeStep('accept')(it.house, await now('a1-secretary'), { caseId: open.id, ...sort })
    await takeStep('escalate')(it.house, await now('a1-secretary'), { caseId: open.id, reason: '村里办不了' })
    expect(await row('cases', open.id)).toMatchObject({ level: 'town', holder_org_id: home.org('b') })
    await verified()
  })

  test('the old town keeps what it has in hand, and its department what it was given', async () => {
    const { id } = await ask('a1')
    await takeStep('accept')(it.house, home.as('a1-secretary'), { caseId: id, ...sort })
    await takeStep('escalate')(it.house, home.as('a1-secretary'), { caseId: id, reason: '村里办不了' })
    await takeStep('dispatch')(it.house, home.as('a-clerk'), {
      caseId: id,
      departmentId: home.org('a-water'),
      dueDay: '2026-12-10',
      standard: '修好',
    })
    await change('move', 'a1', 'b')
    for (const slug of ['a-clerk', 'a-water-officer', 'b-clerk', 'a1-secretary'])
      expect(await sees(slug, id)).toBe(true)
    for (const slug of ['b-water-officer', 'a-roads-officer']) expect(await sees(slug, id)).toBe(false)
  })

  test('a complaint about the old town stays hidden from its people, and from the village that has left it', async () => {
    const { id } = await ask('a1', { orgs: [home.org('a')], members: [] })
    const { id: aboutLeader } = await ask('a1', { orgs: [], members: [home.member('a-leader')] })
    await change('move', 'a1', 'b')
    for (const caseId of [id, aboutLeader]) {
      for (const slug of ['a-leader', 'a-clerk', 'a1-secretary', 'a1-liaison'])
        expect(await sees(slug, caseId), slug).toBe(false)
      expect(await sees('county-officer', caseId)).toBe(true)
      // the new town stands above the village now and has nothing to do with those it is about
      expect(await sees('b-clerk', caseId)).toBe(true)
      const { rows } = await owner.query('select hidden_from from notices where case_id = $1', [caseId])
      for (const notice of rows) expect(notice.hidden_from).toContain(home.org('a1'))
    }
  })

  test('the index of words follows: found by who sees it now, kept from whom it is kept', async () => {
    const open = await ask('a1')
    const about = await ask('a1', { orgs: [home.org('a')], members: [] })
    while ((await keepWords(it.house, jurisdictionId)) > 0);
    await change('move', 'a1', 'b')
    const { rows } = await owner.query(
      `select s.seen_by = c.seen_by and s.hidden_from = c.hidden_from as same, c.id, s.seen_by, s.hidden_from
       from case_search s join cases c on c.id = s.case_id where c.id = any ($1)`,
      [[open.id, about.id]],
    )
    expect(rows.map((r) => r.same)).toEqual([true, true])
    for (const r of rows) expect(r.seen_by).toContain(home.org('b'))
    expect(rows.find((r) => r.id === about.id)?.hidden_from).toContain(home.org('a1'))
  })

  test('what is kept from whoever asks is not in the count, and moves all the same', async () => {
    await ask('a1')
    const hidden = await ask('a1')
    await takeMark('passToDiscipline')(it.house, home.as('a-clerk'), {
      caseId: hidden.id,
      orgs: [home.org('county')],
      members: [],
      reason: '反映县里',
    })
    const counts = await change('move', 'a1', 'b')
    expect([counts.openCases, counts.endedCases]).toEqual([1, 0])
    expect((await row('cases', hidden.id)).seen_by).toContain(home.org('b'))
  })

  test('another tree than the one looked at: refused, and nothing is changed', async () => {
    const what = { kind: 'move', orgId: home.org('a1'), targetId: home.org('b') } as const
    const admin = home.as('county-admin')
    const { token } = await previewUnits(it.house, admin, what)
    await change('move', 'a1', 'county')
    await expect(changeUnits(it.house, admin, { ...what, token })).rejects.toMatchObject({ code: 'org.changed' })
    expect((await row('orgs', home.org('a1'))).parent_id).toBe(home.org('county'))
  })

  test('what came in by the chain still remembered is carried along a minute later', async () => {
    await change('move', 'a1', 'b')
    const { id } = await ask('a1')
    await owner.query('update cases set seen_by = $2 where id = $1', [id, home.chain('a1')])
    expect(await sees('b-clerk', id)).toBe(false)
    await carryLate(it.house, jurisdictionId)
    expect(await sees('b-clerk', id)).toBe(true)
    expect(await sees('a-clerk', id)).toBe(false)
  })
})

describe('a village is joined to another', () => {
  test('its open cases, people and households go there; what ended is still its own; the log says so and verifies', async () => {
    const open = await ask('a1')
    const ended = await ask('a1')
    await takeResidentStep('withdraw')(it.house, home.resident(ended.id), { caseId: ended.id })
    await change('join', 'a1', 'b1')
    expect(await row('cases', open.id)).toMatchObject({ village_id: home.org('b1'), holder_org_id: home.org('b1') })
    expect(await row('cases', ended.id)).toMatchObject({ village_id: home.org('a1') })
    for (const slug of ['b1-secretary', 'b-clerk', 'a1-secretary'])
      for (const { id } of [open, ended]) expect(await sees(slug, id), slug).toBe(true)
    expect(await sees('a-clerk', open.id)).toBe(false)
    const { id } = home.household('a1')
    expect(await row('households', id)).toMatchObject({ village_id: home.org('b1'), number: 2 })
    expect(await row('orgs', home.org('a1'))).toMatchObject({
      closed_on: expect.anything(),
      merged_into: home.org('b1'),
      parent_id: home.org('b1'),
    })
    const events = await owner.query('select type, data from case_events where case_id = $1 order by seq', [open.id])
    expect(events.rows.at(-1)).toMatchObject({ type: 'joinUnits', data: { holder: home.org('b1') } })
    await takeStep('accept')(it.house, await now('a1-secretary'), { caseId: open.id, ...sort })
    await verified()
  })

  test('a complaint about it is kept from the unit its people go to', async () => {
    const { id } = await ask('a1', { orgs: [home.org('a1')], members: [] })
    await change('join', 'a1', 'a2')
    for (const slug of ['a1-secretary', 'a2-secretary', 'a2-liaison']) expect(await sees(slug, id), slug).toBe(false)
    expect(await sees('a-clerk', id)).toBe(true)
    expect(await row('cases', id)).toMatchObject({ holder_org_id: home.org('a') })
    await verified()
  })

  test('a town: its villages and departments stand under the other one, and what it had goes on there', async () => {
    const { id } = await ask('a1')
    await takeStep('accept')(it.house, home.as('a1-secretary'), { caseId: id, ...sort })
    await takeStep('escalate')(it.house, home.as('a1-secretary'), { caseId: id, reason: '村里办不了' })
    await change('join', 'a', 'b')
    expect((await row('orgs', home.org('a1'))).chain).toEqual(['a1', 'b', 'county'].map((s) => home.org(s)))
    expect(await row('cases', id)).toMatchObject({ holder_org_id: home.org('b'), village_id: home.org('a1') })
    expect(await sees('b-clerk', id)).toBe(true)
    expect(await sees('a-clerk', id)).toBe(true)
    await takeStep('dispatch')(it.house, await now('b-clerk'), {
      caseId: id,
      departmentId: home.org('a-water'),
      dueDay: '2026-12-10',
      standard: '修好',
    })
    await verified()
  })

  test('joined once more: what was joined to it goes on to the last of them', async () => {
    const { id } = await ask('a1')
    await change('join', 'a1', 'a2')
    await change('join', 'a2', 'b1')
    expect(await row('cases', id)).toMatchObject({ village_id: home.org('b1'), holder_org_id: home.org('b1') })
    expect(await row('orgs', home.org('a1'))).toMatchObject({ merged_into: home.org('b1'), parent_id: home.org('b1') })
    expect(await sees('b-clerk', id)).toBe(true)
    expect(await sees('a-clerk', id)).toBe(false)
    await verified()
  })

  test('one more request for the old village arrives at the new one', async () => {
    await change('join', 'a1', 'b1')
    const late = await ask('a1')
    expect(await row('cases', late.id)).toMatchObject({ village_id: home.org('b1') })
  })
})

test('closed only when nothing hangs on it any more', async () => {
  const admin = home.as('county-admin')
  await expect(closeUnit(it.house, admin, home.org('a1'))).rejects.toMatchObject({ code: 'org.in-use' })
  await expect(closeUnit(it.house, admin, home.org('county'))).rejects.toMatchObject({ code: 'org.top' })
  it.clock.advance(day)
  await owner.query(`update appointments set ends_on = '2026-01-01' where org_id = $1`, [home.org('a-roads')])
  await closeUnit(it.house, admin, home.org('a-roads'))
  await expect(closeUnit(it.house, admin, home.org('a-roads'))).rejects.toMatchObject({ code: 'org.closed' })
})

test('nobody but the command itself, in its own scope, can move what it moves', async () => {
  const { id } = await ask('a1')
  await it.house.db.transaction(scopeOf(home.as('county-admin')), async (tx) => {
    const { numUpdatedRows } = await tx.updateTable('cases').set({ place: 'x' }).where('id', '=', id).executeTakeFirst()
    expect(Number(numUpdatedRows)).toBe(0)
  })
})

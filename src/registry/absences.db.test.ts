/** Leave on a real database: what a stand-in may, what stays hidden from them, what they never judge, and that nothing waits for somebody away. */
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aCounty, aHouse, type County } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { findMemberActor, type MemberActor, type MemberCaller, may, scopeOf } from '../access/caller.ts'
import { doing } from '../access/command.ts'
import { listInbox } from '../cases/inbox.ts'
import type { AboutWhom } from '../cases/model.ts'
import { registerHeard, takeIn, takeStep } from '../cases/service.ts'
import { sweepClocks } from '../cases/sweep-clocks.ts'
import { verifyLog } from '../cases/verify.ts'
import { viewCase } from '../cases/view.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { endAbsence, enterAbsence, myAbsences, officeAbsences, standInsFor } from './absences.ts'

const db = testDatabase()
const it = aHouse(db)
let home: County
let owner: pg.Client
beforeAll(async () => {
  home = await aCounty(it.house)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())

const at = (when: string) => it.clock.set(new Date(`${when.replace(' ', 'T')}:00+08:00`))
beforeEach(async () => {
  at('2026-11-23 09:00')
  await owner.query('delete from absences')
})

const leave = { startsOn: '2026-11-23', endsOn: '2026-12-03' }
const away = (who: string, standIn?: string, by = who, days = leave) =>
  enterAbsence({})(it.house, home.as(by), {
    memberId: home.member(who),
    ...(standIn && { standInId: home.member(standIn) }),
    ...days,
  })
/** As the session reads them now: with the posts of those they stand in for. */
const asNow = async (slug: string): Promise<MemberCaller> => ({
  ...home.as(slug),
  actor: (await findMemberActor(
    it.house.db,
    it.house.schemes.of(1),
    1,
    home.member(slug),
    dayOf(it.house.now()),
  )) as MemberActor,
})
const sort = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' } as const
const answer = { result: 'resolved', answer: '水管修好了', files: [] } as const
let n = 0
const handIn = (about?: AboutWhom) =>
  takeIn(it.house, home.resident(), {
    clientKey: `absence-${++n}`,
    villageId: home.org('a1'),
    words: '水管漏了',
    contact: { phone: '13812340000' },
    language: 'zh-CN',
    files: [],
    ...(about && { about }),
  })
const heardBy = async (slug: string) =>
  registerHeard(it.house, await asNow(slug), {
    clientKey: `absence-${++n}`,
    villageId: home.org('a1'),
    words: '水管漏了',
    channel: 'visit',
    consent: 'not-asked',
    language: 'zh-CN',
    files: [],
  })
const row = async (id: string) => (await owner.query('select * from cases where id = $1', [id])).rows[0]
const noticesOf = async (id: string, kind: string) =>
  (
    await owner.query(
      'select slug from notices n join members m on m.id = n.member_id where case_id = $1 and kind = $2 order by 1',
      [id, kind],
    )
  ).rows.map((r) => r.slug)
const events = async (id: string) =>
  (await owner.query('select type, member_id, data from case_events where case_id = $1 order by seq', [id])).rows

describe('entering and ending', () => {
  test('for oneself, and by whoever leads or oversees the office; by nobody else', async () => {
    await away('a1-secretary', 'a-clerk')
    await away('a1-liaison', undefined, 'a1-secretary')
    await away('a2-liaison', undefined, 'a-clerk')
    for (const by of ['a1-liaison-2', 'b-clerk', 'a2-secretary'])
      await expect(away('a1-liaison-2', undefined, by === 'a1-liaison-2' ? 'a1-liaison' : by)).rejects.toMatchObject({
        code: 'absence.not-yours',
      })
  })

  test('who stands in for a leader enters nothing in the leader’s name', async () => {
    await away('a1-secretary', 'a1-liaison')
    await expect(
      enterAbsence({})(it.house, await asNow('a1-liaison'), { memberId: home.member('a1-liaison-2'), ...leave }),
    ).rejects.toMatchObject({ code: 'absence.not-yours' })
  })

  test('not twice on one day, not for longer than a year, not in the past', async () => {
    await away('a1-secretary')
    await expect(away('a1-secretary')).rejects.toMatchObject({ code: 'absence.overlaps' })
    const days = (startsOn: string, endsOn: string) => away('a1-liaison', undefined, 'a1-liaison', { startsOn, endsOn })
    await expect(days('2026-11-23', '2027-11-30')).rejects.toMatchObject({ code: 'absence.too-long' })
    for (const [from, to] of [
      ['2026-11-01', '2026-11-22'],
      ['2026-09-01', '2026-12-01'],
      ['2026-12-02', '2026-12-01'],
    ] as const)
      await expect(days(from, to)).rejects.toMatchObject({ code: 'absence.days' })
    await days('2026-11-10', '2026-11-23')
  })

  test.each([
    ['b-clerk', 'absence.stand-in-elsewhere'],
    ['a2-secretary', 'absence.stand-in-elsewhere'],
    ['county-officer', 'absence.stand-in-elsewhere'],
    ['a1-secretary', 'absence.stand-in-elsewhere'],
  ])('%s is not made to stand in', async (slug, code) => {
    await expect(away('a1-secretary', slug)).rejects.toMatchObject({ code })
  })

  test('nobody away those days stands in', async () => {
    await away('a-clerk', undefined, 'a-clerk', { startsOn: '2026-12-03', endsOn: '2026-12-10' })
    await expect(away('a1-secretary', 'a-clerk')).rejects.toMatchObject({ code: 'absence.stand-in-away' })
    const { items } = await standInsFor(it.house, home.as('a1-secretary'), leave)
    expect(items.find((p) => p.id === home.member('a-clerk'))).toMatchObject({ away: true })
    expect(items[0]).toMatchObject({ orgId: home.org('a1'), away: false })
    expect(items.map((p) => p.id)).not.toContain(home.member('county-officer'))
  })

  test('no administrator stands in for anybody, nor anybody for one; what the database holds by itself changes no right', async () => {
    await expect(away('county-officer', 'county-admin')).rejects.toMatchObject({ code: 'absence.officer' })
    await expect(away('county-admin', 'county-officer')).rejects.toMatchObject({ code: 'absence.officer' })
    await owner.query(
      `insert into absences (jurisdiction_id, id, member_id, stand_in_id, starts_on, ends_on, entered_by, entered_at)
       values (1, gen_random_uuid(), $1, $2, '2026-11-01', '2026-12-30', $1, now()), (1, gen_random_uuid(), $3, $4, '2026-11-01', '2026-12-30', $3, now())`,
      ['security-admin', 'audit-admin', 'county-admin', 'county-director'].map((slug) => home.member(slug)),
    )
    expect(may((await asNow('audit-admin')).actor, 'security.manage')).toBe(false)
    expect(may((await asNow('county-director')).actor, 'people.manage')).toBe(false)
  })

  test('ended early it is over at once, and another may follow; the trail says who entered and ended it', async () => {
    const { id } = await away('a1-secretary', 'a1-liaison')
    expect(may((await asNow('a1-liaison')).actor, 'case.triage')).toBe(true)
    await expect(endAbsence({})(it.house, home.as('a1-liaison'), { absenceId: id })).rejects.toMatchObject({
      code: 'absence.not-yours',
    })
    expect(await endAbsence({})(it.house, home.as('a1-secretary'), { absenceId: id })).toMatchObject({ state: 'over' })
    expect(may((await asNow('a1-liaison')).actor, 'case.triage')).toBe(false)
    await expect(endAbsence({})(it.house, home.as('a1-secretary'), { absenceId: id })).rejects.toMatchObject({
      code: 'absence.over',
    })
    await away('a1-secretary')
    const { rows } = await owner.query(`select member_id from audit where target_id = $1 and kind = 'absence-ended'`, [
      home.member('a1-secretary'),
    ])
    expect(rows).toEqual([{ member_id: home.member('a1-secretary') }])
  })

  test('by calendar days in Shanghai: from the first to the last, and not a minute longer', async () => {
    await away('a1-secretary', 'a1-liaison', 'a1-secretary', { startsOn: '2026-11-24', endsOn: '2026-11-25' })
    const triages = async () => may((await asNow('a1-liaison')).actor, 'case.triage')
    for (const [when, yes] of [
      ['2026-11-23 23:59', false],
      ['2026-11-24 00:00', true],
      ['2026-11-25 23:59', true],
      ['2026-11-26 00:00', false],
    ] as const) {
      at(when)
      expect(await triages(), when).toBe(yes)
    }
  })

  test('each sees their own, a leader the office’s', async () => {
    await away('a1-secretary', 'a1-liaison')
    expect(await myAbsences(it.house, await asNow('a1-liaison'), {})).toMatchObject({
      away: null,
      standingIn: [{ member: { id: home.member('a1-secretary') }, endsOn: '2026-12-03' }],
    })
    expect((await myAbsences(it.house, home.as('a1-secretary'), {})).away).toMatchObject({ unattended: false })
    const { items, people } = await officeAbsences(it.house, home.as('a1-secretary'), {})
    expect(items).toHaveLength(1)
    expect(people).toHaveLength(3)
    expect((await officeAbsences(it.house, home.as('a1-liaison-2'), {})).items).toEqual([])
  })
})

describe('a stand-in', () => {
  test('acts with the rights of the one away; the log says in whose place, and still verifies', async () => {
    const { id } = await handIn()
    await away('a1-secretary', 'a1-liaison')
    const standIn = await asNow('a1-liaison')
    await takeStep('accept')(it.house, standIn, { caseId: id, ...sort })
    const view = await doing(it.house, standIn, (d) => viewCase(d, id))
    expect(view.events.at(-1)?.actor).toMatchObject({
      member: { name: '王a1-liaison' },
      standsInFor: { name: '王a1-secretary' },
    })
    expect((await row(id)).handlers.sort()).toEqual([home.member('a1-liaison'), home.member('a1-secretary')].sort())
    expect((await verifyLog(it.house, 1, { files: false })).fault).toBeUndefined()
  })

  test('acts in their own name where their own post allows it', async () => {
    const { id } = await handIn()
    await away('a-leader', 'a-clerk')
    await takeStep('comment')(it.house, await asNow('a-clerk'), { caseId: id, words: '看过了', mentions: [] })
    expect((await events(id)).at(-1)).toMatchObject({ member_id: home.member('a-clerk') })
    expect((await events(id)).at(-1)?.data).not.toHaveProperty('standsInFor')
  })

  test('has what the one away has in hand; written down meanwhile, it is theirs when they are back', async () => {
    const held = await heardBy('a1-liaison')
    await away('a1-liaison', 'a1-liaison-2')
    const inbox = async (slug: string) => (await listInbox(it.house, await asNow(slug), {})).items.map((i) => i.number)
    expect(await inbox('a1-liaison-2')).toContain(held.number)
    await takeStep('handUp')(it.house, await asNow('a1-liaison-2'), { caseId: held.caseId ?? '' })
    const [made] = (await events(held.caseId ?? '')).slice(-1)
    expect(made?.data).toMatchObject({ standsInFor: home.member('a1-liaison') })
  })

  test('neither of the two enters the verdict of what one did for the other', async () => {
    const { id } = await handIn()
    await takeStep('accept')(it.house, home.as('a1-secretary'), { caseId: id, ...sort })
    await takeStep('escalate')(it.house, home.as('a1-secretary'), { caseId: id, reason: '村里办不了' })
    await away('a-clerk', 'a-leader')
    // a leader settles by their own post: with one that may not, it is done in the clerk's place
    await owner.query(`update appointments set role = 'department-head' where member_id = $1`, [
      home.member('a-leader'),
    ])
    await takeStep('settle')(it.house, await asNow('a-leader'), { caseId: id, ...answer })
    await owner.query(`update appointments set role = 'town-leader' where member_id = $1`, [home.member('a-leader')])
    expect((await row(id)).handlers).toEqual(expect.arrayContaining([home.member('a-clerk'), home.member('a-leader')]))
    at('2026-12-03 10:00')
    for (const slug of ['a-clerk', 'a-leader'])
      await expect(
        takeStep('confirmByCall')(it.house, await asNow(slug), {
          caseId: id,
          resolved: 'yes',
          calledAt: '2026-12-03T09:00:00+08:00',
          numberTail: '0000',
        }),
      ).rejects.toMatchObject({ code: 'case.not-allowed' })
  })

  test('approves nothing they asked for themselves, by the post of the approver', async () => {
    const { id } = await handIn()
    await takeStep('accept')(it.house, home.as('a1-secretary'), { caseId: id, ...sort })
    await takeStep('escalate')(it.house, home.as('a1-secretary'), { caseId: id, reason: '村里办不了' })
    await takeStep('askExtension')(it.house, home.as('a-clerk'), { caseId: id, until: '2026-12-14', reason: '等材料' })
    await owner.query('update cases set approver_org_id = $2 where id = $1', [id, home.org('a')])
    await away('a-leader', 'a-clerk')
    await expect(takeStep('approveExtension')(it.house, await asNow('a-clerk'), { caseId: id })).rejects.toMatchObject({
      code: 'case.not-allowed',
    })
  })

  test('sees nothing of a request about themselves, nor of one about the one away, wherever it lies', async () => {
    const aboutLiaison = await handIn({ orgs: [], members: [home.member('a1-liaison')] })
    const aboutSecretary = await handIn({ orgs: [], members: [home.member('a1-secretary')] })
    await away('a1-secretary', 'a-clerk')
    await away('a2-secretary', 'a2-liaison')
    const standIn = await asNow('a-clerk')
    expect(standIn.actor.recused).toEqual(expect.arrayContaining([home.member('a-clerk'), home.member('a1-secretary')]))
    for (const { id, number } of [aboutLiaison, aboutSecretary]) {
      await expect(doing(it.house, standIn, (d) => viewCase(d, id))).rejects.toMatchObject({ code: 'not-found' })
      expect((await listInbox(it.house, standIn, {})).items.map((i) => i.number)).not.toContain(number)
      // somebody else of the town has it
      expect((await doing(it.house, await asNow('a-leader'), (d) => viewCase(d, id))).number).toBe(number)
    }
    const { rows } = await owner.query('select id from cases where hidden_from && $1', [standIn.actor.recused])
    await it.house.db.transaction(scopeOf(standIn), async (tx) => {
      const seen = await tx.selectFrom('cases').select('id').execute()
      expect(seen.filter((c) => rows.some((r) => r.id === c.id))).toEqual([])
    })
  })
})

describe('nothing waits for somebody on leave', () => {
  test('what is told to them is told to the stand-in too', async () => {
    at('2026-11-23 09:30')
    await away('a1-secretary', 'a-clerk')
    const { id } = await handIn()
    expect(await noticesOf(id, 'register')).toEqual(['a-clerk', 'a1-secretary'])
    const given = await handIn()
    await takeStep('accept')(it.house, await asNow('a-clerk'), { caseId: given.id, ...sort })
    await away('a1-liaison', 'a1-liaison-2')
    await takeStep('assign')(it.house, await asNow('a-clerk'), {
      caseId: given.id,
      memberId: home.member('a1-liaison'),
    })
    expect(await noticesOf(given.id, 'assign')).toEqual(['a1-liaison', 'a1-liaison-2'])
  })

  test('what comes to an empty office is told to the one above, and what a liaison left is seen by the secretary', async () => {
    at('2026-11-23 10:00')
    const held = await heardBy('a1-liaison')
    const escalated = await handIn()
    await takeStep('accept')(it.house, home.as('a1-secretary'), { caseId: escalated.id, ...sort })
    for (const slug of ['a-leader', 'a-clerk', 'a1-liaison']) await away(slug)
    await takeStep('escalate')(it.house, home.as('a1-secretary'), { caseId: escalated.id, reason: '村里办不了' })
    expect(await noticesOf(escalated.id, 'escalate')).toEqual(
      expect.arrayContaining(['a-clerk', 'a-leader', 'county-director', 'county-officer']),
    )
    const { items } = await listInbox(it.house, home.as('a1-secretary'), {})
    expect(items.map((i) => i.number)).toContain(held.number)
  })

  test('an office whose only holder is away without a stand-in is passed over', async () => {
    await owner.query(`update appointments set ends_on = '2026-11-01' where member_id = $1`, [home.member('a-leader')])
    const { id } = await handIn()
    await takeStep('accept')(it.house, home.as('a1-secretary'), { caseId: id, ...sort })
    await away('a-clerk', undefined, 'county-director', { startsOn: '2026-11-23', endsOn: '2026-12-20' })
    at('2026-12-05 09:00')
    await sweepClocks(it.house, 1)
    expect(await row(id)).toMatchObject({ level: 'county', state: 'in-hand' })
    await owner.query('update appointments set ends_on = null where member_id = $1', [home.member('a-leader')])
  })

  test('with a stand-in it counts as staffed', async () => {
    await owner.query(`update appointments set ends_on = '2026-11-01' where member_id = $1`, [home.member('a-leader')])
    const { id } = await handIn()
    await takeStep('accept')(it.house, home.as('a1-secretary'), { caseId: id, ...sort })
    await away('a-clerk', 'county-officer', 'county-director', { startsOn: '2026-11-23', endsOn: '2026-12-20' })
    at('2026-12-05 09:00')
    await sweepClocks(it.house, 1)
    expect(await row(id)).toMatchObject({ level: 'town' })
    await owner.query('update appointments set ends_on = null where member_id = $1', [home.member('a-leader')])
  })
})

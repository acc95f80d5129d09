/** A petition's whole road on the real database: the row says what its events say, the sweep knows the statute, lists are ordered by what binds. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { opinion, registration } from '../../../test/a-petition.ts'
import { aCounty, aHouse, type County, day } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { dayOf } from '../../kernel/calendar/deadline.ts'
import { giveVerdict } from '../give-verdict.ts'
import { importHolidays } from '../holidays.ts'
import { listInbox } from '../inbox.ts'
import { listCases } from '../lists.ts'
import { takeIn, takeResidentStep, takeStep } from '../service.ts'
import { sweepClocks } from '../sweep-clocks.ts'
import { verifyLog } from '../verify.ts'
import { type Happened, petitionOf } from './facts.ts'

const db = testDatabase()
const opened = aHouse(db)
let { house, clock } = opened
let county: County
let owner: pg.Client
const start = new Date('2026-11-23T09:00:00+08:00')
beforeAll(async () => {
  ;({ house, clock } = opened)
  county = await aCounty(house)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())

let keys = 0
/** A request in the town's hands, nine o'clock on Monday. */
async function inTown() {
  clock.set(start)
  const { id } = await takeIn(house, county.resident(), {
    clientKey: `petition-${++keys}`,
    villageId: county.org('a1'),
    words: '去年的水费多收了三个月，问了几次没人管',
    contact: { phone: '13800001234' },
    language: 'zh-CN',
    files: [],
  })
  await step('a1-secretary', id, 'accept', {
    category: 'water',
    nature: 'complain',
    urgency: 'ordinary',
    extent: 'individual',
  })
  await step('a1-secretary', id, 'escalate', { reason: '村里办不了' })
  return id
}
const step = (who: string, caseId: string, action: Parameters<typeof takeStep>[0], input: object = {}) =>
  who === 'resident'
    ? takeResidentStep(action)(house, county.resident(caseId), { caseId, ...input } as never)
    : takeStep(action)(house, county.as(who), { caseId, ...input } as never)
async function told(caseId: string) {
  await step('a-clerk', caseId, 'treatAsPetition', { ...registration, externalNumber: 'xf 2026-0815' })
  await step('a-clerk', caseId, 'choosePetitionKind', { kind: 'claim' })
  await step('a-clerk', caseId, 'routePetition', { road: 'investigation' })
  await step('a-clerk', caseId, 'tellInWriting', { notice: '您反映的事收到了，由镇里调查处理。' })
  return caseId
}
const rowOf = async (id: string) => (await owner.query('select * from cases where id = $1', [id])).rows[0]
/** The petition as its events alone tell it. */
async function folded(id: string) {
  const { rows } = await owner.query(
    'select type, at, member_id, data from case_events where case_id = $1 order by seq',
    [id],
  )
  return petitionOf(
    rows.map(
      (e): Happened => ({
        type: e.type,
        at: e.at.toISOString(),
        memberId: e.member_id,
        level: e.data.level,
        data: e.data,
      }),
    ),
  )
}
const kinds = async (id: string) =>
  (await owner.query('select kind, member_id from notices where case_id = $1 order by at', [id])).rows.map(
    (n) => n.kind,
  )

test('from the registration to the second review, and the row is what the events say', async () => {
  const id = await told(await inTown())
  expect(await rowOf(id)).toMatchObject({ statutory_clock: 'conclude', petition: { number: 'XF2026-0815' } })
  clock.advance(10 * day)
  await step('a-clerk', id, 'askPetitionExtension', { until: '2027-02-05', reason: '要等鉴定' })
  const view = (await step('a-leader', id, 'extendPetition', { reason: '情况复杂，要等鉴定结果' })) as {
    handled: { clocks: { clock: string; dueAt: string; article: number }[] }
  }
  expect(view.handled.clocks.find((c) => c.clock === 'conclude')).toMatchObject({
    article: 34,
    dueAt: '2027-02-05T15:59:59.999Z',
  })
  clock.advance(10 * day)
  await step('a-clerk', id, 'concludePetition', opinion)
  const read = (await step('resident', id, 'askReview', { reason: '退得不够' })) as { state: string }
  expect(read.state).toBe('reopened')
  expect(await rowOf(id)).toMatchObject({ level: 'county', statutory_clock: 'review', state: 'reopened' })
  clock.advance(10 * day)
  await step('county-officer', id, 'answerReview', { ...opinion, outcome: 'explained' })
  await step('resident', id, 'confirm', { resolved: 'yes', satisfied: 'fair' })
  const row = await rowOf(id)
  expect(row).toMatchObject({ state: 'closed', statutory_clock: null, outcome: 'explained', resolved: 'yes' })
  expect(row.petition).toEqual(await folded(id))
  expect((await verifyLog(house, county.jurisdictionId)).fault).toBeUndefined()
})

test('after the second review a “no” is noted and closes; the same facts are not taken again', async () => {
  const id = await told(await inTown())
  await step('a-clerk', id, 'concludePetition', opinion)
  await step('resident', id, 'askReview', { reason: '退得不够' })
  await step('county-officer', id, 'answerReview', opinion)
  await step('county-officer', id, 'askReReviewHeard', { reason: '还是退得不够' })
  await step('county-officer', id, 'answerReReview', { ...opinion, outcome: 'not-supported' })
  await expect(step('resident', id, 'dispute', { resolved: 'no' })).rejects.toMatchObject({ code: 'case.not-now' })
  const view = await giveVerdict(house, county.resident(id), { caseId: id, resolved: 'no', why: '还是不服' })
  expect(view).toMatchObject({ state: 'closed', verdict: { resolved: 'no' }, petition: { final: true, ask: null } })
  expect(await rowOf(id)).toMatchObject({ resolved: 'no', outcome: 'explained' })
  // the same said again changes nothing
  await giveVerdict(house, county.resident(id), { caseId: id, resolved: 'no' })
  expect((await rowOf(id)).petition).toEqual(await folded(id))
})

test('words of the opinion stand beside the log, not in it; its outcome and tags stand in it', async () => {
  const id = await told(await inTown())
  await step('a-clerk', id, 'concludePetition', opinion)
  const { rows } = await owner.query(`select data from case_events where case_id = $1 and type = 'concludePetition'`, [
    id,
  ])
  expect(rows[0].data).toMatchObject({ outcome: 'supported', measures: ['solve'], result: 'resolved' })
  expect(JSON.stringify(rows[0].data)).not.toContain('水费')
})

test('the statute’s deadline binds where it is the earlier: the inbox is ordered and coloured by it', async () => {
  const id = await inTown()
  const other = await inTown()
  // received on paper two weeks ago: due tomorrow, long before the scheme’s ten working days
  await step('a-clerk', id, 'treatAsPetition', { ...registration, receivedOn: '2026-11-09' })
  const { items } = await listInbox(house, county.as('a-clerk'), {})
  const [mine, theirs] = [id, other].map((c) => items.findIndex((i) => i.id === c))
  expect(mine).toBeLessThan(theirs ?? 0)
  expect(items[mine ?? 0]).toMatchObject({
    binds: 'statute',
    statutory: { clock: 'route', dueAt: '2026-11-24T15:59:59.999Z' },
    colour: 'due-soon',
  })
  clock.set(new Date('2026-11-25T09:00:00+08:00'))
  const late = await listCases(house, county.as('a-clerk'), { late: 'true' })
  expect(late.items.map((i) => i.id)).toContain(id)
  expect(late.items.map((i) => i.id)).not.toContain(other)
})

test('overdue by the statute it goes up by itself, once, and those concerned hear of it', async () => {
  const id = await inTown()
  await step('a-clerk', id, 'treatAsPetition', { ...registration, receivedOn: '2026-11-09' })
  clock.set(new Date('2026-11-25T09:00:00+08:00'))
  while (await sweepClocks(house, county.jurisdictionId)) {}
  expect(await rowOf(id)).toMatchObject({
    level: 'county',
    overdue: 1,
    statutory_clock: 'route',
    statutory_reminded: 100,
  })
  expect(await kinds(id)).toContain('lateInHand')
  // still owed: nobody has chosen a road, and it is not sent up a second time for that
  clock.advance(day)
  while (await sweepClocks(house, county.jurisdictionId)) {}
  expect(await rowOf(id)).toMatchObject({ overdue: 1 })
})

test('shelved, nothing can be moved up: the holder and the level above are told instead', async () => {
  const id = await told(await inTown())
  await step('a-clerk', id, 'shelve', { reason: '等明年的项目资金', reviewDay: '2027-05-10' })
  clock.set(new Date('2027-01-25T09:00:00+08:00'))
  while (await sweepClocks(house, county.jurisdictionId)) {}
  expect(await rowOf(id)).toMatchObject({ state: 'shelved', statutory_reminded: 100 })
  expect(await kinds(id)).toEqual(expect.arrayContaining(['statute-late']))
})

test('reminded at the scheme’s shares of the statutory time', async () => {
  const id = await told(await inTown())
  await step('a-clerk', id, 'shelve', { reason: '等明年的项目资金', reviewDay: '2027-05-10' })
  clock.set(new Date('2026-12-24T09:00:00+08:00'))
  while (await sweepClocks(house, county.jurisdictionId)) {}
  expect(await rowOf(id)).toMatchObject({ statutory_reminded: 50 })
  expect((await kinds(id)).filter((k) => k === 'statute-soon').length).toBeGreaterThan(0)
})

test('grave: the level above hears at once, with the registration or later', async () => {
  const id = await inTown()
  await step('a-clerk', id, 'treatAsPetition', { ...registration, grave: true })
  const heard = await owner.query(`select member_id from notices where case_id = $1 and kind = 'treatAsPetition'`, [id])
  expect(heard.rows.map((n) => n.member_id)).toContain(county.member('county-director'))
})

test('found by the number of the state system, however it is typed', async () => {
  const id = await inTown()
  await step('a-clerk', id, 'treatAsPetition', registration)
  await step('a-clerk', id, 'setExternalNumber', { externalNumber: 'ｘｆ2026－9001' })
  for (const number of ['XF2026-9001', 'xf2026-9001']) {
    const { items } = await listCases(house, county.as('a-clerk'), { number })
    expect(items.map((i) => i.id)).toEqual([id])
    expect(items[0]?.petition).toMatchObject({ number: 'XF2026-9001' })
  }
})

test('a joined request gets the opinion as its answer; a petition itself is never joined', async () => {
  const id = await told(await inTown())
  const joined = await inTown()
  await step('a-clerk', joined, 'link', { leadNumber: (await rowOf(id)).number })
  await step('a-clerk', id, 'concludePetition', opinion)
  expect(await rowOf(joined)).toMatchObject({ state: 'answered', outcome: 'resolved' })
})

test('a statutory limit that ran into an unknown year is counted again with the notice, never earlier', async () => {
  const id = await told(await inTown())
  const before = await rowOf(id)
  expect(before).toMatchObject({ statutory_provisional: true })
  expect(dayOf(before.statutory_due_at)).toBe('2027-01-22')
  clock.set(new Date('2026-12-01T09:00:00+08:00'))
  const off = ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-22', '2027-01-23', '2027-01-24']
  await importHolidays(house, county.as('county-admin'), { year: 2027, off, work: [], source: '放假安排的通知' })
  const after = await rowOf(id)
  expect(after).toMatchObject({ statutory_provisional: false })
  expect(dayOf(after.statutory_due_at)).toBe('2027-01-25')
})

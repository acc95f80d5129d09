/** A year without its notice: limits are provisional, then counted again once. Nothing told to a resident moves earlier. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCounty, aHouse, type County } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { calendarState, importHolidays } from './holidays.ts'
import { takeIn, takeStep } from './service.ts'
import { verifyLog } from './verify.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County
let abroad: County
let owner: pg.Client
beforeAll(async () => {
  county = await aCounty(it.house)
  abroad = await aCounty(it.house, 2)
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())

const sort = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' } as const
const accepted = async (where: County, key: string) => {
  const { id } = await takeIn(it.house, where.resident(), {
    clientKey: key,
    villageId: where.org('a1'),
    words: '水渠塌了',
    contact: { phone: '13812340000' },
    language: 'zh-CN',
    files: [],
  })
  await takeStep('accept')(it.house, where.as('a1-secretary'), { caseId: id, ...sort })
  return id
}
const rowOf = async (id: string) => (await owner.query('select * from cases where id = $1', [id])).rows[0]
const endOf = (day: string) => new Date(`${day}T23:59:59.999+08:00`)
const notice = {
  year: 2027,
  // the eve to the third day of the Spring Festival, with the Monday before made up on Sunday the 14th, and a longer New Year
  off: [
    '2027-01-01',
    '2027-01-02',
    '2027-01-03',
    '2027-01-04',
    '2027-02-05',
    '2027-02-06',
    '2027-02-07',
    '2027-02-08',
    '2027-02-09',
  ],
  work: ['2027-01-09', '2027-02-14'],
  source: '国务院办公厅关于2027年部分节假日安排的通知（测试）',
}

test('a limit that runs into a year not known is provisional, and the desk is warned three months before the data end', async () => {
  it.clock.set(new Date('2026-12-29T09:00:00+08:00'))
  const id = await accepted(county, 'holidays-1')
  // 29 December and five working days: 30, 31, then Monday 4, 5 and 6 January
  expect(await rowOf(id)).toMatchObject({ due_at: endOf('2027-01-06'), due_provisional: true })
  expect(await calendarState(it.house, county.as('county-officer'), {})).toMatchObject({
    lastKnownYear: 2026,
    endsSoon: true,
    provisional: 1,
    imported: [],
  })
})

test('the notice counts it again: later where days off were added, and the resident is told', async () => {
  const id = (await owner.query('select id from cases where jurisdiction_id = 1')).rows[0].id
  const foreign = await accepted(abroad, 'holidays-2')
  const done = await importHolidays(it.house, county.as('county-admin'), notice)
  expect(done).toEqual({ year: 2027, counted: 1, moved: 1 })
  expect(await rowOf(id)).toMatchObject({
    due_at: endOf('2027-01-07'),
    promised_at: endOf('2027-01-07'),
    due_provisional: false,
  })
  const { rows } = await owner.query(
    'select type, audience from case_events where case_id = $1 order by seq desc limit 1',
    [id],
  )
  expect(rows[0]).toEqual({ type: 'recount', audience: 'everyone' })
  expect(await calendarState(it.house, county.as('county-officer'), {})).toMatchObject({
    lastKnownYear: 2027,
    endsSoon: false,
    provisional: 0,
    imported: [{ year: 2027 }],
  })
  // another county puts in its own
  expect(await rowOf(foreign)).toMatchObject({ due_provisional: true, due_at: endOf('2027-01-06') })
  expect(it.house.calendars.of(2).lastKnownYear).toBe(2026)
})

test('a correction that would end a limit earlier leaves the day that was told', async () => {
  const id = await accepted(abroad, 'holidays-3')
  await owner.query('update cases set due_at = $2, promised_at = $2 where id = $1', [id, endOf('2027-01-12')])
  await importHolidays(it.house, abroad.as('county-admin'), notice)
  expect(await rowOf(id)).toMatchObject({
    due_at: endOf('2027-01-12'),
    promised_at: endOf('2027-01-12'),
    due_provisional: false,
  })
})

test('importing again changes no date', async () => {
  const before = (await owner.query('select id, due_at, promised_at, version from cases order by id')).rows
  expect(await importHolidays(it.house, county.as('county-admin'), notice)).toMatchObject({ counted: 0, moved: 0 })
  expect((await owner.query('select id, due_at, promised_at, version from cases order by id')).rows).toEqual(before)
})

test('a notice that mixes years, or calls one day both off and worked, is refused and nothing kept', async () => {
  const wrong = (change: object) =>
    importHolidays(it.house, abroad.as('county-admin'), { ...notice, year: 2028, ...change }).catch((e) => e.code)
  expect(await wrong({})).toBe('calendar.other-year')
  const days = notice.off.map((day) => day.replace('2027', '2028'))
  expect(await wrong({ off: days, work: [days[0]] })).toBe('calendar.off-and-work')
  expect(it.house.calendars.of(2).lastKnownYear).toBe(2027)
})

test('the log still verifies', async () => {
  expect(await verifyLog(it.house, 1)).not.toHaveProperty('fault')
})

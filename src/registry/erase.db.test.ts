import { beforeAll, expect, test } from 'vitest'
import { aCounty, aHouse, type County } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { doing } from '../access/command.ts'
import { revealContact } from '../cases/contact.ts'
import { erasePeople } from '../cases/redact/erase.ts'
import { takeIn } from '../cases/service.ts'
import { verifyLog } from '../cases/verify.ts'
import { viewCase } from '../cases/view.ts'
import { newId } from '../kernel/ids.ts'
import { findByPhone } from './erase.ts'

const db = testDatabase()
const it = aHouse(db)
let county: County
const phone = '138 1234 0000'

beforeAll(async () => {
  county = await aCounty(it.house)
})

const request = (key: string, number = phone) =>
  takeIn(it.house, county.resident(), {
    clientKey: `erase-${key}`,
    villageId: county.org('a1'),
    words: '井水发黄',
    contact: { name: '李某', phone: number },
    language: 'zh-CN',
    files: [],
  })
const view = (caseId: string) => doing(it.house, county.as('a1-secretary'), (d) => viewCase(d, caseId))
const outboxOf = (caseId: string) =>
  it.house.db.transaction({ jurisdictionId: 1, job: 'outbox' }, (tx) =>
    tx.selectFrom('outbox').select(['last_error', 'failed_at']).where('case_id', '=', caseId).execute(),
  )

test('an erased person has no contact, no message on its way, and still their request', async () => {
  const [one, two, other] = [await request('1'), await request('2', '13812340000'), await request('3', '13912340000')]
  const people = await findByPhone(it.house, 1, '+86 138-1234-0000')
  expect(people).toHaveLength(2)

  const done = await erasePeople(it.house, 1, people)
  expect(done).toMatchObject([
    { already: false, cancelled: 1 },
    { already: false, cancelled: 1 },
  ])

  for (const { id } of [one, two]) {
    const seen = await view(id)
    expect(seen).toMatchObject({ words: '井水发黄', contact: { erased: true, name: null, phone: null } })
    await expect(
      revealContact(it.house, county.as('a1-secretary'), { caseId: id, reason: '核实情况' }),
    ).rejects.toMatchObject({
      code: 'contact.erased',
    })
    expect(await outboxOf(id)).toEqual([{ last_error: 'erased', failed_at: it.clock.now() }])
  }
  expect(await view(other.id)).toMatchObject({ contact: { erased: false, phone: '139****0000' } })
  expect(await outboxOf(other.id)).toEqual([{ last_error: null, failed_at: null }])
})

test('nothing of the person is left to search by or to open', async () => {
  expect(await findByPhone(it.house, 1, phone)).toEqual([])
  const rows = await it.house.db.transaction({ jurisdictionId: 1, seen: [county.org('county')] }, (tx) =>
    tx.selectFrom('residents').selectAll().where('erased_at', 'is not', null).execute(),
  )
  expect(rows).toHaveLength(2)
  for (const row of rows)
    expect(row).toMatchObject({
      sealed_name: null,
      sealed_phone: null,
      sealed_id_number: null,
      phone_index: null,
      phone_tail_index: null,
      id_number_index: null,
    })
})

test('doing it again changes nothing', async () => {
  const { id } = await request('4')
  const people = await findByPhone(it.house, 1, phone)
  await erasePeople(it.house, 1, people)
  it.clock.advance(60_000)
  expect(await erasePeople(it.house, 1, people)).toMatchObject([{ already: true, cancelled: 0 }])
  expect((await outboxOf(id))[0]?.failed_at).not.toEqual(it.clock.now())
})

test('the log still verifies', async () => {
  expect(await verifyLog(it.house, 1)).toMatchObject({ cases: 4, events: 4, texts: 4, gone: 0 })
})

test('someone unknown is refused, and nobody of the same call is erased', async () => {
  await request('5')
  const people = await findByPhone(it.house, 1, phone)
  await expect(erasePeople(it.house, 1, [...people, newId(it.clock.now())])).rejects.toMatchObject({
    code: 'not-found',
  })
  expect(await findByPhone(it.house, 1, phone)).toEqual(people)
})
